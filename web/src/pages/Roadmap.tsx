import { getRouteApi, Link } from '@tanstack/react-router';
import type { Page, RoadmapItem, TopRisk } from '../api/types';
import { isOpen } from '../format/kinds';
import { count, date, money, quarter, word } from '../format/text';
import { LeavingChip } from '../forms/EntityFilter';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { LayerChip } from '../ui/LayerChip';
import { ListScreen } from '../ui/ListScreen';
import { LayerMark, Missing, VerdictMark } from '../ui/Marks';
import { useFilters } from '../ui/useFilters';
import { SingleCount } from './Products';

const route = getRouteApi('/roadmap');
const verdicts = choicesOf('exposed', 'unknown', 'safe');
const statuses = choicesOf('proposed', 'committed', 'in_progress', 'shipped', 'dropped');

export function Roadmap() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const byDate = (search.sort ?? 'targetDate').endsWith('targetDate');
  return (
    <ListScreen<'roadmap_item', TopRisk>
      kind="roadmap_item"
      search={search}
      order="targetDate"
      query={{
        layer: search.layer,
        status: search.status,
        verdict: search.verdict,
        leaving: search.leaving,
      }}
      columns={columns}
      risk
      lede={lede}
      groupOf={byDate ? (i) => (i.targetDate ? quarter(i.targetDate) : 'No target date') : undefined}
      filters={
        <>
          <LayerChip value={search.layer} onChange={(layer) => filter({ layer })} />
          <ChipSelect
            label="Status"
            value={search.status}
            choices={statuses}
            onChange={(status) => filter({ status })}
          />
          <ChipSelect
            label="Verdict"
            value={search.verdict}
            choices={verdicts}
            onChange={(verdict) => filter({ verdict })}
          />
          <LeavingChip value={search.leaving} onChange={(leaving) => filter({ leaving })} />
        </>
      }
      empty={
        <>
          No roadmap item recorded. Without one nothing says what a failure would stop.{' '}
          <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function lede(page: Page<RoadmapItem, TopRisk>) {
  const exposed = page.items.filter((i) => isOpen(i) && page.risk?.[i.id]?.verdict === 'exposed').length;
  return (
    <>
      {count(page.count ?? page.items.length, 'roadmap item')}.{' '}
      {exposed > 0 && (
        <strong>{count(exposed, 'open item')} listed here can be stopped by one partner.</strong>
      )}
    </>
  );
}

function columns(page: Page<RoadmapItem, TopRisk> | undefined): Column<RoadmapItem>[] {
  const risk = (i: RoadmapItem) => page?.risk?.[i.id];
  return [
    {
      id: 'title',
      head: 'Item',
      name: true,
      wrap: true,
      sort: 'name',
      cell: (i) => (
        <>
          <span className="muted key">{i.key}</span>{' '}
          <Link to="/roadmap/$id" params={{ id: i.id }}>
            {i.title}
          </Link>
        </>
      ),
    },
    {
      id: 'layer',
      head: 'Layer',
      p2: true,
      cell: (i) => (i.layer ? <LayerMark layer={i.layer} /> : <Missing />),
    },
    { id: 'status', head: 'Status', p2: true, cell: (i) => word(i.status ?? 'proposed') },
    {
      id: 'verdict',
      head: 'Verdict',
      cell: (i) => {
        if (!isOpen(i)) return <Missing>{i.status}</Missing>;
        const r = risk(i);
        return r ? <VerdictMark verdict={r.verdict} /> : <Missing>not asked</Missing>;
      },
    },
    {
      id: 'single',
      head: 'Single points',
      num: true,
      cell: (i) => isOpen(i) && <SingleCount id={i.id} risk={risk(i)} />,
    },
    {
      id: 'target',
      head: 'Target',
      num: true,
      sort: 'targetDate',
      cell: (i) => (i.targetDate ? date(i.targetDate) : <Missing />),
    },
    {
      id: 'value',
      head: 'Value',
      num: true,
      p2: true,
      cell: (i) => (i.value ? money([{ amount: i.value, currency: i.currency ?? '' }]) : <Missing />),
    },
  ];
}
