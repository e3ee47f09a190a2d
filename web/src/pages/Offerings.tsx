import { getRouteApi, Link } from '@tanstack/react-router';
import type { Offering, Page } from '../api/types';
import { count, number, percent, word } from '../format/text';
import { EntityFilter } from '../forms/EntityFilter';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { ListScreen } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { NamedRef, Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/offerings');
const approvals = choicesOf(
  'approved',
  'conditional',
  'candidate',
  'restricted',
  'suspended',
  'disqualified',
);
const statuses = choicesOf('planned', 'active', 'ended');

/** Every way to obtain a component: who makes it, who sells it, whether it counts. */
export function Offerings() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const pick = (label: string, field: 'component' | 'maker' | 'seller') => (
    <EntityFilter
      label={label}
      kind={field === 'component' ? 'component' : 'partner'}
      value={search[field]}
      onChange={(id) => filter({ [field]: id })}
    />
  );
  const { approval, status, component, maker, seller } = search;
  return (
    <ListScreen
      kind="offering"
      search={search}
      query={{ approval, status, component, maker, seller }}
      columns={columns}
      lede={(page) => (
        <>
          {count(page.count ?? page.items.length, 'offering')}. One counts as a source while it is active and
          approved or conditional.
        </>
      )}
      filters={
        <>
          {pick('Component', 'component')}
          {pick('Maker', 'maker')}
          {pick('Seller', 'seller')}
          <ChipSelect
            label="Approval"
            value={approval}
            choices={approvals}
            onChange={(v) => filter({ approval: v })}
          />
          <ChipSelect
            label="Status"
            value={status}
            choices={statuses}
            onChange={(v) => filter({ status: v })}
          />
        </>
      }
      empty={
        <>
          No offering recorded. Without one no component has a source. <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function columns(page: Page<Offering> | undefined): Column<Offering>[] {
  const refs = page?.refs;
  return [
    {
      id: 'name',
      head: 'Offering of',
      name: true,
      wrap: true,
      cell: (o) => (
        <Ref to={{ id: o.id, kind: 'offering', name: refs?.[o.component]?.name ?? o.component }} />
      ),
    },
    { id: 'maker', head: 'Maker', wrap: true, cell: (o) => <NamedRef id={o.maker} refs={refs} /> },
    {
      id: 'seller',
      head: 'Seller',
      p2: true,
      wrap: true,
      cell: (o) => (o.seller ? <NamedRef id={o.seller} refs={refs} /> : <Missing>direct</Missing>),
    },
    {
      id: 'number',
      head: 'Part number',
      p2: true,
      sort: 'name',
      cell: (o) => (o.mpn || o.sku ? <span className="mono">{o.mpn ?? o.sku}</span> : <Missing />),
    },
    { id: 'approval', head: 'Approval', className: 'nowrap', cell: (o) => word(o.approval) },
    { id: 'status', head: 'Status', p2: true, cell: (o) => word(o.status) },
    {
      id: 'share',
      head: 'Share',
      num: true,
      p2: true,
      cell: (o) => (o.sharePercent === undefined ? <Missing /> : percent(o.sharePercent)),
    },
    {
      id: 'lead',
      head: 'Lead time, days',
      num: true,
      p2: true,
      cell: (o) => (o.leadTimeDays === undefined ? <Missing /> : number(o.leadTimeDays)),
    },
  ];
}
