import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { url } from '../api/client';
import { count, date } from '../format/text';
import { TopName } from '../pages/effects';
import { type Column, DataTable } from '../ui/DataTable';
import { Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { useFilters } from '../ui/useFilters';
import { type NextQuestion, pageSize, useWaiting, type Waiting, waitingPath } from './queries';

const route = getRouteApi('/risk');

export type Waits = 'roadmap_item' | 'product' | 'component' | 'settles';
const nouns = { roadmap_item: 'roadmap item', product: 'product', component: 'component' };

/** The verdicts that a question counts, a page at a time, under its row. */
export function WaitingRows({ of: q }: { of: NextQuestion }) {
  const { waits, row, rowAt = 0 } = route.useSearch();
  const { push } = useFilters();
  const router = useRouter();
  const settles = waits === 'settles' || undefined;
  const asked = { kind: waits === 'settles' ? undefined : waits, settles };
  const page = useWaiting(q.entity.id, { ...asked, cursor: row });
  const total = page.data?.count;
  const noun = waits && waits !== 'settles' ? nouns[waits] : 'verdict';
  return (
    <>
      <div className="sect">
        <h3>{settles ? 'What this alone settles' : 'What waits for it'}</h3>
        {total !== undefined && <span className="note">{count(total, noun)}</span>}
      </div>
      <DataTable<Waiting>
        label={`What waits for ${q.entity.name}`}
        columns={columns(q.entity.id)}
        rows={page.data?.items}
        keyOf={(w) => w.top.id}
        error={page.error}
        again={() => void page.refetch()}
        empty="Nothing waits for it any more."
      />
      <Pager
        shown={page.data?.items.length}
        at={rowAt}
        total={total}
        order="earliest first, components last"
        onNext={
          page.data?.next
            ? () => push({ row: page.data?.next ?? undefined, rowAt: rowAt + pageSize })
            : undefined
        }
        onPrevious={row ? () => router.history.back() : undefined}
        onFirst={row ? () => push({ row: undefined, rowAt: undefined }) : undefined}
        csv={url(waitingPath(q.entity.id), { ...asked, format: 'csv' })}
      />
    </>
  );
}

function columns(entity: string): Column<Waiting>[] {
  return [
    { id: 'name', head: 'Unknown until then', name: true, wrap: true, cell: (w) => <TopName top={w.top} /> },
    { id: 'kind', head: 'Kind', p2: true, cell: (w) => w.top.kind.replaceAll('_', ' ') },
    {
      id: 'target',
      head: 'Target',
      num: true,
      p2: true,
      cell: (w) => (w.top.targetDate ? date(w.top.targetDate) : <Missing />),
    },
    { id: 'lacks', head: 'Lacks', cell: (w) => (w.settles ? 'this alone' : 'more') },
    {
      id: 'path',
      head: <span className="vh">How it rests on it</span>,
      num: true,
      cell: (w) =>
        w.top.id === entity ? null : (
          <Link
            to="/path"
            search={{ from: w.top.id, to: entity }}
            aria-label={`How ${w.top.name} rests on it`}
          >
            How
          </Link>
        ),
    },
  ];
}
