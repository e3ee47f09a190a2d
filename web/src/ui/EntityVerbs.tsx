import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../app/roles';
import { canFail, edits, type Screened } from '../format/kinds';

const DeleteDialog = lazy(() => import('../forms/DeleteDialog').then((m) => ({ default: m.DeleteDialog })));

const MergeDialog = lazy(() => import('../forms/MergeDialog').then((m) => ({ default: m.MergeDialog })));

type Props = { kind: Screened; id: string; name: string; etag: string };

/** The verbs of an entity's page; those the role may not use are not there. */
export function EntityVerbs({ kind, id, name, etag }: Props) {
  const [asking, setAsking] = useState<'delete' | 'merge' | false>(false);
  const may = useCan('editor');
  return (
    <>
      {canFail(kind) && (
        <Link to="/whatif" search={{ remove: id }} className="btn">
          What if it fails
        </Link>
      )}
      {canFail(kind) && (
        <Link
          to="/path"
          search={kind === 'partner' || kind === 'offering' ? { to: id } : { from: id }}
          className="btn"
        >
          Path to…
        </Link>
      )}
      {canFail(kind) && kind !== 'offering' && (
        <Link to="/explore" search={{ focus: id }} className="btn">
          Explore from here
        </Link>
      )}
      {may && (
        <>
          <Link to={edits[kind]} params={{ id }} className="btn">
            Edit
          </Link>
          {kind === 'partner' && (
            <button type="button" className="btn" onClick={() => setAsking('merge')}>
              Merge
            </button>
          )}
          <button type="button" className="btn" onClick={() => setAsking('delete')}>
            Delete
          </button>
        </>
      )}
      <Suspense>
        {asking === 'merge' && <MergeDialog id={id} name={name} onClose={() => setAsking(false)} />}
        {asking === 'delete' && (
          <DeleteDialog kind={kind} id={id} name={name} etag={etag} onClose={() => setAsking(false)} />
        )}
      </Suspense>
    </>
  );
}
