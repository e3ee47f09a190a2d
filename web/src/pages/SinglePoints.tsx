import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { url } from '../api/client';
import { useName, useSinglePoints } from '../api/queries';
import type { RiskSummary, SinglePoint } from '../api/types';
import { announce } from '../app/announce';
import { layerNames, layers } from '../format/kinds';
import { amount, count, date, money, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect, ChipToggle, FilterBar, TextFilter } from '../ui/Filters';
import { Icon } from '../ui/Icon';
import { Pager } from '../ui/Pager';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { Through, TopName } from './effects';

const route = getRouteApi('/risk');
const layerChoices = layers.map((id) => ({ id, name: layerNames[id].toLowerCase() }));

/** A row a partner that alone stops what it lists; each opens its proof in place. */
export function SinglePoints({ summary }: { summary: RiskSummary | undefined }) {
  const search = route.useSearch();
  const { filter, open } = useFilters();
  const asked = { top: search.top, layer: search.layer, hidden: search.hidden };
  const points = useSinglePoints(asked);
  const top = useName(search.top);
  const all = points.data?.items;
  const wanted = search.q?.toLowerCase();
  const rows = wanted ? all?.filter((p) => matches(p, wanted)) : all;
  useEffect(() => {
    if (rows) announce(count(rows.length, 'single point'));
  }, [rows]);
  const toggle = (id: string) => open({ proof: search.proof === id ? undefined : id });
  return (
    <Section title="Single points" note="each row alone stops what it lists">
      <FilterBar>
        <TextFilter label="Filter rows" value={search.q} onChange={(q) => filter({ q })} />
        <ChipSelect
          label="Layer"
          value={search.layer}
          choices={layerChoices}
          onChange={(layer) => filter({ layer })}
        />
        <ChipToggle
          label="Hidden only"
          on={!!search.hidden}
          onChange={(on) => filter({ hidden: on ? true : undefined })}
        />
        {search.top && (
          <button type="button" className="chip on" onClick={() => filter({ top: undefined })}>
            Stops: <b>{top.data?.name ?? 'one item'}</b>
            <Icon id="x" />
          </button>
        )}
      </FilterBar>
      <DataTable<SinglePoint>
        label="Single points"
        columns={columns(all ?? [], search.proof, toggle)}
        rows={rows}
        keyOf={(p) => p.cause.id}
        error={points.error}
        again={() => void points.refetch()}
        empty={<None filtered={!!(wanted || search.layer || search.hidden || search.top)} />}
        detail={(p) => search.proof === p.cause.id && <Why p={p} />}
        foot={
          !wanted &&
          !search.top &&
          !search.layer &&
          !search.hidden &&
          summary && <Foot s={summary} rows={all ?? []} />
        }
      />
      <Pager
        shown={rows?.length}
        at={0}
        total={wanted ? rows?.length : points.data?.count}
        order="most items first"
        csv={url('/risk/single-points', { ...asked, format: 'csv' })}
      />
    </Section>
  );
}

function matches(p: SinglePoint, text: string): boolean {
  const names = [p.cause, ...p.tops, ...p.through.flatMap((t) => t.components)].map((r) => r.name);
  return names.some((n) => n.toLowerCase().includes(text));
}

/** The one currency of the stopped values, if there is just one. */
function currencyOf(rows: readonly SinglePoint[]): string | undefined {
  const all = new Set(rows.flatMap((r) => r.stops.value.map((v) => v.currency)));
  return all.size === 1 ? [...all][0] : undefined;
}

function columns(
  all: readonly SinglePoint[],
  open: string | undefined,
  toggle: (id: string) => void,
): Column<SinglePoint>[] {
  const currency = currencyOf(all);
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (p) => <Twist open={open === p.cause.id} of={p.cause.name} onToggle={() => toggle(p.cause.id)} />,
    },
    {
      id: 'partner',
      head: 'Partner',
      name: true,
      wrap: true,
      cell: (p) => (
        <>
          <Ref to={p.cause} /> {p.hidden && <span className="tag hidden-point">hidden</span>}
        </>
      ),
    },
    { id: 'tier', head: 'Tier', num: true, p2: true, cell: (p) => number(p.tier) },
    { id: 'through', head: 'Through', p2: true, cell: (p) => <Through of={p.through} /> },
    {
      id: 'products',
      head: 'Products',
      num: true,
      p2: true,
      cell: (p) => <N n={p.stops.products} id={p.cause.id} />,
    },
    { id: 'items', head: 'Items', num: true, cell: (p) => <N n={p.stops.roadmapItems} id={p.cause.id} /> },
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

function N({ n, id }: { n: number; id: string }) {
  if (!n) return <span className="muted">0</span>;
  return (
    <Link to="/partners/$id" params={{ id }} hash="items">
      {number(n)}
    </Link>
  );
}

function Why({ p }: { p: SinglePoint }) {
  const end = p.why[p.why.length - 1]?.owner;
  const proved = p.tops.find((t) => t.id === end?.id);
  const others = p.tops.filter((t) => t.id !== end?.id);
  const total = p.stops.roadmapItems + p.stops.products;
  return (
    <ProofRow
      title={`Why ${p.cause.name} stops ${proved?.key ?? end?.name ?? 'it'}`}
      note={`shortest proof${total > 1 ? ` of ${number(total)}` : ''} · tier ${number(p.tier)}`}
      cause={[p.cause]}
      steps={p.why}
    >
      {others.length > 0 && (
        <>
          Also stops{' '}
          {others.slice(0, 6).map((t, i) => (
            <span key={t.id}>
              {i > 0 && ', '}
              <TopName top={t} />
            </span>
          ))}
          {others.length > 6 && `, +${number(total - 7)} more`}.{' '}
        </>
      )}
      <Link to="/explore" search={{ focus: p.cause.id, hops: 4 }}>
        Show in lanes
      </Link>
    </ProofRow>
  );
}

function Foot({ s, rows }: { s: RiskSummary; rows: readonly SinglePoint[] }) {
  const currency = currencyOf(rows);
  const worth = s.stops.value;
  return (
    <tr>
      <td />
      <th scope="row">Counted once</th>
      <td className="p2" />
      <td className="p2" />
      <td className="num p2">{number(s.stops.products)}</td>
      <td className="num">{number(s.stops.roadmapItems)}</td>
      <td className="num nowrap">{s.stops.earliest && date(s.stops.earliest)}</td>
      <td className="num p2">{currency ? amount(worth[0]?.amount ?? '') : money(worth)}</td>
    </tr>
  );
}

function None({ filtered }: { filtered: boolean }) {
  const { filter } = useFilters();
  if (!filtered) return 'No recorded partner stops a product or roadmap item alone.';
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
