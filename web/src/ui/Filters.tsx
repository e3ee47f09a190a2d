import { type ReactNode, useEffect, useRef, useState } from 'react';
import { word } from '../format/text';
import { useHeld } from './held';
import { Icon } from './Icon';

export function FilterBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <search className="bar" aria-label="Filters">
      {children}
      {end && <span className="end">{end}</span>}
    </search>
  );
}

/** The text filter: what is typed reaches the URL after a short rest. */
export function TextFilter({
  value,
  onChange,
  label,
}: {
  value: string | undefined;
  onChange: (text: string | undefined) => void;
  label: string;
}) {
  const [text, setText] = useState(value ?? '');
  const sent = useRef(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // While somebody types, an older text coming back from the URL must not replace the newer one.
    if ((value ?? '') === sent.current || document.activeElement === input.current) return;
    sent.current = value ?? ''; // changed elsewhere: Back, a link, a cleared filter
    setText(value ?? '');
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const t = setTimeout(() => {
      sent.current = text;
      onChange(text || undefined);
    }, 200);
    return () => clearTimeout(t);
  }, [text, onChange]);
  return (
    <input
      ref={input}
      type="search"
      className="input"
      data-filter
      placeholder={label}
      aria-label={label}
      value={text}
      onChange={(e) => setText(e.target.value)}
    />
  );
}

export type Choice = { id: string; name: string };

/** Words of the API as choices of a chip. */
export const choicesOf = (...ids: string[]): Choice[] =>
  ids.map((id) => ({ id, name: word(id).toLowerCase() }));

/** "Layer: all" as one control; a set filter is tinted and has a cross. */
export function ChipSelect({
  label,
  value,
  choices,
  onChange,
  all = 'all',
}: {
  label: string;
  value: string | undefined;
  choices: readonly Choice[];
  onChange: (value: string | undefined) => void;
  all?: string;
}) {
  const select = useHeld(choices.some((c) => c.id === value) ? (value ?? '') : '', (v) =>
    onChange(v || undefined),
  );
  const chosen = choices.find((c) => c.id === select.value);
  return (
    <span className={chosen && all ? 'chip pick on' : 'chip pick'}>
      <span aria-hidden="true">{label}: </span>
      <b aria-hidden="true">{chosen?.name ?? all}</b>
      <select aria-label={label} {...select}>
        {all && <option value="">{all}</option>}
        {choices.map((c) => (
          <option key={c.id} value={c.id}>
            {c.name}
          </option>
        ))}
      </select>
      {chosen && all && <Cross label={`Drop filter ${label}`} onClick={() => onChange(undefined)} />}
    </span>
  );
}

/** A filter that is set by other means than a list of choices: its value, and a cross. */
export function Chip({
  label,
  onDrop,
  children,
}: {
  label: string;
  onDrop: () => void;
  children: ReactNode;
}) {
  return (
    <span className="chip pick on">
      {label}: <b>{children}</b>
      <Cross label={`Drop filter ${label}`} onClick={onDrop} />
    </span>
  );
}

export function ChipToggle({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button type="button" className={on ? 'chip on' : 'chip'} aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
      {on && <Icon id="x" />}
    </button>
  );
}

function Cross({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="cross" aria-label={label} onClick={onClick}>
      <Icon id="x" />
    </button>
  );
}
