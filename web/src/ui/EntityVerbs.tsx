import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../app/roles';
import type { Screened } from '../format/kinds';

const DeleteDialog = lazy(() => import('../forms/DeleteDialog').then((m) => ({ default: m.DeleteDialog })));

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
  const [asking, setAsking] = useState(false);
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
          <button type="button" className="btn" onClick={() => setAsking(true)}>
            Delete
          </button>
        </>
      )}
      <Suspense>
        {asking && (
          <DeleteDialog kind={kind} id={id} name={name} etag={etag} onClose={() => setAsking(false)} />
        )}
      </Suspense>
    </>
  );
}
