import { Link } from '@tanstack/react-router';
import type { Reference } from '../api/types';
import { number } from '../format/text';
import { supposing } from '../risk/cause';

type Props = { n: number; of: Reference; kind?: 'roadmap_item' | 'product' };

/** How much something alone stops leads to what that is: on the partner's page, or in the what-if in which the country or person is gone. */
export function StopCount({ n, of, kind = 'roadmap_item' }: Props) {
  if (!n) return <span className="muted">0</span>;
  if (of.kind !== 'partner')
    return (
      <Link to="/whatif" search={{ ...supposing([of]), impact: 'stopped', kind }}>
        {number(n)}
      </Link>
    );
  return (
    <Link to="/partners/$id" params={{ id: of.id }} hash="items">
      {number(n)}
    </Link>
  );
}
