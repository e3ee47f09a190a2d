import { useState } from 'react';
import { count, instant } from '../format/text';
import { Plain } from '../ui/Plain';
import { Section } from '../ui/Section';
import { Sheet } from '../ui/Sheet';
import { forget, type Saved, useSaved } from './saved';
import { partsOf } from './scenario';

/** The scenarios kept in this browser. */
export function SavedList() {
  const all = useSaved();
  return (
    <Section title="Saved scenarios" note="kept in this browser" className="gap-above">
      {!all.length ? (
        <p className="quiet">
          None yet. Choose above what fails, what is added or what comes later; a scenario is a link you can
          send, and may be saved here by name.
        </p>
      ) : (
        <table className="table fit">
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              <th scope="col">Supposes</th>
              <th scope="col">Saved</th>
              <th scope="col">
                <span className="vh">Forget it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((s) => (
              <tr key={s.name}>
                <th scope="row">
                  <Plain to="/whatif" search={s.scenario}>
                    {s.name}
                  </Plain>
                </th>
                <td className="quiet">{summary(s)}</td>
                <td className="nowrap quiet">{instant(s.at)}</td>
                <td>
                  <button
                    type="button"
                    className="as-link"
                    aria-label={`Forget ${s.name}`}
                    onClick={() => forget(s.name)}
                  >
                    Forget
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function summary({ scenario }: Saved): string {
  const p = partsOf(scenario);
  return [
    p.remove.length + p.countries.length && `${count(p.remove.length + p.countries.length, 'failure')}`,
    p.add.length && count(p.add.length, 'new source'),
    p.delay.length && count(p.delay.length, 'delay'),
  ]
    .filter(Boolean)
    .join(', ');
}

export function SaveDialog({
  name,
  onSave,
  onClose,
}: {
  name: string | undefined;
  onSave: (name: string) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState(name ?? '');
  return (
    <Sheet title="Save this scenario" onClose={onClose}>
      <form
        className="field"
        onSubmit={(e) => {
          e.preventDefault();
          if (text.trim()) onSave(text.trim());
        }}
      >
        <label htmlFor="scenario-name">Name</label>
        <input
          id="scenario-name"
          className="input"
          maxLength={100}
          // biome-ignore lint/a11y/noAutofocus: the dialog asks for nothing else
          autoFocus
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
        <span className="hint">It is kept in this browser. To pass it on, copy its link.</span>
        <div>
          <button type="submit" className="btn primary" disabled={!text.trim()}>
            Save scenario
          </button>
        </div>
      </form>
    </Sheet>
  );
}
