import { getRouteApi, Link } from '@tanstack/react-router';
import type { Page, Product, TopRisk } from '../api/types';
import { money, number, word } from '../format/text';
import { LeavingChip } from '../forms/EntityFilter';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { Door, ListScreen } from '../ui/ListScreen';
import { Missing, VerdictMark } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/products');
const lifecycles = choicesOf('preview', 'active', 'nrnd', 'last_time_buy', 'obsolete', 'unknown');

export function Products() {
  const search = route.useSearch();
  const { filter } = useFilters();
  return (
    <ListScreen<'product', TopRisk>
      kind="product"
      search={search}
      query={{ lifecycle: search.lifecycle, leaving: search.leaving }}
      columns={columns}
      risk
      filters={
        <>
          <ChipSelect
            label="Lifecycle"
            value={search.lifecycle}
            choices={lifecycles}
            onChange={(lifecycle) => filter({ lifecycle })}
          />
          <LeavingChip value={search.leaving} onChange={(leaving) => filter({ leaving })} />
        </>
      }
      empty={
        <>
          No product recorded. It joins components to what is sold. <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function columns(page: Page<Product, TopRisk> | undefined): Column<Product>[] {
  const risk = (p: Product) => page?.risk?.[p.id];
  return [
    {
      id: 'name',
      head: 'Product',
      name: true,
      wrap: true,
      sort: 'name',
      cell: (p) => <Ref to={{ ...p, kind: 'product' }} />,
    },
    {
      id: 'sku',
      head: 'SKU',
      p2: true,
      cell: (p) => (p.sku ? <span className="mono">{p.sku}</span> : <Missing />),
    },
    {
      id: 'lifecycle',
      head: 'Lifecycle',
      p2: true,
      cell: (p) => (p.lifecycle ? word(p.lifecycle) : <Missing />),
    },
    {
      id: 'verdict',
      head: 'Verdict',
      cell: (p) => {
        const r = risk(p);
        return r ? <VerdictMark verdict={r.verdict} /> : '';
      },
    },
    { id: 'single', head: 'Single points', num: true, cell: (p) => <SingleCount id={p.id} risk={risk(p)} /> },
    {
      id: 'revenue',
      head: 'Revenue a year',
      num: true,
      p2: true,
      cell: (p) =>
        p.annualRevenue ? money([{ amount: p.annualRevenue, currency: p.currency ?? '' }]) : <Missing />,
    },
  ];
}

/** How many partners stop a product or item alone, as a door to them. */
export function SingleCount({ id, risk }: { id: string; risk: TopRisk | undefined }) {
  if (!risk) return null;
  return (
    <Door n={risk.singlePoints}>
      <Link to="/risk" search={{ top: id }}>
        {number(risk.singlePoints)}
      </Link>
    </Door>
  );
}
