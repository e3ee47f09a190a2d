import { getRouteApi, Link } from '@tanstack/react-router';
import { useValues } from '../api/queries';
import type { Certificate, Page } from '../api/types';
import { fromToday } from '../format/dates';
import { count, date } from '../format/text';
import { PartnerFilter } from '../forms/EntityFilter';
import type { Column } from '../ui/DataTable';
import { ChipSelect } from '../ui/Filters';
import { ListScreen } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';
import { partnerColumn } from './partnerColumn';

const route = getRouteApi('/certificates');

/** The evidence partners hold, and until when. */
export function Certificates() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const standards = useValues('certificates', 'standard');
  return (
    <ListScreen
      kind="certificate"
      search={search}
      query={{ standard: search.standard, partner: search.partner }}
      columns={columns}
      lede={(page) => (
        <>
          {count(page.count ?? page.items.length, 'certificate')}.{' '}
          <Link to="/certificates" search={{ sort: 'expiresOn' }}>
            Those that expire first
          </Link>
        </>
      )}
      filters={
        <>
          <PartnerFilter value={search.partner} onChange={(partner) => filter({ partner })} />
          <ChipSelect
            label="Standard"
            value={search.standard}
            choices={standards}
            onChange={(standard) => filter({ standard })}
          />
        </>
      }
      empty={
        <>
          No certificate recorded. Nobody can say whose evidence runs out.{' '}
          <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function columns(page: Page<Certificate> | undefined): Column<Certificate>[] {
  return [
    {
      id: 'standard',
      head: 'Certificate',
      name: true,
      sort: 'name',
      cell: (c) => <Ref to={{ id: c.id, kind: 'certificate', name: c.standard }} />,
    },
    partnerColumn(page?.refs),
    { id: 'scope', head: 'Scope', p2: true, wrap: true, cell: (c) => c.scope ?? <Missing /> },
    {
      id: 'issued',
      head: 'Issued',
      num: true,
      p2: true,
      cell: (c) => (c.issuedOn ? date(c.issuedOn) : <Missing />),
    },
    {
      id: 'expires',
      head: 'Expires',
      num: true,
      sort: 'expiresOn',
      cell: (c) => (c.expiresOn ? date(c.expiresOn) : <Missing />),
    },
    {
      id: 'left',
      head: 'From today',
      num: true,
      p2: true,
      cell: (c) => (c.expiresOn ? fromToday(c.expiresOn) : <Missing />),
    },
  ];
}
