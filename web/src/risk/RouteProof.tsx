import { Link } from '@tanstack/react-router';
import { count } from '../format/text';
import { ProofRow } from '../proof/ProofRow';
import { NotRecorded } from './NotRecorded';
import type { Route } from './queries';
import { regionName } from './Routes';

const as = { channel_partner: 'its channel partner', parent: 'an owner', sub_tier: 'a sub-tier' } as const;

/** Why one partner closes a route, for each that does; else what is known of its several partners. */
export function RouteProof({ of: r }: { of: Route }) {
  const name = `${r.product.name} in ${regionName(r.region)}`;
  return (
    <>
      {r.causes.map((c) => (
        <ProofRow
          key={c.cause.id}
          title={`Why ${c.cause.name} closes ${name}`}
          note={`${as[c.as]}, tier ${c.tier} · it closes ${count(c.routes, 'route')}`}
          cause={[c.cause]}
          steps={c.why}
        >
          {c.stops.roadmapItems + c.stops.products > 0 && (
            <>
              It also stops {count(c.stops.roadmapItems, 'roadmap item')}
              {c.stops.products > 0 && ` and ${count(c.stops.products, 'product')}`}.{' '}
            </>
          )}
          <Link to="/whatif" search={{ remove: c.cause.id }}>
            What if it fails
          </Link>
        </ProofRow>
      ))}
      {r.causes.length === 0 && (
        <p className="sentence">
          No single recorded failure closes it: its {count(r.partners.length, 'channel partner')} share no
          cause that is known.
        </p>
      )}
      {r.missing.length > 0 && (
        <p className="quiet sentence">
          Not recorded: <NotRecorded of={r.missing} total={r.missing.length} show={6} />
        </p>
      )}
    </>
  );
}
