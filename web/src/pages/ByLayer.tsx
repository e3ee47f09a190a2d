import { Link } from '@tanstack/react-router';
import type { LayerRisk, RiskSummary, Verdict } from '../api/types';
import { count, number } from '../format/text';
import { StackBar } from '../ui/Bars';
import { LayerMark, VerdictMark } from '../ui/Marks';
import { Plain } from '../ui/Plain';
import { Section } from '../ui/Section';

/** Five layers, the device on top: how many components are exposed, unknown and safe. */
export function ByLayer({ summary }: { summary: RiskSummary }) {
  const c = summary.components;
  const all = c.exposed + c.unknown + c.safe;
  return (
    <Section
      title="By layer"
      note={
        <>
          <Plain to="/risk" search={{ view: 'sourcing' }}>
            {count(all, 'component')}
          </Plain>
          : <Judged n={c.exposed} as="exposed" />, <Judged n={c.unknown} as="unknown" />,{' '}
          <Judged n={c.safe} as="safe" />
        </>
      }
    >
      <section className="scroll bare" aria-label="By layer" tabIndex={0}>
        <table className="table fit">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col" className="p2">
                One mark a component
              </th>
              {(['exposed', 'unknown', 'safe'] as const).map((v) => (
                <th key={v} scope="col" className="num">
                  <VerdictMark verdict={v} />
                </th>
              ))}
              <th scope="col" className="num p2">
                Items stopped
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.layers.map((l) => (
              <tr key={l.layer}>
                <th scope="row">
                  <LayerMark layer={l.layer} />
                </th>
                <td className="p2 bar-cell">
                  <StackBar exposed={l.exposed} unknown={l.unknown} safe={l.safe} />
                </td>
                {(['exposed', 'unknown', 'safe'] as const).map((v) => (
                  <td key={v} className="num">
                    <LayerCount row={l} verdict={v} />
                  </td>
                ))}
                <td className="num p2">
                  {l.itemsStopped ? (
                    <Link to="/risk" search={{ layer: l.layer }}>
                      {number(l.itemsStopped)}
                    </Link>
                  ) : (
                    <span className="muted">0</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

/** So many components of one verdict, as a door to them. */
function Judged({ n, as: verdict }: { n: number; as: Verdict }) {
  const text = `${number(n)} ${verdict}`;
  return n ? (
    <Plain to="/risk" search={{ view: 'sourcing', verdict }}>
      {text}
    </Plain>
  ) : (
    text
  );
}

function LayerCount({ row, verdict }: { row: LayerRisk; verdict: Verdict }) {
  const n = row[verdict];
  if (!n) return <span className="muted">0</span>;
  return (
    <Link to="/risk" search={{ view: 'sourcing', layer: row.layer, verdict }}>
      {number(n)}
    </Link>
  );
}
