import { expect, test } from 'vitest';
import { impactsOf, isNarrowed, readRows, rowsText } from './rows';

test('a list is narrowed by what the address says, and what is not known is dropped', () => {
  expect(
    readRows({ impact: 'degraded,dragons,weakened', kind: 'dragon', quarter: '2027-Q5', counted: 'all' }),
  ).toEqual({
    impact: 'degraded,weakened',
  });
  expect(readRows({ kind: 'product', quarter: 'none' })).toEqual({ kind: 'product', quarter: 'none' });
  expect(readRows({ counted: 'late', when: 'new', kind: 'partner', stopper: 'p', freedBy: {} })).toEqual({
    counted: 'late',
    when: 'new',
    kind: 'partner',
    stopper: 'p',
  });
  expect(isNarrowed(readRows({ impact: 'dragons' }))).toBe(false);
  expect(isNarrowed(readRows({ stopper: 'p' }))).toBe(true);
  expect(impactsOf({ impact: 'stopped,delayed' })).toEqual(['stopped', 'delayed']);
  expect(impactsOf({})).toBeUndefined();
});

test('it says what it is narrowed to', () => {
  expect(rowsText({})).toBe('');
  expect(rowsText({ impact: 'degraded,weakened', quarter: '2027-Q3' })).toBe('weakened, due in Q3 2027');
  expect(rowsText({ impact: 'stopped', quarter: 'none' })).toBe('stopped, without a date');
  expect(rowsText({ impact: 'stopped,delayed,degraded,weakened,relieved,untouched' })).toBe('');
  expect(rowsText({ counted: 'late' })).toBe('after');
  expect(rowsText({ stopper: 'p', when: 'ended' })).toBe('before and no longer after');
});
