import { getRouteApi } from '@tanstack/react-router';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import type { Route, RoutePage } from './queries';
import { regionName } from './Routes';

const route = getRouteApi('/risk');

/** Products by region at one glance; a cell holds its channel partners and leads to its route. More than fit one answer have the table alone. */
export function RouteGrid({ of: a }: { of: RoutePage }) {
  const { proof } = route.useSearch();
  const { products, regions } = a.totals;
  if (a.next || regions.length < 2 || products.length > 12 || regions.length > 40) return null;
  const at = new Map(a.items.map((r) => [`${r.region} ${r.product.id}`, r]));
  return (
    <section className="scroll bare gap-below" aria-label="Products by region" tabIndex={0}>
      <table className="table fit">
        <thead>
          <tr>
            <th scope="col">Region</th>
            {products.map((p) => (
              <th key={p.id} scope="col" className="num">
                <Ref to={p} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={region}>
              <th scope="row" className="plain">
                {regionName(region)}
              </th>
              {products.map((p) => (
                <td key={p.id} className="num">
                  <Cell of={at.get(`${region} ${p.id}`)} open={proof} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ of: r, open }: { of: Route | undefined; open: string | undefined }) {
  if (!r) return <span className="muted">none</span>;
  const n = r.partners.length;
  const state = r.single ? 'one partner alone' : r.shared ? 'one cause takes all' : r.verdict;
  return (
    <Plain
      to="/risk"
      search={{ view: 'routes', product: r.product.id, region: r.region || undefined, proof: r.route.id }}
      current={open === r.route.id ? 'true' : undefined}
      label={`${r.product.name} in ${regionName(r.region)}: ${n} channel ${n === 1 ? 'partner' : 'partners'}, ${state}`}
    >
      <span className={`verdict ${r.verdict}`}>
        <Icon id={`v-${r.verdict}`} />
        {number(n)}
      </span>
    </Plain>
  );
}
