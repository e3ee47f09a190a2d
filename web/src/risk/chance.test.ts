import { expect, it } from 'vitest';
import { chance, figure } from './chance';

it('writes a probability with three figures', () => {
  expect(chance(0.07831)).toBe('7.83\u2009%');
  expect(chance(0.5)).toBe('50\u2009%');
  expect(chance(0.000012)).toBe('0.0012\u2009%');
  expect(chance(5e-6)).toBe('0.0005\u2009%');
  expect(chance(1e-8)).toBe('0.000001\u2009%');
  expect(chance(3e-9)).toBe('3 × 10⁻⁷\u2009%');
  expect(chance(1.234e-14)).toBe('1.23 × 10⁻¹²\u2009%');
  expect(chance(0)).toBe('0\u2009%');
  expect(chance(1)).toBe('100\u2009%');
});

it('writes a measure with three figures and never as 2.86e+4', () => {
  expect(figure(28560.9)).toBe('28,561');
  expect(figure(6.98441)).toBe('6.98');
  expect(figure(0.0000857)).toBe('0.0000857');
  expect(figure(1.8e-9)).toBe('1.8 × 10⁻⁹');
  expect(figure(0)).toBe('0.00');
});
