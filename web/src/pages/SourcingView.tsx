import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { url } from '../api/client';
import { useList, useSourcing } from '../api/queries';
import type { SourcingRow } from '../api/types';
import { announce } from '../app/announce';
import { count, fieldName, number, percent, word } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect, FilterBar } from '../ui/Filters';
import { LayerChip } from '../ui/LayerChip';
import { LayerMark, VerdictMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref, Refs } from '../ui/Ref';
import { Section } from '../ui/Section';
import { Effective } from '../ui/Sourcing';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/risk');
const verdicts = ['exposed', 'unknown', 'safe'].map((id) => ({ id, name: id }));
const size = 100;

/** A row a component: how it is sourced on paper and in fact, and what nobody recorded. */
export function SourcingView() {
  const search = route.useSearch();
  const { filter, push } = useFilters();
  const router = useRouter();
  const { layer, verdict, product, unsourced } = search;
  const asked = { layer, verdict, product, unsourced };
  const page = useSourcing({ ...asked, cursor: search.cursor });
  const products = useList('products', { limit: 200 });
  const at = search.at ?? 0;
  const rows = page.data?.items;
  useEffect(() => {
    if (page.data) announce(count(page.data.count ?? page.data.items.length, 'component'));
  }, [page.data]);
  return (
    <Section title="Sourcing" note="on paper, and in fact: how many failures stop it">
      <FilterBar>
        <LayerChip value={search.layer} onChange={(layer) => filter({ layer })} />
        <ChipSelect
          label="Verdict"
          value={search.verdict}
          choices={verdicts}
          onChange={(verdict) => filter({ verdict })}
        />
        <ChipSelect
          label="Product"
          value={search.product}
          choices={products.data?.items ?? []}
          onChange={(product) => filter({ product })}
        />
        <ChipSelect
          label="Sources"
          value={unsourced && 'none'}
          choices={[{ id: 'none', name: 'none at all' }]}
          onChange={(v) => filter({ unsourced: v ? true : undefined })}
        />
      </FilterBar>
      <DataTable<SourcingRow>
        label="Sourcing"
        columns={columns}
        rows={rows}
        keyOf={(r) => r.component.id}
        error={page.error}
        again={() => void page.refetch()}
        empty={
          !Object.values(asked).some(Boolean) ? (
            'No component is recorded yet.'
          ) : (
            <>
              No component matches.{' '}
              <button
                type="button"
                className="as-link"
                onClick={() =>
                  filter({ layer: undefined, verdict: undefined, product: undefined, unsourced: undefined })
                }
              >
                Show all
              </button>
            </>
          )
        }
      />
      <Pager
        shown={rows?.length}
        at={at}
        total={page.data?.count}
        order="most items first"
        onNext={
          page.data?.next ? () => push({ cursor: page.data?.next ?? undefined, at: at + size }) : undefined
        }
        onPrevious={search.cursor ? () => router.history.back() : undefined}
        onFirst={search.cursor ? () => push({ cursor: undefined, at: undefined }) : undefined}
        csv={url('/risk/sourcing', { ...asked, format: 'csv' })}
      />
    </Section>
  );
}

const short = (s: NonNullable<SourcingRow['short']>) =>
  s.rule === 'share' ? `${percent(s.has)} of ${percent(s.needs)}` : `${number(s.has)} of ${number(s.needs)}`;

const columns: Column<SourcingRow>[] = [
  { id: 'component', head: 'Component', name: true, wrap: true, cell: (r) => <Ref to={r.component} /> },
  { id: 'layer', head: 'Layer', p2: true, cell: (r) => <LayerMark layer={r.layer} /> },
  {
    id: 'sourcing',
    head: 'On paper',
    p2: true,
    wrap: true,
    cell: (r) => (
      <>
        {r.unsourced ? 'Unsourced' : word(r.sourcing)}
        {r.short && <span className="quiet">{`, short: ${short(r.short)}`}</span>}
      </>
    ),
  },
  { id: 'effective', head: 'In fact', num: true, cell: (r) => <Effective of={r} /> },
  { id: 'makers', head: 'Makers', p2: true, wrap: true, cell: (r) => <Refs of={r.makers} /> },
  { id: 'verdict', head: 'Verdict', cell: (r) => <VerdictMark verdict={r.verdict} /> },
  { id: 'missing', head: 'Not recorded', p2: true, wrap: true, cell: (r) => <MissingFacts of={r} /> },
  {
    id: 'single',
    head: 'Single points',
    num: true,
    p2: true,
    cell: (r) =>
      r.singlePoints ? (
        <Link to="/risk" search={{ top: r.component.id }}>
          {number(r.singlePoints)}
        </Link>
      ) : (
        <span className="muted">0</span>
      ),
  },
  {
    id: 'items',
    head: 'Items',
    num: true,
    cell: (r) =>
      r.stops.roadmapItems ? (
        <Link to="/components/$id" params={{ id: r.component.id }} hash="rests">
          {number(r.stops.roadmapItems)}
        </Link>
      ) : (
        <span className="muted">0</span>
      ),
  },
];

function MissingFacts({ of }: { of: SourcingRow }) {
  const first = of.missing[0];
  if (!first) return <span className="muted">nothing</span>;
  const what =
    first.field === 'sourcesKnown'
      ? 'sources'
      : first.field === 'subTiersKnown'
        ? 'sub-tiers'
        : fieldName(first.field).toLowerCase();
  return (
    <span className="quiet">
      {what} of <Ref to={first.entity} />
      {of.missing.length > 1 && <span className="muted">, +{of.missing.length - 1} more</span>}
    </span>
  );
}
