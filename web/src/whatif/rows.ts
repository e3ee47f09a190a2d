import { list } from '../format/text';
import { oneOf, type Raw, text } from '../search';

const impacts = ['stopped', 'delayed', 'degraded', 'weakened', 'relieved', 'untouched'] as const;
const words: Record<Impact, string> = {
  stopped: 'stopped',
  delayed: 'later',
  degraded: 'weakened',
  weakened: 'weakened',
  relieved: 'harder to stop',
  untouched: 'untouched',
};
export type Impact = (typeof impacts)[number];

/** Which products and items a what-if lists: what happens to them, their kind, the quarter they are due in. */
export type Rows = { impact?: string; kind?: 'roadmap_item' | 'product'; quarter?: string };

export const whole: readonly Impact[] = impacts;
export const working: readonly Impact[] = impacts.slice(1);
export const weak: readonly Impact[] = ['degraded', 'weakened'];

export function readRows(s: Raw): Rows {
  const some = (text(s.impact, 80) ?? '').split(',').filter((x) => oneOf(x, impacts));
  return {
    impact: some.length ? some.join(',') : undefined,
    kind: oneOf(s.kind, ['roadmap_item', 'product'] as const),
    quarter: /^(\d{4}-Q[1-4]|none)$/.exec(text(s.quarter, 7) ?? '')?.[0],
  };
}

export function impactsOf(r: Rows): Impact[] | undefined {
  return r.impact?.split(',') as Impact[] | undefined;
}

/** The search of the first page of all that a scenario touches. */
export const allRows = {
  impact: undefined,
  kind: undefined,
  quarter: undefined,
  cursor: undefined,
  at: undefined,
  proof: undefined,
};

/** What a list is narrowed to, in words. */
export function rowsText(r: Rows): string {
  const some = impactsOf(r);
  const what = some && some.length < impacts.length ? list([...new Set(some.map((i) => words[i]))]) : '';
  const due = r.quarter === 'none' ? 'without a date' : r.quarter && `due in ${quarterText(r.quarter)}`;
  return [what, due].filter(Boolean).join(', ');
}

export function quarterText(quarter: string): string {
  return quarter.split('-').reverse().join(' ');
}
