import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, read, url } from '../api/client';
import { problemOf } from '../api/problem';
import type { Change, Reference, Removal } from '../api/types';
import { notify } from '../app/announce';
import { collections, kindNames, linkWords, lists, type Screened } from '../format/kinds';
import { count, list, number } from '../format/text';
import { Failed, Notice } from '../ui/Notice';
import { Ref } from '../ui/Ref';
import { Sheet } from '../ui/Sheet';
import { address } from './save';

type Props = { kind: Screened; id: string; name: string; etag: string; onClose: () => void };

/** Says first what a deletion takes along, or what stands in its way; then asks. */
export function DeleteDialog({ kind, id, name, etag, onClose }: Props) {
  const collection = collections[kind];
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['graph', collection, id, 'deletion'],
    queryFn: async ({ signal }) =>
      (await read<Removal>(url(`/${collection}/${encodeURIComponent(id)}/deletion`), signal)).data,
    staleTime: 0,
    gcTime: 0,
  });
  const blocked = (preview.data?.blockedTotal ?? 0) > 0;
  const again = () => client.invalidateQueries({ queryKey: ['graph'] });
  const bringBack = async () => {
    const log = await call<{ items: Change[] }>(
      'GET',
      url(`/${collection}/${encodeURIComponent(id)}/history`, { limit: 1 }),
    );
    await call('POST', url(`/operations/${encodeURIComponent(log.data.items[0]?.operationId ?? '')}/undo`));
    notify(`${name} is back.`);
    void again();
  };
  const remove = async () => {
    setBusy(true);
    setFailed(null);
    try {
      await call('DELETE', address(collection, id), undefined, etag);
      notify(`${name} deleted.`, bringBack);
      onClose();
      await navigate({ to: lists[kind].to });
      client.removeQueries({ queryKey: ['graph', collection, id] });
      void again();
    } catch (e) {
      setFailed(e);
      setBusy(false);
    }
  };
  return (
    <Sheet title={`Delete ${name}?`} onClose={onClose} alert>
      {preview.error && <Failed error={preview.error} again={() => void preview.refetch()} />}
      {preview.isPending && <p className="quiet">Looking for what goes along.</p>}
      {preview.data && <Preview of={preview.data} kind={kind} />}
      {failed !== null &&
        (problemOf(failed).status === 412 ? (
          <Notice
            tone="unknown"
            alert
            title="Somebody changed it since this page was loaded"
            end={
              <button
                type="button"
                className="btn"
                onClick={() => {
                  onClose();
                  void again();
                }}
              >
                Show it as it is now
              </button>
            }
          >
            <p>Nothing was deleted. Look at it before you do.</p>
          </Notice>
        ) : (
          <Failed error={failed} />
        ))}
      <div className="verbs endline">
        <button type="button" className="btn" onClick={onClose}>
          {blocked ? 'Close' : 'Keep it'}
        </button>
        {!blocked && (
          <button type="button" className="btn danger" disabled={busy || !preview.data} onClick={remove}>
            Delete {kindNames[kind].one}
          </button>
        )}
      </div>
    </Sheet>
  );
}

function Preview({ of, kind }: { of: Removal; kind: Screened }) {
  if (of.blockedTotal) {
    return (
      <p className="quiet say">
        {of.blockedTotal === 1 ? 'One record rests' : `${number(of.blockedTotal)} records rest`} on the{' '}
        {kindNames[kind].one} and cannot be without it. Change or delete first: <Names of={of.blockedBy} />
        {of.blockedTotal > of.blockedBy.length && ` and ${of.blockedTotal - of.blockedBy.length} more`}.
      </p>
    );
  }
  const links = of.links.map((l) => `${count(l.count, 'link')} “${linkWords[l.kind] ?? l.kind}”`);
  return (
    <p className="quiet say">
      {links.length ? `It takes along ${list(links)}. ` : 'No link goes with it. '}
      {of.clearedTotal > 0 && (
        <>
          {count(of.clearedTotal, 'record')} will no longer name it: <Names of={of.cleared} />.{' '}
        </>
      )}
      Its history stays readable.
    </p>
  );
}

function Names({ of }: { of: readonly Reference[] }) {
  return of.map((r, i) => (
    <span key={r.id}>
      {i > 0 && ', '}
      <Ref to={r} />
    </span>
  ));
}
