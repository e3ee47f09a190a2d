import type { Import } from '../api/types';
import { number } from '../format/text';
import { Section } from '../ui/Section';

type Props = { i: Import; busy: boolean; onAnswer: (decision: string, value: string) => void };

/** What only a person can answer, once for each distinct value. */
export function Decisions({ i, busy, onAnswer }: Props) {
  return (
    <Section title="Decisions" note="asked once for each value, then remembered">
      <section className="scroll bare" aria-label="Decisions" tabIndex={0}>
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
            {i.decisions.map((d) => (
              <tr key={d.id} role="row">
                <td role="cell" data-label="Value">
                  <span className="mono">{d.value || d.column}</span>
                </td>
                <td role="cell" data-label="Rows" className="num">
                  {number(d.rows)}
                </td>
                <td role="cell" data-label="Question">
                  {d.question}
                </td>
                <td role="cell" data-label="Answer" className="becomes">
                  <span className="select-box">
                    <select
                      className="input"
                      aria-label={`Answer for ${d.value || d.column}`}
                      value={i.answers[d.id] ?? d.chosen ?? ''}
                      disabled={busy}
                      onChange={(e) => onAnswer(d.id, e.target.value)}
                    >
                      <option value="">{d.optional ? 'No answer: leave as it is' : 'Choose'}</option>
                      {d.options.map((o) => (
                        <option key={o.value} value={o.value}>
                          {o.label}
                        </option>
                      ))}
                    </select>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
