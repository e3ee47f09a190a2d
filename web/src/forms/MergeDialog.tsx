import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, read, url } from '../api/client';
import type { components } from '../api/schema';
import type { Reference } from '../api/types';
import { notify } from '../app/announce';
import { linkWords } from '../format/kinds';
import { count, fieldName, list, number } from '../format/text';
import { Failed } from '../ui/Notice';
import { Ref } from '../ui/Ref';
import { Sheet } from '../ui/Sheet';
import { EntityPicker } from './EntityPicker';

type S = components['schemas'];
type Preview = S['Merge'];
type Merged = S['Written'] & { partner: S['Partner'] };

type Props = { id: string; name: string; onClose: () => void };

/** Two records of one partner made one: choose the other, see what becomes of both, merge; the message takes it back. */
export function MergeDialog({ id, name, onClose }: Props) {
  const [other, setOther] = useState<Reference | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const client = useQueryClient();
  const address = url(`/partners/${encodeURIComponent(id)}/merge`);
  const preview = useQuery({
    queryKey: ['merge', id, other?.id],
    queryFn: async ({ signal }) =>
      (await read<Preview>(url(`/partners/${encodeURIComponent(id)}/merge`, { from: other?.id }), signal))
        .data,
    enabled: !!other,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const refused = preview.data?.refused ?? [];
  const again = () => client.invalidateQueries({ queryKey: ['graph'] });
  const undo = async (operation: string) => {
    await call('POST', url(`/operations/${encodeURIComponent(operation)}/undo`));
    notify(`${other?.name} is a partner of its own again.`);
    void again();
  };
  const merge = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const { data } = await call<Merged>('POST', address, { from: other?.id });
      notify(`${other?.name} merged into ${name}.`, () => undo(data.operation));
      onClose();
      void again();
    } catch (e) {
      setFailed(e);
      setBusy(false);
    }
  };
  return (
    <Sheet title={`Merge another partner into ${name}`} onClose={onClose} alert>
      <div className="field">
        <label htmlFor="merge-other">The other record of this partner</label>
        <EntityPicker id="merge-other" kinds={['partner']} value={other} onChange={setOther} />
        <span className="hint">It will be gone; its names and ids become aliases of {name}.</span>
      </div>
      {preview.error && <Failed error={preview.error} />}
      {preview.data && (refused.length ? <Refused of={refused} /> : <What of={preview.data} />)}
      {failed !== null && <Failed error={failed} />}
      <div className="verbs endline">
        <button type="button" className="btn" onClick={onClose}>
          Keep both
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={busy || !preview.data || refused.length > 0 || preview.isFetching}
          onClick={merge}
        >
          Merge
        </button>
      </div>
    </Sheet>
  );
}

function Refused({ of }: { of: Preview['refused'] }) {
  return (
    <ul className="plain-list say">
      {of.map((r) => (
        <li key={r.code + r.detail}>
          They cannot be merged: {r.detail}.{' '}
          {r.refs.map((x, i) => (
            <span key={x.id}>
              {i > 0 && ', '}
              <Ref to={x} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function What({ of: m }: { of: Preview }) {
  const links = (all: Preview['moved']) =>
    list(all.map((l) => `${count(l.count, 'link')} “${linkWords[l.kind] ?? l.kind}”`));
  return (
    <div className="quiet say">
      {m.filled.length > 0 && (
        <p>Filled in: {list(m.filled.map((f) => fieldName(f.field).toLowerCase()))}.</p>
      )}
      {m.kept.length > 0 && (
        <p>
          Both state {list(m.kept.map((f) => fieldName(f.field).toLowerCase()))}: what {m.into.name} states
          stays.
        </p>
      )}
      {m.aliases.length > 0 && <p>Known as well by {list(m.aliases.slice(0, 6))}.</p>}
      {m.moved.length > 0 && <p>Moved here: {links(m.moved)}.</p>}
      {m.folded.length > 0 && <p>Here already: {links(m.folded)}.</p>}
      {m.dropped.length > 0 && <p>Between the two, and gone: {links(m.dropped)}.</p>}
      {m.rewrittenTotal > 0 && (
        <p>
          {number(m.rewrittenTotal)} {m.rewrittenTotal === 1 ? 'record names' : 'records name'} {m.into.name}{' '}
          instead.
        </p>
      )}
      {m.twins.length > 0 && (
        <p>{count(m.twins.length, 'pair')} of records will say the same afterwards and stay two.</p>
      )}
      <p>Nothing is written yet. A merge can be undone.</p>
    </div>
  );
}
