import type { WhatIfAnswer } from '../api/types';
import { count, number } from '../format/text';
import { TopNames } from '../pages/effects';
import { Ref } from '../ui/Ref';

/** Partners whose failure alone begins or ceases to stop something, and what that is. */
export function PointChanges({ of, ended }: { of: WhatIfAnswer['newSinglePoints']; ended?: boolean }) {
  return (
    <ul className="plain-list">
      {of.items.map((p) => (
        <li key={p.cause.id} className="sentence">
          <Ref to={p.cause} /> {ended ? 'no longer stops' : 'stops'} <TopNames of={p.tops} show={4} />
          {p.stops.roadmapItems + p.stops.products > 4 &&
            ` and ${number(p.stops.roadmapItems + p.stops.products - 4)} more`}
          .
        </li>
      ))}
      {of.count > of.items.length && (
        <li className="quiet">and {count(of.count - of.items.length, 'more partner')}</li>
      )}
    </ul>
  );
}
