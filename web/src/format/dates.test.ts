import { describe, expect, it } from 'vitest';
import { before, fromToday, noticeBy } from './dates';

describe('days', () => {
  const now = new Date('2026-11-29T23:30:00Z');

  it('are counted from today in UTC, whatever the hour', () => {
    expect(fromToday('2026-11-29', now)).toBe('today');
    expect(fromToday('2026-11-30', now)).toBe('in 1 day');
    expect(fromToday('2027-11-29', now)).toBe('in 365 days');
    expect(fromToday('2026-11-26', now)).toBe('3 days ago');
  });

  it('go back over a leap day', () => {
    expect(before('2028-03-01', 1)).toBe('2028-02-29');
    expect(before('2027-03-31', 90)).toBe('2026-12-31');
  });

  it('of notice are known only with an end and a length', () => {
    expect(noticeBy({ endsOn: '2027-03-31', noticeDays: 90 })).toBe('2026-12-31');
    expect(noticeBy({ endsOn: '2027-03-31', noticeDays: 0 })).toBe('2027-03-31');
    expect(noticeBy({ noticeDays: 90 })).toBeUndefined();
    expect(noticeBy({ endsOn: '2027-03-31' })).toBeUndefined();
  });
});
