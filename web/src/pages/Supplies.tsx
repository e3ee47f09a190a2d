import { Link } from '@tanstack/react-router';
import { useSourcing } from '../api/queries';
import type { Offering, Refs, SourcingRow } from '../api/types';
import { layers } from '../format/kinds';
import { count, number, word } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { LayerMark, Missing, oneOf, VerdictMark } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFold } from '../ui/useFold';

type Row = { offering: Offering; sourcing: SourcingRow | undefined };
type Props = {
  offerings: readonly Offering[];
  refs: Refs;
  partner: string;
  stopped: ReadonlySet<string>;
  loading: boolean;
  /** There are more offerings than were read. */
  partly: boolean;
};

/** What a partner supplies, by layer: part, role of the partner, how many sources the component has. */
export function Supplies({ offerings, refs, partner, stopped, loading, partly }: Props) {
  const sourcing = useSourcing({ partner, limit: 500 });
  const by = new Map(sourcing.data?.items.map((s) => [s.component.id, s]));
  const rows: Row[] = offerings
    .map((offering) => ({ offering, sourcing: by.get(offering.component) }))
    .sort(
      (a, b) =>
        layers.indexOf(a.sourcing?.layer ?? 'applications') -
          layers.indexOf(b.sourcing?.layer ?? 'applications') ||
        (refs[a.offering.component]?.name ?? '').localeCompare(refs[b.offering.component]?.name ?? '', 'en'),
    );
  const used = new Set(rows.flatMap((r) => r.sourcing?.layer ?? [])).size;
  const fold = useFold(rows, 'supplies');
  if (!loading && !rows.length) return null;
  return (
    <Section
      title="Supplies"
      note={`${partly ? 'the first ' : ''}${count(rows.length, 'offering')}${used ? ` in ${count(used, 'layer')}` : ''}`}
      end={
        <>
          <Link to="/offerings" search={{ maker: partner }}>
            Made by it
          </Link>
          <Link to="/offerings" search={{ seller: partner }}>
            Sold by it
          </Link>
        </>
      }
    >
      <DataTable<Row>
        label="Supplies"
        columns={columns(refs, partner, stopped)}
        rows={loading ? undefined : fold.rows}
        keyOf={(r) => r.offering.id}
        empty=""
      />
      {fold.more}
    </Section>
  );
}

function columns(refs: Refs, partner: string, stopped: ReadonlySet<string>): Column<Row>[] {
  return [
    {
      id: 'component',
      head: 'Component',
      name: true,
      wrap: true,
      cell: ({ offering: o }) => {
        const c = refs[o.component];
        return c ? <Ref to={c} /> : o.component;
      },
    },
    {
      id: 'layer',
      head: 'Layer',
      p2: true,
      cell: (r) => r.sourcing && <LayerMark layer={r.sourcing.layer} />,
    },
    { id: 'as', head: 'As', p2: true, cell: ({ offering: o }) => (o.maker === partner ? 'Maker' : 'Seller') },
    {
      id: 'part',
      head: 'Part',
      cell: ({ offering: o }) => (
        <Link to="/offerings/$id" params={{ id: o.id }} className="mono">
          {o.mpn ?? o.sku ?? 'no number'}
        </Link>
      ),
    },
    {
      id: 'sources',
      head: 'Sources',
      cell: (r) => <Sources row={r} partner={partner} stopped={stopped.has(r.offering.component)} />,
    },
    {
      id: 'lead',
      head: 'Lead time, days',
      num: true,
      p2: true,
      cell: ({ offering: o }) => (o.leadTimeDays === undefined ? <Missing /> : number(o.leadTimeDays)),
    },
    {
      id: 'items',
      head: 'Items',
      num: true,
      cell: (r) => {
        const n = r.sourcing?.stops.roadmapItems;
        if (!n) return <span className="muted">{n ?? ''}</span>;
        return (
          <Link to="/components/$id" params={{ id: r.offering.component }} hash="rests">
            {number(n)}
          </Link>
        );
      },
    },
  ];
}

function Sources({ row, partner, stopped }: { row: Row; partner: string; stopped: boolean }) {
  const { offering: o, sourcing: s } = row;
  const counts = o.status === 'active' && (o.approval === 'approved' || o.approval === 'conditional');
  if (!counts)
    return (
      <span className="quiet">
        does not count: {word(o.status === 'active' ? o.approval : o.status).toLowerCase()}
      </span>
    );
  if (!s) return null;
  if (stopped) {
    const only = s.makers.length === 1 && s.makers[0]?.id === partner;
    return <VerdictMark verdict="exposed">{only ? 'Only source' : 'Stops it alone'}</VerdictMark>;
  }
  return <span className="quiet">{s.makers.length > 1 ? oneOf(s.makers.length) : 'Not needed'}</span>;
}
