import { getRouteApi, Link } from '@tanstack/react-router';
import { useChanges, useMeta } from '../api/queries';
import type { Change, Kind, Reference, Refs } from '../api/types';
import { changesBetween, titleOf } from '../format/diff';
import { hasScreen, kindNames, linkWords } from '../format/kinds';
import { instant, number, word } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { FieldLine, Named } from '../ui/Diff';
import { Head } from '../ui/Head';
import { Pager } from '../ui/Pager';
import { Ref } from '../ui/Ref';
import { UndoOperation, undoable } from '../ui/UndoOperation';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/changes');
const size = 50;

/** The feed: what was changed, by whom, newest first. Its numbers have no gap. */
export function Changes() {
  const { before } = route.useSearch();
  const { push } = useFilters();
  const { data: meta } = useMeta();
  const last = meta ? Math.min(meta.change, before ? before - 1 : meta.change) : undefined;
  const after = last === undefined ? undefined : Math.max(0, last - size);
  const page = useChanges(after, last === undefined ? size : Math.max(1, last - (after ?? 0)));
  const rows = page.data && [...page.data.items].reverse();
  return (
    <>
      <Head title="Changes">
        {meta && (
          <>
            {number(meta.change)} changes, newest first
            {meta.changedAt && `, the last on ${instant(meta.changedAt)}`}.
          </>
        )}
      </Head>
      <DataTable<Change>
        label="Changes"
        columns={columns(page.data?.refs, undoable(rows ?? []))}
        rows={rows}
        keyOf={(c) => String(c.seq)}
        error={page.error}
        again={() => void page.refetch()}
        empty="Nothing was written yet."
      />
      <Pager
        shown={rows?.length}
        at={meta && last !== undefined ? meta.change - last : 0}
        total={meta?.change}
        onFirst={before ? () => push({ before: undefined }) : undefined}
        onNext={rows && after ? () => push({ before: after + 1 }) : undefined}
      />
    </>
  );
}

const columns = (refs: Refs | undefined, back: Set<number>): Column<Change>[] => [
  { id: 'seq', head: 'Number', num: true, cell: (c) => number(c.seq) },
  { id: 'at', head: 'When', p2: true, className: 'nowrap', cell: (c) => instant(c.at) },
  { id: 'op', head: 'What', cell: (c) => `${word(c.op)}d` },
  {
    id: 'entity',
    head: 'Record',
    name: true,
    wrap: true,
    cell: (c) => (
      <>
        <ChangedRecord change={c} refs={refs} />
        {back.has(c.seq) && <UndoOperation of={c} />}
      </>
    ),
  },
  { id: 'fields', head: 'Fields', p2: true, wrap: true, cell: (c) => <Fields change={c} refs={refs} /> },
  {
    id: 'who',
    head: 'Who',
    p2: true,
    className: 'say',
    cell: (c) => (
      <>
        {c.actor}
        {c.importId && (
          <>
            {', '}
            <Link to="/import/$id/done" params={{ id: c.importId }}>
              import
            </Link>
          </>
        )}
      </>
    ),
  },
];

/** What a change was made to, by name; a link as the sentence it states. */
export function ChangedRecord({ change: c, refs }: { change: Change; refs: Refs | undefined }) {
  const image = (c.after ?? c.before) as { from?: string; to?: string } | null;
  if (!Object.hasOwn(kindNames, c.kind)) {
    return (
      <span className="plain say">
        <Named id={image?.from} refs={refs} /> {linkWords[c.kind] ?? c.kind}{' '}
        <Named id={image?.to} refs={refs} />
      </span>
    );
  }
  const name = titleOf(image) || c.entityId;
  const ref: Reference = { id: c.entityId, kind: c.kind as Kind, name };
  return (
    <>
      {c.op !== 'delete' && hasScreen(c.kind) ? <Ref to={ref} /> : name}{' '}
      <span className="muted plain">{kindNames[c.kind as Kind].one}</span>
    </>
  );
}

function Fields({ change: c, refs }: { change: Change; refs: Refs | undefined }) {
  if (c.op !== 'update') return null;
  const fields = changesBetween(c.before, c.after);
  return (
    <>
      {fields.slice(0, 3).map((f) => (
        <div key={f.field}>
          <FieldLine field={f.field} from={f.old} to={f.new} refs={refs} />
        </div>
      ))}
      {fields.length > 3 && <span className="muted">+{fields.length - 3} more</span>}
    </>
  );
}
