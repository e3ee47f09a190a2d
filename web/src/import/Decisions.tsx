import { useState } from 'react';
import type { Decision, Import } from '../api/types';
import { count, number } from '../format/text';
import { useHeld } from '../ui/held';
import { Section } from '../ui/Section';

type Props = { i: Import; closed: boolean; onAnswer: (answers: Record<string, string>) => void };

/** What only a person can answer, once for each distinct value: what holds rows back, and what may be. */
export function Decisions(props: Props) {
  const asked = props.i.decisions.filter((d) => !d.optional);
  const suggested = props.i.decisions.filter((d) => d.optional);
  return (
    <>
      {asked.length > 0 && (
        <Section title="Decisions" note="asked once for each value, then remembered">
          <Questions {...props} of={asked} label="Decisions" none="Choose" />
        </Section>
      )}
      {suggested.length > 0 && (
        <Section
          title="Suggestions"
          note={`${number(suggested.length)}; without an answer new names go in as they are, and unknown ones stay rejected`}
        >
          <Questions {...props} of={suggested} label="Suggestions" none="Leave as it is" />
        </Section>
      )}
    </>
  );
}

/** One answer to all the names that are like nothing known: each becomes a partner. */
export function MakeAll({ i, closed, onAnswer }: Props) {
  const unknown = i.decisions.filter(
    (d) => d.options[0]?.value === 'create' && !(i.answers[d.id] ?? d.chosen),
  );
  if (closed || unknown.length < 2) return null;
  return (
    <p className="under">
      <button
        type="button"
        className="btn"
        onClick={() => onAnswer(Object.fromEntries(unknown.map((d) => [d.id, 'create'])))}
      >
        Make {count(unknown.length, 'new partner')} of the names that nobody knows
      </button>
    </p>
  );
}

const step = 25;

type QuestionsProps = Props & { of: readonly Decision[]; label: string; none: string };

function Questions({ i, closed, onAnswer, of, label, none }: QuestionsProps) {
  const [shown, setShown] = useState(step);
  const rest = of.length - shown;
  return (
    <section className="scroll bare" aria-label={label} tabIndex={0}>
      <table className="table ctl stack" role="table">
        <thead>
          <tr>
            <th scope="col">Value in the file</th>
            <th scope="col" className="num">
              Rows
            </th>
            <th scope="col">Question</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {of.slice(0, shown).map((d) => (
            <Question key={d.id} d={d} {...{ i, closed, onAnswer, none }} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p className="under">
          <button type="button" className="as-link" onClick={() => setShown(shown + step)}>
            Show {count(Math.min(rest, step), 'more', 'more')} of {number(rest)}
          </button>
        </p>
      )}
    </section>
  );
}

type QuestionProps = Props & { d: Decision; none: string };

function Question({ i, closed, onAnswer, d, none }: QuestionProps) {
  const select = useHeld(i.answers[d.id] ?? d.chosen ?? '', (value) => onAnswer({ [d.id]: value }));
  return (
    <tr role="row">
      <td role="cell" data-label="Value">
        <span className="mono">{d.value || d.column}</span>
      </td>
      <td role="cell" data-label="Rows" className="num">
        {d.rows ? number(d.rows) : <span className="muted">answered</span>}
      </td>
      <td role="cell" data-label="Question">
        {d.question}
      </td>
      <td role="cell" data-label="Answer" className="becomes">
        <span className="select-box">
          <select
            className="input"
            aria-label={`Answer for ${d.value || d.column}`}
            disabled={closed}
            {...select}
          >
            <option value="">{none}</option>
            {d.options.map((o) => (
              <option key={o.value} value={o.value}>
                {o.label}
              </option>
            ))}
          </select>
        </span>
        {d.optional && <span className="src">{d.options[0]?.label}</span>}
      </td>
    </tr>
  );
}
