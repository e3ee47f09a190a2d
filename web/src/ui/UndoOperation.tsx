import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, url } from '../api/client';
import { problemOf } from '../api/problem';
import type { Change } from '../api/types';
import { notify } from '../app/announce';
import { useCan } from '../app/roles';

type Undone = { operation: string };

const undo = async (id: string) =>
  (await call<Undone>('POST', url(`/operations/${encodeURIComponent(id)}/undo`))).data;

/** The changes that stand first of what was written together, and can be taken back by themselves: an import's go with it. */
export function undoable(changes: readonly Change[]): Set<number> {
  const seen = new Set<string>();
  const out = new Set<number>();
  for (const c of changes) {
    if (!c.importId && !seen.has(c.operationId)) out.add(c.seq);
    seen.add(c.operationId);
  }
  return out;
}

/** Takes back all that was written together with a change, a merge or a delete too; says why not where it was changed since. */
export function UndoOperation({ of }: { of: Change }) {
  const client = useQueryClient();
  const may = useCan('editor');
  const again = () => client.invalidateQueries({ queryKey: ['graph'] });
  const take = useMutation({
    mutationFn: () => undo(of.operationId),
    onSuccess: (done) => {
      notify(`Change ${of.seq} and what was written with it is undone.`, async () => {
        await undo(done.operation);
        notify(`Change ${of.seq} stands again.`);
        void again();
      });
      void again();
    },
  });
  if (!may) return null;
  return (
    <>
      {' '}
      <button
        type="button"
        className="as-link"
        aria-label={`Undo change ${of.seq}`}
        disabled={take.isPending}
        onClick={() => take.mutate()}
      >
        Undo
      </button>
      {take.error && (
        <span className="src" role="alert">
          Not undone: {problemOf(take.error).detail}
        </span>
      )}
    </>
  );
}
