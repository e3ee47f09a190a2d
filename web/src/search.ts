/** Reads search parameters: what is not known is dropped, nothing throws, and the text ?q=123 stays text. */
export type Raw = Record<string, unknown>;

/** A reader of search parameters whose every part may be absent. */
export function known<T extends object>(read: (s: Raw) => T): (s: Raw) => Partial<T> {
  return read;
}

export function text(v: unknown, max = 200): string | undefined {
  if (v === undefined || v === null || v === '' || typeof v === 'object') return undefined;
  return String(v).slice(0, max);
}

export function oneOf<T extends string>(v: unknown, all: readonly T[]): T | undefined {
  return all.find((x) => x === v);
}

export function whole(v: unknown, min: number, max: number): number | undefined {
  const n = typeof v === 'string' && v !== '' ? Number(v) : v;
  return typeof n === 'number' && Number.isInteger(n) && n >= min && n <= max ? n : undefined;
}

export function flag(v: unknown): true | undefined {
  return v === 'true' || v === '1' || v === true ? true : undefined;
}

/** What every paged list has in its URL: the filter text, the order, the place. */
export type Paged = { q?: string; sort?: string; cursor?: string; at?: number };

export function paged(s: Raw, sorts: readonly string[]): Paged {
  return {
    q: text(s.q),
    sort: oneOf(s.sort, [...sorts, ...sorts.map((x) => `-${x}`)]),
    cursor: text(s.cursor, 2000),
    at: whole(s.at, 0, 10_000_000),
  };
}

/** The questions of the risk page beside its first. */
export const riskViews = [
  'together',
  'likelihood',
  'sourcing',
  'diversity',
  'exposure',
  'concentration',
  'second',
  'routes',
  'skills',
  'questions',
] as const;
export type RiskView = (typeof riskViews)[number];
