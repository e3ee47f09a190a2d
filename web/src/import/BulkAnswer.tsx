import { useState } from 'react';
import type { Decision } from '../api/types';
import { count, number } from '../format/text';
import { Notice } from '../ui/Notice';
import { answersOf, type Bulk, bulks, optionOf, rowsOf } from './questions';

type Props = { of: readonly Decision[]; label: string; onAnswer: (answers: Record<string, string>) => void };

const most = 6;

/** One answer to all the open questions that are shown by the filter: first what it would say, then said. */
export function BulkAnswer({ of, label, onAnswer }: Props) {
  const [chosen, setChosen] = useState('');
  const choices = bulks(of);
  const bulk = choices.find((b) => b.value === chosen);
  if (!choices.length) return null;
  return (
    <>
      <p className="under">
        <label className="inline-field">
          Answer many at once with
          <span className="select-box bulk">
            <select
              className="input"
              aria-label={`Answer many of ${label}`}
              value={bulk?.value ?? ''}
              onChange={(e) => setChosen(e.target.value)}
            >
              <option value="">choose, nothing is answered yet</option>
              {choices.map((b) => (
                <option key={b.value} value={b.value}>
                  {b.label} ({number(b.of.length)})
                </option>
              ))}
            </select>
          </span>
        </label>
      </p>
      {bulk && (
        <Preview
          of={bulk}
          onDone={(say) => {
            setChosen('');
            if (say) onAnswer(answersOf(bulk));
          }}
        />
      )}
    </>
  );
}

function Preview({ of, onDone }: { of: Bulk; onDone: (say: boolean) => void }) {
  const n = of.of.length;
  return (
    <Notice tone="unknown" title={`${count(n, 'question')}, ${count(rowsOf(of.of), 'row')}: ${of.label}`}>
      <ul className="plain-list">
        {of.of.slice(0, most).map((d) => (
          <li key={d.id}>
            <span className="mono">{d.value || d.column}</span>: {optionOf(of, d)?.label}
          </li>
        ))}
        {n > most && <li>and {number(n - most)} more like these</li>}
      </ul>
      <p>
        <button type="button" className="btn" onClick={() => onDone(true)}>
          Answer {count(n, 'question')} so
        </button>{' '}
        <button type="button" className="btn" onClick={() => onDone(false)}>
          Not so
        </button>
      </p>
    </Notice>
  );
}
