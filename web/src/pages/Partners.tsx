import { getRouteApi, Link } from '@tanstack/react-router';
import type { Page, Partner, Stops } from '../api/types';
import { count, date, money, number, word } from '../format/text';
import { countries } from '../forms/countries';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { Door, ListScreen } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Country, Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/partners');
const roles = choicesOf('vendor', 'service_provider', 'channel_partner', 'in_house');
const statuses = choicesOf('prospect', 'active', 'on_hold', 'exiting', 'former');

export function Partners() {
  const search = route.useSearch();
  const { filter } = useFilters();
  return (
    <ListScreen<'partner', Stops>
      kind="partner"
      search={search}
      query={{ roles: search.role, status: search.status, country: search.country }}
      columns={columns}
      risk
      lede={lede}
      filters={
        <>
          <ChipSelect
            label="Role"
            value={search.role}
            choices={roles}
            onChange={(role) => filter({ role })}
          />
          <ChipSelect
            label="Status"
            value={search.status}
            choices={statuses}
            onChange={(status) => filter({ status })}
          />
          <ChipSelect
            label="Country"
            value={search.country}
            choices={countries()}
            onChange={(c) => filter({ country: c })}
          />
        </>
      }
      empty={
        <>
          No partner recorded. Nothing can be asked about suppliers without one.{' '}
          <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function lede(page: Page<Partner, Stops>) {
  const stopping = page.items.filter((p) => (page.risk?.[p.id]?.roadmapItems ?? 0) > 0).length;
  const all = !page.next && page.items.length === page.count;
  return (
    <>
      {count(page.count ?? page.items.length, 'partner')}.{' '}
      {stopping > 0 && (
        <>
          <strong>
            {number(stopping)} of {all ? 'them' : `the ${number(page.items.length)} listed here`}
          </strong>{' '}
          can stop a roadmap item alone.
        </>
      )}
    </>
  );
}

function columns(page: Page<Partner, Stops> | undefined): Column<Partner>[] {
  const stops = (p: Partner) => page?.risk?.[p.id];
  return [
    {
      id: 'name',
      head: 'Partner',
      name: true,
      wrap: true,
      sort: 'name',
      cell: (p) => <Ref to={{ ...p, kind: 'partner' }} />,
    },
    {
      id: 'roles',
      head: 'Roles',
      p2: true,
      cell: (p) => (p.roles?.length ? p.roles.map(word).join(', ') : <Missing />),
    },
    {
      id: 'country',
      head: 'Country',
      sort: 'country',
      p2: true,
      className: 'nowrap',
      cell: (p) => (p.country ? <Country code={p.country} /> : <Missing />),
    },
    { id: 'status', head: 'Status', p2: true, cell: (p) => (p.status ? word(p.status) : <Missing />) },
    {
      id: 'parent',
      head: 'Parent',
      p2: true,
      cell: (p) => {
        const parent = p.parent ? page?.refs[p.parent] : undefined;
        return parent ? <Ref to={parent} /> : <Missing>none recorded</Missing>;
      },
    },
    {
      id: 'items',
      head: 'Items it stops',
      num: true,
      cell: (p) => (
        <Door n={stops(p)?.roadmapItems ?? 0}>
          <Link to="/partners/$id" params={{ id: p.id }} hash="items">
            {number(stops(p)?.roadmapItems ?? 0)}
          </Link>
        </Door>
      ),
    },
    {
      id: 'earliest',
      head: 'Earliest',
      num: true,
      p2: true,
      cell: (p) => (stops(p)?.earliest ? date(stops(p)?.earliest ?? '') : ''),
    },
    { id: 'value', head: 'Value stopped', num: true, cell: (p) => money(stops(p)?.value) },
  ];
}
