import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../app/roles';
import { canFail, edits, type Screened } from '../format/kinds';
import { More } from './More';

const DeleteDialog = lazy(() => import('../forms/DeleteDialog').then((m) => ({ default: m.DeleteDialog })));

const MergeDialog = lazy(() => import('../forms/MergeDialog').then((m) => ({ default: m.MergeDialog })));

type Props = { kind: Screened; id: string; name: string; etag: string };

/** The verbs of an entity's page: at most four, the rest under More; those the role may not use are not there. */
export function EntityVerbs({ kind, id, name, etag }: Props) {
  const [asking, setAsking] = useState<'delete' | 'merge' | false>(false);
  const may = useCan('editor');
  const few = !canFail(kind); // evidence and people: nothing to ask beside
  const explore = canFail(kind) && kind !== 'offering';
  const remove = (
    <button
      type="button"
      className={few ? 'btn' : undefined}
      role={few ? undefined : 'menuitem'}
      onClick={() => setAsking('delete')}
    >
      Delete
    </button>
  );
  return (
    <>
      {canFail(kind) && (
        <Link to="/whatif" search={{ remove: id }} className="btn">
          What if it fails
        </Link>
      )}
      {kind === 'component' && (
        <Link to="/risk" search={{ view: 'second', top: id }} className="btn">
          Find a second source
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
      {explore && kind !== 'component' && (
        <Link to="/explore" search={{ focus: id }} className="btn">
          Explore from here
        </Link>
      )}
      {may && (
        <Link to={edits[kind]} params={{ id }} className="btn">
          Edit
        </Link>
      )}
      {few ? (
        may && remove
      ) : (
        <More>
          {kind === 'component' && (
            <Link to="/explore" search={{ focus: id }} role="menuitem">
              Explore from here
            </Link>
          )}
          {may && kind === 'partner' && (
            <button type="button" role="menuitem" onClick={() => setAsking('merge')}>
              Merge another into it
            </button>
          )}
          {may && remove}
        </More>
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
