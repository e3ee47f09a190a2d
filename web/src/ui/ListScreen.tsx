import { Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { type Query, url } from '../api/client';
import { useList } from '../api/queries';
import type { Collection, Entities, Page, StoredKind } from '../api/types';
import { announce } from '../app/announce';
import { useCan } from '../app/roles';
import { article, collections, kindNames, lists } from '../format/kinds';
import { count, number } from '../format/text';
import type { Paged } from '../search';
import { type Column, DataTable } from './DataTable';
import { FilterBar, TextFilter } from './Filters';
import { Head } from './Head';
import { Pager } from './Pager';
import { useFilters } from './useFilters';

type Of<K extends StoredKind> = Entities[(typeof collections)[K]];

type Props<K extends StoredKind, R> = {
  kind: K;
  search: Paged;
  /** Filters by field, as the API takes them. */
  query: Query;
  /** Used while the URL names no order. */
  order?: string;
  columns: (page: Page<Of<K>, R> | undefined) => Column<Of<K>>[];
  filters: ReactNode;
  lede?: (page: Page<Of<K>, R>) => ReactNode;
  /** What an empty collection says; a filter that matches nothing speaks for itself. */
  empty: ReactNode;
  risk?: boolean;
  groupOf?: (row: Of<K>) => string;
};

const size = 50;

/** The screen of a collection: filter in the URL, order, pages, the same rows as CSV. */
export function ListScreen<K extends StoredKind, R = never>(props: Props<K, R>) {
  const { kind, search, query, empty, order = 'name' } = props;
  const collection: Collection = collections[kind];
  const { name: title, add } = lists[kind];
  const noun = kindNames[kind];
  const mayEdit = useCan('editor');
  const { filter, push } = useFilters();
  const router = useRouter();
  const sort = search.sort ?? order;
  const asked: Query = { ...query, q: search.q, sort: search.q ? undefined : sort };
  const list = useList<(typeof collections)[K], R>(collections[kind], {
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
    filter(
      Object.fromEntries(
        Object.keys(search)
          .filter((k) => k !== 'sort')
          .map((k) => [k, undefined]),
      ),
    );
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
      <Head
        title={title}
        verbs={
          mayEdit && (
            <Link to={add} className="btn">
              Add {article(noun.one)}
            </Link>
          )
        }
      >
        {page
          ? (page.items.length && props.lede?.(page)) || count(page.count ?? 0, noun.one, noun.many)
          : list.error
            ? `The ${noun.many} could not be read.`
            : 'Counting'}
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
        order={search.q ? 'best match first' : orderText(sort, kind)}
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

/** What the name of a kind is, where it is called otherwise. */
const nameOf: Partial<Record<StoredKind, string>> = {
  offering: 'part number',
  contract: 'reference',
  certificate: 'standard',
  roadmap_item: 'title',
};

function orderText(sort: string, kind: StoredKind): string {
  const down = sort.startsWith('-');
  const names: Record<string, [string, string]> = {
    targetDate: ['earliest first', 'latest first'],
    endsOn: ['earliest end first', 'latest end first'],
    expiresOn: ['earliest first', 'latest first'],
    updatedAt: ['longest unchanged first', 'last changed first'],
  };
  const field = sort.replace('-', '');
  const by = `by ${field === 'name' ? (nameOf[kind] ?? field) : field}`;
  return names[field]?.[down ? 1 : 0] ?? (down ? `${by}, backwards` : by);
}

/** A count as a door to its rows; a zero is muted and leads nowhere. */
export function Door({ n, children }: { n: number; children: ReactNode }) {
  return n ? children : <span className="muted">{number(n)}</span>;
}
