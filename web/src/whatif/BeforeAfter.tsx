import type { WhatIfAnswer } from '../api/types';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import { Leads } from './Leads';
import { type Measure, measures } from './measures';
import type { When } from './rows';

/** The measures of a scenario side by side, each with what became of it. */
export function BeforeAfter({ w }: { w: WhatIfAnswer }) {
  return (
    <Section title="Before and after">
      <section className="scroll" aria-label="Before and after" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">Measure</span>
              </th>
              <th scope="col" className="num">
                Before
              </th>
              <th scope="col" className="num">
                After
              </th>
              <th scope="col" className="num">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map((m) => (
              <tr key={m.name}>
                <th scope="row" className="plain">
                  {m.name}
                </th>
                <td className="num">
                  <Cell n={m.of(w.before)} of={m} when="before" />
                </td>
                <td className="num">
                  <Cell n={m.of(w.after)} of={m} when="after" />
                </td>
                <td className="num">
                  <Difference of={m} w={w} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

type CellProps = { n: number; of: Measure; when: When };

function Cell({ n, of: m, when }: CellProps) {
  return (
    <Leads n={n} to={{ ...m.rows, when }} label={`${n} ${when}: ${m.name}`}>
      {number(n)}
    </Leads>
  );
}

/** The difference leads to what makes it up: where some came and others went, to both. */
function Difference({ of: m, w }: { of: Measure; w: WhatIfAnswer }) {
  const [came, went] = [m.of(w.new), m.of(w.ended)];
  const text = <Change by={came - went} of={m} w={w} />;
  if (!came || !went) {
    return (
      <Leads n={came + went} to={{ ...m.rows, when: came ? 'new' : 'ended' }}>
        {text}
      </Leads>
    );
  }
  return (
    <>
      {text}
      <span className="muted">: </span>
      <Leads n={came} to={{ ...m.rows, when: 'new' }} label={`${came} new: ${m.name}`}>
        {number(came)} new
      </Leads>
      <span className="muted">, </span>
      <Leads n={went} to={{ ...m.rows, when: 'ended' }} label={`${went} gone: ${m.name}`}>
        {number(went)} gone
      </Leads>
    </>
  );
}

function Change({ by, of: m, w }: { by: number; of: Measure; w: WhatIfAnswer }) {
  if (!by) return <span className="muted">same</span>;
  // Fewer are no gain where something has stopped, and so is no longer counted.
  const stopped: Partial<Record<string, number>> = {
    singlePoints: w.stopped.roadmapItems + w.stopped.products,
    singleSourced: w.after.components.stopped,
    late: w.stopped.roadmapItems,
  };
  if (by < 0 && stopped[m.rows.counted ?? '']) {
    return <span className="quiet">{`${number(-by)} fewer`}</span>;
  }
  const better = by > 0 === (m.more === 'good');
  return (
    <span className={`verdict ${better ? 'safe' : 'exposed'}`}>
      <Icon id={better ? 'v-safe' : 'v-exposed'} />
      {better ? 'better' : 'worse'} by {number(Math.abs(by))}
    </span>
  );
}
