import type { WhatIfAnswer } from '../api/types';
import { count, number } from '../format/text';
import { TopNames } from '../pages/effects';
import { Ref } from '../ui/Ref';
import { Leads } from './Leads';

/** Partners whose failure alone begins or ceases to stop something, and what that is. */
export function PointChanges({ of, ended }: { of: WhatIfAnswer['newSinglePoints']; ended?: boolean }) {
  return (
    <ul className="plain-list">
      {of.items.map((p) => (
        <li key={p.cause.id} className="sentence">
          <Ref to={p.cause} /> {ended ? 'no longer stops' : 'stops'} <TopNames of={p.tops} show={shown} />
          <More of={p} ended={ended} />.
        </li>
      ))}
      {of.count > of.items.length && <li className="quiet">and others</li>}
    </ul>
  );
}

const shown = 4;

type MoreProps = { of: WhatIfAnswer['newSinglePoints']['items'][number]; ended?: boolean };

function More({ of: p, ended }: MoreProps) {
  const n = p.stops.roadmapItems + p.stops.products;
  if (n <= shown) return null;
  return (
    <>
      {' '}
      and others,{' '}
      <Leads n={n} to={{ stopper: p.cause.id, when: ended ? 'ended' : 'new' }}>
        {number(n)} in all
      </Leads>
    </>
  );
}

/** How many they are. */
export function PointCount({ of, ended }: { of: WhatIfAnswer['newSinglePoints']; ended?: boolean }) {
  return (
    <Leads n={of.count} to={{ counted: ended ? 'endedSinglePoints' : 'newSinglePoints', kind: 'partner' }}>
      {count(of.count, 'partner')}
    </Leads>
  );
}
