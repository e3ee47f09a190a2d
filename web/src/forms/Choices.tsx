import type { ReactNode } from 'react';
import { layerNames, layers } from '../format/kinds';
import type { FieldDef } from './define';
import type { Value } from './values';

type Props = {
  def: FieldDef;
  value: Value;
  onChange: (v: Value) => void;
  described?: string;
  /** Its error and its hint. */
  children: ReactNode;
};

/** Several of a few words, each with a box before it. */
export function Choices({ def, value, onChange, described, children }: Props) {
  const chosen = Array.isArray(value) ? value : [];
  const set = (id: string, on: boolean) =>
    onChange((def.options ?? []).map((o) => o.id).filter((o) => (o === id ? on : chosen.includes(o))));
  return (
    <fieldset className="field" aria-describedby={described}>
      <legend>{def.label}</legend>
      {(def.options ?? []).map((o) => (
        <Box key={o.id} name={o.name} on={chosen.includes(o.id)} onChange={(on) => set(o.id, on)} />
      ))}
      {children}
    </fieldset>
  );
}

/** Yes or no: one box before its sentence. */
export function Flag({ def, value, onChange, children }: Props) {
  return (
    <div className="field flag">
      <Box name={def.label} on={value === true} onChange={onChange} />
      {children}
    </div>
  );
}

function Box({ name, on, onChange }: { name: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(e) => onChange(e.target.checked)} />
      {name}
    </label>
  );
}

/** A depth of skill, 0 to 3, for each layer. */
export function Depths({ def, value, onChange, described, children }: Props) {
  const depths = layers.map((_, i) => (Array.isArray(value) ? (value[i] ?? '') : ''));
  return (
    <fieldset className="field wide" aria-describedby={described}>
      <legend>{def.label}</legend>
      <div className="depth-choices">
        {layers.map((layer, i) => (
          <label key={layer} className="field">
            {layerNames[layer]}
            <span className="select-box">
              <select
                className="input"
                value={depths[i]}
                onChange={(e) => onChange(depths.map((d, at) => (at === i ? e.target.value : d)))}
              >
                <option value="">not recorded</option>
                {['0', '1', '2', '3'].map((d) => (
                  <option key={d}>{d}</option>
                ))}
              </select>
            </span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
