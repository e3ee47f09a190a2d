import type { WhatIfAnswer } from '../api/types';
import type { Rows } from './rows';

type State = WhatIfAnswer['before'];

/** A count of a state: how it is called, whose rows it leads to, and whether more of it is better. */
export type Measure = {
  name: string;
  of: (s: State) => number;
  rows: Rows;
  more: 'good' | 'bad';
};

export const measures: readonly Measure[] = [
  {
    name: 'Roadmap items that can ship',
    of: (s) => s.roadmapItems.works,
    rows: { counted: 'works', kind: 'roadmap_item' },
    more: 'good',
  },
  {
    name: 'Products that can be made',
    of: (s) => s.products.works,
    rows: { counted: 'works', kind: 'product' },
    more: 'good',
  },
  {
    name: 'Components with a source',
    of: (s) => s.sourced,
    rows: { counted: 'sourced', kind: 'component' },
    more: 'good',
  },
  {
    name: 'Components with one source left',
    of: (s) => s.singleSourced,
    rows: { counted: 'singleSourced', kind: 'component' },
    more: 'bad',
  },
  {
    name: 'Other items one partner can stop',
    of: (s) => s.othersExposed,
    rows: { counted: 'othersExposed', kind: 'roadmap_item' },
    more: 'bad',
  },
  {
    name: 'Items ready after their target',
    of: (s) => s.late,
    rows: { counted: 'late', kind: 'roadmap_item' },
    more: 'bad',
  },
  {
    name: 'Partners that stop something alone',
    of: (s) => s.singlePoints,
    rows: { counted: 'singlePoints', kind: 'partner' },
    more: 'bad',
  },
];

/** What a list of rows is called. */
export function titleOf(r: Rows): string {
  if (r.stopper) return 'Stopped by one partner alone';
  if (r.freedBy) return 'Freed by another source';
  if (r.counted === 'newSinglePoints') return 'New single points';
  if (r.counted === 'endedSinglePoints') return 'Single points that end';
  const m = measures.find(
    (m) => m.rows.counted === r.counted && (m.rows.kind === r.kind || r.counted !== 'works'),
  );
  return r.counted && m ? m.name : 'Stopped and weakened';
}
