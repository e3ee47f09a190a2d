import { useState } from 'react';
import type { Reference } from '../api/types';
import { word } from '../format/text';
import { Missing } from '../ui/Marks';
import { Notice } from '../ui/Notice';
import { refName } from '../ui/Ref';
import type { FieldDef } from './define';
import type { compare, Value, Values } from './values';

type Props = {
  clash: ReturnType<typeof compare> & { theirs: Values };
  mine: Values;
  busy: boolean;
  onResolve: (values: Values) => void;
  onTheirs: () => void;
};

/** Somebody else was faster: what they changed, and a choice for each field that both changed. */
export function Conflict({ clash, mine, busy, onResolve, onTheirs }: Props) {
  const [keep, setKeep] = useState<Record<string, 'mine' | 'theirs'>>({});
  const both = new Set(clash.clashes.map((f) => f.name));
  const open = clash.clashes.filter((f) => !keep[f.name]).length;
  const resolve = () => {
    const chosen = { ...clash.merged };
    for (const f of clash.clashes) {
      const from = keep[f.name] === 'theirs' ? clash.theirs : mine;
      chosen[f.name] = from[f.name] ?? null;
    }
    onResolve(chosen);
  };
  return (
    <Notice tone="unknown" alert title="Somebody else saved this after you opened it">
      <p>
        Nothing of yours is lost.{' '}
        {both.size
          ? 'Where both of you changed a field, say whose value stays.'
          : 'You changed other fields, so both edits can stand.'}
      </p>
      <div className="scroll">
        <table className="table fit">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {clash.changed.map((f) => (
              <tr key={f.name}>
                <th scope="row">{f.label}</th>
                <td>
                  {both.has(f.name) ? (
                    <Pick def={f} side="theirs" values={clash.theirs} keep={keep} onKeep={setKeep} />
                  ) : (
                    <Shown def={f} value={clash.theirs[f.name]} />
                  )}
                </td>
                <td>
                  {both.has(f.name) ? (
                    <Pick def={f} side="mine" values={mine} keep={keep} onKeep={setKeep} />
                  ) : (
                    <span className="muted">not changed by you</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="verbs">
        <button type="button" className="btn" disabled={busy || open > 0} onClick={resolve}>
          Save both edits
        </button>
        <button type="button" className="btn plain" onClick={onTheirs}>
          Drop mine, take theirs
        </button>
      </div>
    </Notice>
  );
}

type Keep = Record<string, 'mine' | 'theirs'>;

function Pick(props: {
  def: FieldDef;
  side: 'mine' | 'theirs';
  values: Values;
  keep: Keep;
  onKeep: (k: Keep) => void;
}) {
  const { def, side, values, keep, onKeep } = props;
  return (
    <label className="check">
      <input
        type="radio"
        name={`keep-${def.name}`}
        checked={keep[def.name] === side}
        onChange={() => onKeep({ ...keep, [def.name]: side })}
      />
      <Shown def={def} value={values[def.name]} />
    </label>
  );
}

function Shown({ def, value }: { def: FieldDef; value: Value | undefined }) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length))
    return <Missing>blank</Missing>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((v) => word(String(v))).join(', ');
  if (typeof value === 'object') return refName(value as Reference);
  return def.type === 'choice' ? word(value) : value;
}
