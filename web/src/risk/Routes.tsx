import { getRouteApi } from '@tanstack/react-router';
import { url } from '../api/client';
import { count, number } from '../format/text';
import { Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect, FilterBar } from '../ui/Filters';
import { VerdictMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref, Refs } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { type Route, type RoutePage, useRoutes } from './queries';
import { RouteGrid } from './RouteGrid';
import { RouteProof } from './RouteProof';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');

/** Where no region was recorded, the API says so by an empty text. */
export const regionName = (region: string) => region || 'no region recorded';

/** By which channel partners each product reaches each region, and which of these ways one partner can close. */
export function Routes() {
  const { product, region, cursor } = route.useSearch();
  const { filter } = useFilters();
  const page = useRoutes({ product, region, cursor });
  const all = useRoutes({ limit: 500 });
  const place = usePlace(page.data);
  const a = page.data;
  const choices = all.data?.totals;
  return (
    <Section title="Routes" note="a product in a region, by its channel partners">
      {a && <Sum of={a.totals} />}
      {all.data && <RouteGrid of={all.data} />}
      <FilterBar>
        <ChipSelect
          label="Product"
          value={product}
          all="all"
          choices={(choices?.products ?? []).map((p) => ({ id: p.id, name: p.name }))}
          onChange={(p) => filter({ product: p })}
        />
        <ChipSelect
          label="Region"
          value={region}
          all="all"
          choices={(choices?.regions ?? []).filter(Boolean).map((r) => ({ id: r, name: r }))}
          onChange={(r) => filter({ region: r })}
        />
      </FilterBar>
      <DataTable<Route>
        label="Routes"
        columns={columns(place.proof, place.toggle)}
        rows={a?.items}
        keyOf={(r) => r.route.id}
        error={page.error}
        again={() => void page.refetch()}
        empty={product || region ? <None /> : 'No partner is recorded as selling a product yet.'}
        detail={(r) => place.proof === r.route.id && <RouteProof of={r} />}
      />
      <Pager
        {...place.pager}
        order="what one partner closes first"
        csv={url('/risk/routes', { product, region, format: 'csv' })}
      />
    </Section>
  );
}

function Sum({ of: t }: { of: RoutePage['totals'] }) {
  if (!t.routes) return null;
  return (
    <p className="sentence">
      {count(t.routes, 'route')}: <strong>{number(t.single)} by one channel partner alone</strong>
      {t.shared > 0 && `, ${number(t.shared)} by several that one cause takes together`}. A closed route stops
      sales into its region, not the product.
    </p>
  );
}

function columns(open: string | undefined, toggle: (id: string) => void): Column<Route>[] {
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) => <Twist open={open === r.route.id} of={r.route.name} onToggle={() => toggle(r.route.id)} />,
    },
    {
      id: 'region',
      head: 'Route',
      name: true,
      wrap: true,
      cell: (r) => (
        <>
          <Ref to={r.product} /> <span className="muted plain">in {regionName(r.region)}</span>
        </>
      ),
    },
    {
      id: 'partners',
      head: 'Channel partners',
      wrap: true,
      cell: (r) => <Refs of={r.partners} show={3} />,
    },
    {
      id: 'kind',
      head: 'Verdict',
      cell: (r) => <VerdictMark verdict={r.verdict} />,
    },
    {
      id: 'closed',
      head: 'Closed alone by',
      p2: true,
      wrap: true,
      cell: (r) => <Refs of={r.causes.map((c) => c.cause)} show={2} none="nobody" />,
    },
    {
      id: 'effective',
      head: 'Failures it takes',
      num: true,
      p2: true,
      cell: (r) =>
        r.effective === null ? '' : `${r.effectiveExact ? '' : 'at least '}${number(r.effective)}`,
    },
  ];
}

function None() {
  const { filter } = useFilters();
  return (
    <>
      No route of this product leads there.{' '}
      <button
        type="button"
        className="as-link"
        onClick={() => filter({ product: undefined, region: undefined })}
      >
        Show all
      </button>
    </>
  );
}
