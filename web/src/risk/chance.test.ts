import { expect, it } from 'vitest';
import { chance } from './chance';

it('writes a probability with three figures', () => {
  expect(chance(0.07831)).toBe('7.83\u2009%');
  expect(chance(0.5)).toBe('50\u2009%');
  expect(chance(0.000012)).toBe('0.0012\u2009%');
  expect(chance(0)).toBe('0\u2009%');
  expect(chance(1)).toBe('100\u2009%');
});
