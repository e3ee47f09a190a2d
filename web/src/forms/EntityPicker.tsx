import { useState } from 'react';
import { useSearchHits } from '../api/queries';
import type { Hit, Kind, Reference } from '../api/types';
import { kindNames, layerNames } from '../format/kinds';
import { Icon } from '../ui/Icon';
import { refName } from '../ui/Ref';
import { useRested, useTypeahead } from '../ui/typeahead';

type Props = {
  id?: string;
  label?: string;
  kinds: readonly Kind[];
  value: Reference | null;
  onChange: (value: Reference | null) => void;
  invalid?: boolean;
  describedBy?: string;
  placeholder?: string;
  /** It takes the focus where it appears in the place of what was pressed. */
  focused?: boolean;
};

/** An entity chosen by typing part of its name. */
export function EntityPicker({
  id,
  label,
  kinds,
  value,
  onChange,
  invalid,
  describedBy,
  placeholder,
  focused,
}: Props) {
  const [text, setText] = useState<string | null>(null); // null: nobody is typing
  const typed = text ?? '';
  const rested = useRested(typed.trim());
  const hits = useSearchHits(rested, kinds);
  const open = text !== null && typed.trim() !== '';
  const found = open && rested === typed.trim() ? (hits.data ?? []) : [];
  const take = (h: Hit) => {
    onChange({ id: h.id, kind: h.kind, name: h.name, externalId: h.externalId });
    setText(null);
  };
  const combo = useTypeahead(found, take, () => setText(null));
  return (
    <div className="picker">
      <input
        {...combo.input(open)}
        id={id}
        className="input"
        // biome-ignore lint/a11y/noAutofocus: it stands where the focus was
        autoFocus={focused}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        placeholder={placeholder ?? `Type a ${kindNames[kinds[0] ?? 'partner'].one}`}
        value={text ?? (value ? refName(value) : '')}
        onChange={(e) => {
          setText(e.target.value);
          if (!e.target.value) onChange(null);
        }}
        onBlur={() => setText(null)}
      />
      {open && (
        <ul {...combo.list} className="options" aria-label={label ?? 'Found'}>
          {found.map((h, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keyboard
            <li
              key={h.id}
              {...combo.option(i)}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => take(h)}
            >
              <Icon id={`k-${h.kind}`} />
              <span>{h.name}</span>
              <span className="muted">{(h.layer && layerNames[h.layer]) || h.externalId}</span>
            </li>
          ))}
          {!found.length && (
            <li className="none" role="presentation">
              {hits.isFetching || rested !== typed.trim() ? 'Searching' : 'Nothing has this name.'}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
