import type { WhatIfAnswer } from '../api/types';
import { number } from '../format/text';
import { Icon } from '../ui/Icon';
import { Section } from '../ui/Section';
import { Leads } from './Leads';
import { items, quarterText, type Rows, weak } from './rows';

type Quarter = WhatIfAnswer['quarters'][number];

/** The open items by the quarter they are due in, one mark an item. */
export function ByQuarter({ w }: { w: WhatIfAnswer }) {
  const most = Math.max(1, ...w.quarters.map(sum));
  const late = w.quarters.some((q) => q.delayed > 0);
  return (
    <Section title="By quarter" note={most <= 30 ? 'one mark an item' : 'of the items due in it'}>
      <section className="scroll" aria-label="By quarter" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">Quarter</span>
              </th>
              <th scope="col" className="p2">
                <span className="vh">Marks</span>
              </th>
              <th scope="col" className="num">
                <span className="effect stops">
                  <Icon id="e-stops" />
                  Stopped
                </span>
              </th>
              {late && (
                <th scope="col" className="num">
                  <span className="effect delays">
                    <Icon id="e-delays" />
                    Later
                  </span>
                </th>
              )}
              <th scope="col" className="num">
                <span className="effect">
                  <Icon id="e-half" />
                  Weakened
                </span>
              </th>
              <th scope="col" className="num">
                Untouched
              </th>
            </tr>
          </thead>
          <tbody>
            {w.quarters.map((q) => (
              <tr key={q.quarter}>
                <th scope="row" className="nowrap plain">
                  {name(q)}
                </th>
                <td className="p2 marks">
                  <Marks q={q} most={most} />
                </td>
                <N n={q.stopped} of={q} what="stopped" to={items('stopped')} />
                {late && <N n={q.delayed} of={q} what="later" to={items('delayed')} />}
                <N n={weakIn(q)} of={q} what="weakened" to={weak} />
                <N n={restIn(q)} of={q} what="untouched" to={items('untouched', 'relieved')} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

const weakIn = (q: Quarter) => q.degraded + q.weakened;
const restIn = (q: Quarter) => q.untouched + q.relieved;
const sum = (q: Quarter) => q.stopped + q.delayed + weakIn(q) + restIn(q);
const name = (q: Quarter) => (q.quarter ? quarterText(q.quarter) : 'no date');

type Count = { n: number; of: Quarter; what: string; to: Rows };

function N({ n, of: q, what, to }: Count) {
  return (
    <td className={n ? 'num' : 'num muted'}>
      <Leads n={n} to={{ ...to, quarter: q.quarter || 'none' }} label={`${n} ${what}, ${name(q)}`}>
        {number(n)}
      </Leads>
    </td>
  );
}

function Marks({ q, most }: { q: Quarter; most: number }) {
  const parts = [
    { n: q.stopped, className: 'f-exposed' },
    { n: q.delayed, className: 'f-late' },
    { n: weakIn(q), className: 'f-bar' },
    { n: restIn(q), className: 'f-rest' },
  ];
  const unit = Math.min(22, 160 / most);
  const gap = most <= 30 ? Math.min(2.5, unit / 4) : 0;
  let x = 0;
  const rects = parts.flatMap((p) =>
    (most <= 30 ? Array.from({ length: p.n }, () => 1) : p.n ? [p.n] : []).map((n) => {
      const at = x;
      x += n * unit;
      return { at, width: Math.max(1, n * unit - gap), className: p.className };
    }),
  );
  return (
    <svg
      className="stackbar"
      viewBox="0 0 160 12"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${q.stopped} stopped, ${q.delayed} later, ${weakIn(q)} weakened, ${restIn(q)} untouched`}
    >
      {rects.map((r) => (
        <rect key={r.at} x={r.at + 0.5} y={0.5} width={r.width} height={11} className={r.className} />
      ))}
    </svg>
  );
}
