import type { WhatIfAnswer } from '../api/types';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';

type Measure = { name: string; before: number; after: number; more: 'good' | 'bad' | 'neither' };

/** The measures of a scenario side by side, each with what became of it. */
export function BeforeAfter({ w }: { w: WhatIfAnswer }) {
  const [b, a] = [w.before, w.after];
  const measures: Measure[] = [
    {
      name: 'Roadmap items that can ship',
      before: b.roadmapItems.works,
      after: a.roadmapItems.works,
      more: 'good',
    },
    { name: 'Products that can be made', before: b.products.works, after: a.products.works, more: 'good' },
    { name: 'Components with a source', before: b.sourced, after: a.sourced, more: 'good' },
    { name: 'Components with one source left', before: b.singleSourced, after: a.singleSourced, more: 'bad' },
    {
      name: 'Other items one partner can stop',
      before: b.othersExposed,
      after: a.othersExposed,
      more: 'bad',
    },
    { name: 'Items ready after their target', before: b.late, after: a.late, more: 'bad' },
    {
      name: 'Partners that stop something alone',
      before: b.singlePoints,
      after: a.singlePoints,
      // Fewer of them is no gain where what they stopped is stopped already.
      more:
        w.stopped.roadmapItems + w.stopped.products > 0 && a.singlePoints < b.singlePoints
          ? 'neither'
          : 'bad',
    },
  ];
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
                <td className="num">{number(m.before)}</td>
                <td className="num">{number(m.after)}</td>
                <td className="num">
                  <Difference of={m} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function Difference({ of: m }: { of: Measure }) {
  const by = m.after - m.before;
  if (!by) return <span className="muted">same</span>;
  if (m.more === 'neither') return <span className="quiet">{`${number(Math.abs(by))} fewer`}</span>;
  const better = by > 0 === (m.more === 'good');
  return (
    <span className={`verdict ${better ? 'safe' : 'exposed'}`}>
      <Icon id={better ? 'v-safe' : 'v-exposed'} />
      {better ? 'better' : 'worse'} by {number(Math.abs(by))}
    </span>
  );
}
