import { Icon } from '../ui/Icon';
import { EntityPicker } from './EntityPicker';
import type { Draft, LinkDef, LinkValues } from './links';

type Props = { def: LinkDef; drafts: readonly Draft[]; onChange: (next: Draft[]) => void };

let made = 0;
export const draftKey = () => `new ${++made}`;

/** The links of one kind: each with what it leads to and its properties; sent when the form is saved. */
export function LinkEditor({ def, drafts, onChange }: Props) {
  const mine = drafts.filter((d) => d.kind === def.kind && !d.removed);
  const put = (key: string, next: Partial<Draft>) =>
    onChange(drafts.map((d) => (d.key === key ? { ...d, error: undefined, ...next } : d)));
  const add = () => onChange([...drafts, { key: draftKey(), kind: def.kind, to: null, values: {} }]);
  return (
    <fieldset className="links">
      <legend>{def.title}</legend>
      <p className="hint">{def.hint}</p>
      {mine.length > 0 && (
        <ul>
          {mine.map((d) => (
            <li key={d.key}>
              <LinkRow def={def} draft={d} onChange={(next) => put(d.key, next)} />
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="btn" onClick={add}>
        Add to “{def.title.toLowerCase()}”
      </button>
    </fieldset>
  );
}

type RowProps = { def: LinkDef; draft: Draft; onChange: (next: Partial<Draft>) => void };

function LinkRow({ def, draft, onChange }: RowProps) {
  const set = (name: string, v: string | boolean) =>
    onChange({ values: { ...draft.values, [name]: v } as LinkValues });
  const name = draft.to?.name ?? 'new link';
  return (
    <>
      <div className="link-row">
        {draft.id ? (
          <span className="link-name">
            <Icon id={`k-${draft.to?.kind ?? def.to[0]}`} />
            {draft.to?.name}
          </span>
        ) : (
          <EntityPicker
            label={`${def.title}: name`}
            kinds={def.to}
            value={draft.to}
            onChange={(to) => onChange({ to })}
            invalid={!!draft.error}
          />
        )}
        {def.props.map((p) =>
          p.type === 'flag' ? (
            <label key={p.name} className="check">
              <input
                type="checkbox"
                checked={draft.values[p.name] === true}
                onChange={(e) => set(p.name, e.target.checked)}
              />
              {p.label}
            </label>
          ) : (
            <label key={p.name} className="inline-field">
              {p.label}
              <input
                className={p.type === 'text' ? 'input' : 'input short'}
                inputMode={p.type === 'text' ? undefined : 'decimal'}
                value={String(draft.values[p.name] ?? '')}
                onChange={(e) => set(p.name, e.target.value)}
              />
            </label>
          ),
        )}
        <button
          type="button"
          className="btn plain"
          aria-label={`Remove ${name}`}
          onClick={() => onChange({ removed: true })}
        >
          <Icon id="x" />
        </button>
      </div>
      {draft.error && (
        <p className="field-error" role="alert">
          <Icon id="v-exposed" />
          {draft.error}
        </p>
      )}
    </>
  );
}
