import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { type Query, url } from '../api/client';
import { useList } from '../api/queries';
import type { Collection, Entities, Page } from '../api/types';
import { announce } from '../app/announce';
import { count, number } from '../format/text';
import type { Paged } from '../search';
import { type Column, DataTable } from './DataTable';
import { FilterBar, TextFilter } from './Filters';
import { Head } from './Head';
import { Pager } from './Pager';
import { useFilters } from './useFilters';

type Props<C extends Collection, R> = {
  collection: C;
  title: string;
  noun: { one: string; many: string };
  search: Paged;
  /** Filters by field, as the API takes them. */
  query: Query;
  /** Used while the URL names no order. */
  order?: string;
  columns: (page: Page<Entities[C], R> | undefined) => Column<Entities[C]>[];
  filters: ReactNode;
  verbs?: ReactNode;
  lede?: (page: Page<Entities[C], R>) => ReactNode;
  /** What an empty collection says; a filter that matches nothing speaks for itself. */
  empty: ReactNode;
  risk?: boolean;
  groupOf?: (row: Entities[C]) => string;
};

const size = 50;

/** The screen of a collection: filter in the URL, order, pages, the same rows as CSV. */
export function ListScreen<C extends Collection, R = never>(props: Props<C, R>) {
  const { collection, title, noun, search, query, empty, order = 'name' } = props;
  const { filter, push } = useFilters();
  const router = useRouter();
  const sort = search.sort ?? order;
  const asked: Query = { ...query, q: search.q, sort: search.q ? undefined : sort };
  const list = useList<C, R>(collection, {
    ...asked,
    include: props.risk ? 'risk' : undefined,
    limit: size,
    count: true,
    cursor: search.cursor,
  });
  const page = list.data;
  const rows = page?.items;
  const at = search.at ?? 0;
  const filtered = !!search.q || Object.values(query).some((v) => v !== undefined);
  useEffect(() => {
    if (page && !list.isPlaceholderData)
      announce(count(page.count ?? page.items.length, noun.one, noun.many));
  }, [page, list.isPlaceholderData, noun]);

  const drop = () =>
    filter({ q: undefined, ...Object.fromEntries(Object.keys(query).map((k) => [k, undefined])) });
  const none = filtered ? (
    <>
      No {noun.one} matches.{' '}
      <button type="button" className="as-link" onClick={drop}>
        Drop the filters
      </button>
    </>
  ) : (
    empty
  );
  return (
    <>
      <Head title={title} verbs={props.verbs}>
        {page ? (props.lede?.(page) ?? count(page.count ?? 0, noun.one, noun.many)) : 'Counting'}
      </Head>
      <FilterBar>
        <TextFilter label={`Filter ${noun.many}`} value={search.q} onChange={(q) => filter({ q })} />
        {props.filters}
      </FilterBar>
      <DataTable
        label={title}
        columns={props.columns(page)}
        rows={rows}
        keyOf={(r) => r.id}
        sort={search.q ? undefined : sort}
        onSort={(s) => push({ sort: s, q: undefined, cursor: undefined, at: undefined })}
        error={list.error}
        again={() => void list.refetch()}
        empty={none}
        groupOf={search.q ? undefined : props.groupOf}
      />
      {list.error && rows ? (
        <p className="quiet">The rows are from before; the last question failed.</p>
      ) : null}
      <Pager
        shown={rows?.length}
        at={at}
        total={page?.count}
        order={search.q ? 'best match first' : orderText(sort)}
        onNext={page?.next ? () => push({ cursor: page.next ?? undefined, at: at + size }) : undefined}
        onPrevious={search.cursor && at >= size ? () => router.history.back() : undefined}
        onFirst={search.cursor ? () => push({ cursor: undefined, at: undefined }) : undefined}
        csv={url(`/${collection}`, { ...asked, format: 'csv' })}
      >
        {list.isFetching && rows && <span>asking again</span>}
      </Pager>
    </>
  );
}

function orderText(sort: string): string {
  const down = sort.startsWith('-');
  const names: Record<string, [string, string]> = {
    name: ['by name', 'by name, backwards'],
    key: ['by key', 'by key, backwards'],
    country: ['by country', 'by country, backwards'],
    targetDate: ['earliest first', 'latest first'],
    updatedAt: ['longest unchanged first', 'last changed first'],
  };
  return names[sort.replace('-', '')]?.[down ? 1 : 0] ?? sort;
}

/** A count as a door to its rows; a zero is muted and leads nowhere. */
export function Door({ n, children }: { n: number; children: ReactNode }) {
  return n ? children : <span className="muted">{number(n)}</span>;
}
