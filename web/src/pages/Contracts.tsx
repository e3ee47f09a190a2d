import { getRouteApi, Link } from '@tanstack/react-router';
import type { Contract, Page } from '../api/types';
import { noticeBy } from '../format/dates';
import { count, date, money, word } from '../format/text';
import { PartnerFilter } from '../forms/EntityFilter';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { ListScreen } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';
import { partnerColumn } from './partnerColumn';

const route = getRouteApi('/contracts');
const kinds = choicesOf('standalone', 'overarching', 'subsequent');
const known = choicesOf('yes', 'no', 'not_assessed');

/** What binds partners, and until when. */
export function Contracts() {
  const search = route.useSearch();
  const { filter } = useFilters();
  return (
    <ListScreen
      kind="contract"
      search={search}
      query={{ kind: search.kind, exitPlan: search.exitPlan, partner: search.partner }}
      columns={columns}
      lede={(page) => (
        <>
          {count(page.count ?? page.items.length, 'contract')}.{' '}
          <Link to="/contracts" search={{ sort: 'endsOn' }}>
            Those that end first
          </Link>
        </>
      )}
      filters={
        <>
          <PartnerFilter value={search.partner} onChange={(partner) => filter({ partner })} />
          <ChipSelect
            label="Kind"
            value={search.kind}
            choices={kinds}
            onChange={(kind) => filter({ kind })}
          />
          <ChipSelect
            label="Exit plan"
            value={search.exitPlan}
            choices={known}
            onChange={(exitPlan) => filter({ exitPlan })}
          />
        </>
      }
      empty={
        <>
          No contract recorded. Dates cannot warn without one. <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function columns(page: Page<Contract> | undefined): Column<Contract>[] {
  return [
    {
      id: 'reference',
      head: 'Contract',
      name: true,
      sort: 'name',
      cell: (c) => <Ref to={{ id: c.id, kind: 'contract', name: c.reference }} />,
    },
    partnerColumn(page?.refs),
    { id: 'title', head: 'About', p2: true, wrap: true, cell: (c) => c.title ?? <Missing /> },
    { id: 'kind', head: 'Kind', p2: true, cell: (c) => (c.kind ? word(c.kind) : <Missing />) },
    {
      id: 'ends',
      head: 'Ends',
      num: true,
      p2: true,
      sort: 'endsOn',
      cell: (c) => (c.endsOn ? date(c.endsOn) : <Missing>open-ended</Missing>),
    },
    {
      id: 'notice',
      head: 'Notice by',
      num: true,
      cell: (c) => {
        const by = noticeBy(c);
        return by ? date(by) : <Missing>{c.endsOn ? 'not recorded' : 'no deadline'}</Missing>;
      },
    },
    { id: 'renews', head: 'Renews itself', p2: true, cell: (c) => (c.autoRenew ? 'yes' : 'no') },
    {
      id: 'expense',
      head: 'Expense a year',
      num: true,
      p2: true,
      cell: (c) =>
        c.annualExpense ? money([{ amount: c.annualExpense, currency: c.currency ?? '' }]) : <Missing />,
    },
  ];
}
