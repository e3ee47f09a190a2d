import type { WhatIfAnswer } from '../api/types';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import { Leads } from './Leads';
import { type Impact, type Rows, whole, working } from './rows';

type Measure = {
  name: string;
  before: number;
  after: number;
  more: 'good' | 'bad' | 'neither';
  kind?: Rows['kind']; // whose rows the page lists
};

/** The measures of a scenario side by side, each with what became of it. */
export function BeforeAfter({ w }: { w: WhatIfAnswer }) {
  const [b, a] = [w.before, w.after];
  const measures: Measure[] = [
    {
      name: 'Roadmap items that can ship',
      before: b.roadmapItems.works,
      after: a.roadmapItems.works,
      more: 'good',
      kind: 'roadmap_item',
    },
    {
      name: 'Products that can be made',
      before: b.products.works,
      after: a.products.works,
      more: 'good',
      kind: 'product',
    },
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
                <td className="num">
                  <Cell n={m.before} of={m} to={whole} what="before" />
                </td>
                <td className="num">
                  <Cell n={m.after} of={m} to={working} what="after" />
                </td>
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

type CellProps = { n: number; of: Measure; to: readonly Impact[]; what: string };

function Cell({ n, of: m, to, what }: CellProps) {
  if (!m.kind) return number(n);
  return (
    <Leads n={n} to={to} kind={m.kind} label={`${n} ${what}: ${m.name}`}>
      {number(n)}
    </Leads>
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
