import { getRouteApi } from '@tanstack/react-router';
import type { Decision, Import } from '../api/types';
import { number } from '../format/text';
import { ChipSelect } from '../ui/Filters';
import { useHeld } from '../ui/held';
import { Pager } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { BulkAnswer } from './BulkAnswer';
import { type Asked, answerOf, wanted } from './questions';

type Props = { i: Import; closed: boolean; onAnswer: (answers: Record<string, string>) => void };

const route = getRouteApi('/import/$id/check');

/** What only a person can answer, once for each distinct value: what holds rows back, and what may be. */
export function Decisions(props: Props) {
  const asked = props.i.decisions.filter((d) => !d.optional);
  const suggested = props.i.decisions.filter((d) => d.optional);
  return (
    <>
      {asked.length > 0 && (
        <Questions {...props} of={asked} title="Decisions" id="ask" none="Choose">
          asked once for each value, then remembered
        </Questions>
      )}
      {suggested.length > 0 && (
        <Questions {...props} of={suggested} title="Suggestions" id="may" none="Leave as it is">
          {unanswered(suggested)}
        </Questions>
      )}
    </>
  );
}

/** What becomes of rows whose suggestion nobody answers. */
function unanswered(of: readonly Decision[]): string {
  const held = of.filter((d) => d.rejects).length;
  if (!held) return 'without an answer new names go in as they are';
  const rows = 'rejected rows stay so';
  return held === of.length
    ? `without an answer ${rows}`
    : `without an answer new names go in as they are, and ${rows}`;
}

const step = 25;
const states = [
  { id: 'open', name: 'open' },
  { id: 'answered', name: 'answered' },
];

type QuestionsProps = Props & {
  of: readonly Decision[];
  title: string;
  id: 'ask' | 'may';
  none: string;
  children: string;
};

function Questions({ i, closed, onAnswer, of, title, id, none, children }: QuestionsProps) {
  const search = route.useSearch();
  const { open, push } = useFilters();
  const text = search[id] ?? '';
  const asked: Asked = search[`${id}State`] ?? 'all';
  const shown = wanted(of, i, asked, text);
  const at = Math.min(search[`${id}At`] ?? 0, Math.max(0, Math.floor((shown.length - 1) / step) * step));
  const page = shown.slice(at, at + step);
  const done = of.filter((d) => answerOf(i, d)).length;
  const turn = (to: number) => push({ [`${id}At`]: to || undefined });
  return (
    <Section title={title} note={`${number(done)} of ${number(of.length)} answered; ${children}`}>
      {of.length > 5 && (
        <div className="bar">
          <input
            className="input"
            type="search"
            aria-label={`Filter ${title}`}
            placeholder="Filter by any word"
            value={text}
            onChange={(e) => open({ [id]: e.target.value || undefined, [`${id}At`]: undefined })}
          />
          <ChipSelect
            label="Shown"
            value={search[`${id}State`]}
            choices={states}
            onChange={(state) => open({ [`${id}State`]: state, [`${id}At`]: undefined })}
          />
        </div>
      )}
      {!closed && <BulkAnswer of={shown.filter((d) => !answerOf(i, d))} label={title} onAnswer={onAnswer} />}
      <section className="scroll bare" aria-label={title} tabIndex={0}>
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
            {page.map((d) => (
              <Question key={d.id} d={d} {...{ i, closed, onAnswer, none }} />
            ))}
          </tbody>
        </table>
      </section>
      {(of.length > step || shown.length === 0) && (
        <Pager
          shown={page.length}
          at={at}
          total={shown.length}
          order="in the order of the file"
          onNext={at + step < shown.length ? () => turn(at + step) : undefined}
          onPrevious={at > 0 ? () => turn(at - step) : undefined}
        />
      )}
    </Section>
  );
}

type QuestionProps = Props & { d: Decision; none: string };

function Question({ i, closed, onAnswer, d, none }: QuestionProps) {
  const select = useHeld(answerOf(i, d), (value) => onAnswer({ [d.id]: value }));
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
        {d.code === 'same_as' && d.optional && <span className="src">{d.options[0]?.label}</span>}
      </td>
    </tr>
  );
}
