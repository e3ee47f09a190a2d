import { useId } from 'react';
import type { Kind, Reference } from '../api/types';
import { Icon } from '../ui/Icon';
import { Choices, Depths, Flag } from './Choices';
import { countries } from './countries';
import type { FieldDef, FieldType } from './define';
import { EntityPicker } from './EntityPicker';
import type { Value } from './values';

/** The types whose input is more than one control, or a box. */
const boxes: Partial<Record<FieldType, typeof Choices>> = { choices: Choices, depths: Depths, flag: Flag };

type Props = { def: FieldDef; value: Value; onChange: (v: Value) => void; error?: string };

/** One input with its label above, its hint and its error below. */
export function Field({ def, value, onChange, error }: Props) {
  const id = useId();
  const hint = def.hint ? `${id}h` : '';
  const wrong = error ? `${id}e` : '';
  const described = [wrong, hint].filter(Boolean).join(' ') || undefined;
  const common = {
    id,
    className: 'input',
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described,
    'aria-required': def.required || undefined,
  } as const;
  const below = (
    <>
      {error && (
        <span className="error" id={wrong}>
          <Icon id="v-exposed" />
          {error}
        </span>
      )}
      {def.hint && (
        <span className="hint" id={hint}>
          {def.hint}
        </span>
      )}
    </>
  );
  const Boxes = boxes[def.type];
  if (Boxes) {
    return (
      <Boxes def={def} value={value} onChange={onChange} described={described}>
        {below}
      </Boxes>
    );
  }
  const text = typeof value === 'string' ? value : '';
  return (
    <div className={def.type === 'long' || def.type === 'lines' ? 'field wide' : 'field'}>
      <label htmlFor={id}>
        {def.label}
        {def.required && <span className="muted plain"> required</span>}
      </label>
      {def.type === 'ref' ? (
        <EntityPicker
          id={id}
          kinds={[def.ref as Kind]}
          value={value && typeof value === 'object' && 'id' in value ? (value as Reference) : null}
          onChange={onChange}
          invalid={!!error}
          describedBy={described}
        />
      ) : def.type === 'choice' || def.type === 'country' ? (
        <span className="select-box">
          <select {...common} value={text} onChange={(e) => onChange(e.target.value)}>
            <option value="">{def.required ? 'Choose' : 'not recorded'}</option>
            {(def.type === 'country' ? countries() : (def.options ?? [])).map((o) => (
              <option key={o.id} value={o.id}>
                {o.name}
              </option>
            ))}
          </select>
        </span>
      ) : def.type === 'long' || def.type === 'lines' ? (
        <textarea
          {...common}
          className="input area"
          rows={3}
          value={text}
          onChange={(e) => onChange(e.target.value)}
        />
      ) : (
        <input
          {...common}
          type={def.type === 'date' ? 'date' : 'text'}
          inputMode={
            def.type === 'whole'
              ? 'numeric'
              : def.type === 'number' || def.type === 'money'
                ? 'decimal'
                : undefined
          }
          value={text}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
      {below}
    </div>
  );
}
