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

const kinds = ['roadmap_item', 'product', 'component', 'partner'] as const;
const counteds = [
  'works',
  'sourced',
  'singleSourced',
  'othersExposed',
  'late',
  'singlePoints',
  'newSinglePoints',
  'endedSinglePoints',
] as const;
const whens = ['before', 'after', 'new', 'ended'] as const;
export type When = (typeof whens)[number];

/**
 * What a what-if lists: what happens to it, its kind, the quarter it is due in; or what a count holds before,
 * after, and after or before alone; what one partner alone stops then; what another source of a component frees.
 */
export type Rows = {
  impact?: string;
  kind?: (typeof kinds)[number];
  quarter?: string;
  counted?: (typeof counteds)[number];
  when?: When;
  stopper?: string;
  freedBy?: string;
};

/** Roadmap items that these befall. */
export function items(...of: Impact[]): Rows {
  return { impact: of.join(','), kind: 'roadmap_item' };
}

export const weak = items('degraded', 'weakened');

export function readRows(s: Raw): Rows {
  const some = (text(s.impact, 80) ?? '').split(',').filter((x) => oneOf(x, impacts));
  return {
    impact: some.length ? some.join(',') : undefined,
    kind: oneOf(s.kind, kinds),
    quarter: /^(\d{4}-Q[1-4]|none)$/.exec(text(s.quarter, 7) ?? '')?.[0],
    counted: oneOf(s.counted, counteds),
    when: oneOf(s.when, whens),
    stopper: text(s.stopper, 64),
    freedBy: text(s.freedBy, 64),
  };
}

export function impactsOf(r: Rows): Impact[] | undefined {
  return r.impact?.split(',') as Impact[] | undefined;
}

const all: Record<keyof Rows, undefined> = {
  impact: undefined,
  kind: undefined,
  quarter: undefined,
  counted: undefined,
  when: undefined,
  stopper: undefined,
  freedBy: undefined,
};

/** The search of the first page of all that a scenario touches. */
export const allRows = { ...all, cursor: undefined, at: undefined, proof: undefined };

export function isNarrowed(r: Rows): boolean {
  return (Object.keys(all) as (keyof Rows)[]).some((k) => r[k] !== undefined);
}

const sides: Record<When, string> = {
  before: 'before',
  after: 'after',
  new: 'after and not before',
  ended: 'before and no longer after',
};

/** What a list is narrowed to, in words. */
export function rowsText(r: Rows): string {
  const some = impactsOf(r);
  const what = some && some.length < impacts.length ? list([...new Set(some.map((i) => words[i]))]) : '';
  const due = r.quarter === 'none' ? 'without a date' : r.quarter && `due in ${quarterText(r.quarter)}`;
  const side = r.counted || r.stopper ? sides[r.when ?? 'after'] : '';
  return [what, due, side].filter(Boolean).join(', ');
}

export function quarterText(quarter: string): string {
  return quarter.split('-').reverse().join(' ');
}
