import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../app/roles';
import type { Screened } from '../format/kinds';

const DeleteDialog = lazy(() => import('../forms/DeleteDialog').then((m) => ({ default: m.DeleteDialog })));

const MergeDialog = lazy(() => import('../forms/MergeDialog').then((m) => ({ default: m.MergeDialog })));

const edits = {
  partner: '/partners/$id/edit',
  component: '/components/$id/edit',
  offering: '/offerings/$id/edit',
  product: '/products/$id/edit',
  roadmap_item: '/roadmap/$id/edit',
} as const;

type Props = { kind: Screened; id: string; name: string; etag: string; explore?: boolean };

/** The verbs of an entity's page; those the role may not use are not there. */
export function EntityVerbs({ kind, id, name, etag, explore = true }: Props) {
  const [asking, setAsking] = useState<'delete' | 'merge' | false>(false);
  const may = useCan('editor');
  return (
    <>
      <Link to="/whatif" search={{ remove: id }} className="btn">
        What if it fails
      </Link>
      {explore && (
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
