import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { url } from '../api/client';
import { useName } from '../api/queries';
import type { RiskSummary, SinglePoint } from '../api/types';
import { announce } from '../app/announce';
import { amount, count, date, money, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Cause, CauseChoice, causeNames, supposing, useCause } from '../risk/cause';
import { usePointRows } from '../risk/queries';
import { usePlace } from '../risk/usePlace';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipToggle, FilterBar, TextFilter } from '../ui/Filters';
import { Icon } from '../ui/Icon';
import { LayerChip } from '../ui/LayerChip';
import { Pager } from '../ui/Pager';
import { Ref, refName } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { AlsoStops, Through } from './effects';
import { StopCount } from './StopCount';

const route = getRouteApi('/risk');

/** A row a partner, country or person that alone stops what it lists; each opens its proof in place. */
export function SinglePoints({ summary }: { summary: RiskSummary | undefined }) {
  const search = route.useSearch();
  const { filter } = useFilters();
  const cause = useCause();
  const { top, layer, hidden, q } = search;
  const asked = { top, layer, hidden, q, cause: search.cause };
  const points = usePointRows({ ...asked, cursor: search.cursor });
  const named = useName(top);
  const rows = points.data?.items;
  const place = usePlace(points.data);
  const filtered = !!(q || layer || hidden || top);
  const total = points.data?.count;
  useEffect(() => {
    if (total !== undefined) announce(count(total, 'single point'));
  }, [total]);
  return (
    <Section title="Single points" note="each row alone stops what it lists">
      <FilterBar>
        <TextFilter label="Filter rows" value={q} onChange={(q) => filter({ q })} />
        <CauseChoice />
        <LayerChip value={layer} onChange={(l) => filter({ layer: l })} />
        <ChipToggle
          label="Hidden only"
          on={!!hidden}
          onChange={(on) => filter({ hidden: on ? true : undefined })}
        />
        {top && (
          <button type="button" className="chip on" onClick={() => filter({ top: undefined })}>
            Stops: <b>{named.data?.name ?? 'one item'}</b>
            <Icon id="x" />
          </button>
        )}
      </FilterBar>
      <DataTable<SinglePoint>
        label="Single points"
        columns={columns(rows ?? [], cause, place.proof, place.toggle)}
        rows={rows}
        keyOf={(p) => p.cause.id}
        error={points.error}
        again={() => void points.refetch()}
        empty={<None filtered={filtered} cause={cause} />}
        detail={(p) => place.proof === p.cause.id && <Why p={p} />}
        foot={!filtered && cause === 'partner' && summary && <Foot s={summary} rows={rows ?? []} />}
      />
      <Pager
        {...place.pager}
        order="most items first"
        csv={url('/risk/single-points', { ...asked, format: 'csv' })}
      />
    </Section>
  );
}

/** The one currency of the stopped values, if there is just one. */
function currencyOf(rows: readonly SinglePoint[]): string | undefined {
  const all = new Set(rows.flatMap((r) => r.stops.value.map((v) => v.currency)));
  return all.size === 1 ? [...all][0] : undefined;
}

/** How many partners the shortest chain has: of a country or person that says little. */
const tier: Column<SinglePoint> = {
  id: 'tier',
  head: 'Tier',
  num: true,
  p2: true,
  cell: (p) => number(p.tier),
};

function columns(
  all: readonly SinglePoint[],
  cause: Cause,
  open: string | undefined,
  toggle: (id: string) => void,
): Column<SinglePoint>[] {
  const currency = currencyOf(all);
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (p) => (
        <Twist open={open === p.cause.id} of={refName(p.cause)} onToggle={() => toggle(p.cause.id)} />
      ),
    },
    {
      id: 'partner',
      head: causeNames[cause].head,
      name: true,
      wrap: true,
      cell: (p) => (
        <>
          <Ref to={p.cause} /> {p.hidden && <span className="tag hidden-point">hidden</span>}
        </>
      ),
    },
    ...(cause === 'partner' ? [tier] : []),
    { id: 'through', head: 'Through', p2: true, cell: (p) => <Through of={p.through} /> },
    {
      id: 'products',
      head: 'Products',
      num: true,
      p2: true,
      cell: (p) => <StopCount n={p.stops.products} of={p.cause} kind="product" />,
    },
    {
      id: 'items',
      head: 'Items',
      num: true,
      cell: (p) => <StopCount n={p.stops.roadmapItems} of={p.cause} />,
    },
    {
      id: 'earliest',
      head: 'Earliest',
      num: true,
      className: 'nowrap',
      cell: (p) => (p.stops.earliest ? date(p.stops.earliest) : ''),
    },
    {
      id: 'value',
      head: currency ? `Value, ${currency}` : 'Value',
      num: true,
      p2: true,
      cell: (p) => (currency ? amount(p.stops.value[0]?.amount ?? '') : money(p.stops.value)),
    },
  ];
}

function Why({ p }: { p: SinglePoint }) {
  const end = p.why[p.why.length - 1]?.owner;
  const proved = p.tops.find((t) => t.id === end?.id);
  const others = p.tops.filter((t) => t.id !== end?.id);
  const total = p.stops.roadmapItems + p.stops.products;
  return (
    <ProofRow
      title={`Why ${refName(p.cause)} stops ${proved?.key ?? end?.name ?? 'it'}`}
      note={`shortest proof${total > 1 ? ` of ${number(total)}` : ''}${p.tier ? ` · tier ${number(p.tier)}` : ''}`}
      cause={[p.cause]}
      steps={p.why}
    >
      <AlsoStops of={others} total={total} />
      {p.cause.kind === 'country' ? (
        <Link to="/whatif" search={supposing([p.cause])}>
          What if it fails
        </Link>
      ) : (
        <Link to="/explore" search={{ focus: p.cause.id, hops: 4 }}>
          Show in lanes
        </Link>
      )}
    </ProofRow>
  );
}

function Foot({ s, rows }: { s: RiskSummary; rows: readonly SinglePoint[] }) {
  const currency = currencyOf(rows);
  const worth = s.stops.value;
  return (
    <tr>
      <td />
      <th scope="row">All, counted once</th>
      <td className="p2" />
      <td className="p2" />
      <td className="num p2">{number(s.stops.products)}</td>
      <td className="num">{number(s.stops.roadmapItems)}</td>
      <td className="num nowrap">{s.stops.earliest && date(s.stops.earliest)}</td>
      <td className="num p2">{currency ? amount(worth[0]?.amount ?? '') : money(worth)}</td>
    </tr>
  );
}

function None({ filtered, cause }: { filtered: boolean; cause: Cause }) {
  const { filter } = useFilters();
  if (!filtered) return `No recorded ${causeNames[cause].one} stops a product or roadmap item alone.`;
  return (
    <>
      No single point matches.{' '}
      <button
        type="button"
        className="as-link"
        onClick={() => filter({ q: undefined, layer: undefined, hidden: undefined, top: undefined })}
      >
        Show all
      </button>
    </>
  );
}
