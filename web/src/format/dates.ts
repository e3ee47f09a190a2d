import { count, date } from './text';

/** Days counted in UTC, and how far they are from today. */
const length = 86_400_000;

/** The day a number of days before another. */
export function before(day: string, days: number): string {
  const t = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(t) ? day : new Date(t - days * length).toISOString().slice(0, 10);
}

/** The last day on which notice can be given: none where a contract has no end or names no notice. */
export function noticeBy(c: { endsOn?: string; noticeDays?: number }): string | undefined {
  return c.endsOn !== undefined && c.noticeDays !== undefined ? before(c.endsOn, c.noticeDays) : undefined;
}

/** in 12 days, today, 3 days ago. */
export function fromToday(day: string, now = new Date()): string {
  const days =
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`)) / length;
  if (Number.isNaN(days)) return '';
  if (days === 0) return 'today';
  return days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} ago`;
}

/** 26 Feb 2027, in 12 days. */
export function dateFromToday(day: string): string {
  return `${date(day)}, ${fromToday(day)}`;
}
