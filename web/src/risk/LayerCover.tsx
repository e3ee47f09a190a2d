import { Link } from '@tanstack/react-router';
import { layerNames } from '../format/kinds';
import { count, number } from '../format/text';
import { Icon } from '../ui/Icon';
import { LayerMark } from '../ui/Marks';
import { Ref, Refs } from '../ui/Ref';
import type { LayerSkill } from './queries';

const depths = ['Depth 0', '1', '2', '3'];

/** How many know each layer how deep, who covers it, and what stops without its components. */
export function LayerCover({ of }: { of: readonly LayerSkill[] }) {
  return (
    <section className="scroll bare" aria-label="Skills by layer" tabIndex={0}>
      <table className="table fit">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            {depths.map((d) => (
              <th key={d} scope="col" className="num p2">
                {d}
              </th>
            ))}
            <th scope="col">Known in depth by</th>
            <th scope="col" className="num">
              Components
            </th>
            <th scope="col" className="num p2">
              Items that rest on it
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map((l) => (
            <tr key={l.layer}>
              <th scope="row">
                <LayerMark layer={l.layer} />
              </th>
              {l.depths.map((n, depth) => (
                <td key={depths[depth]} className="num p2">
                  {n ? (
                    <Link
                      to="/risk"
                      search={{ view: 'skills', layer: l.layer, depth }}
                      aria-label={`${count(n, 'person', 'people')} at depth ${depth} of ${layerNames[l.layer]}`}
                    >
                      {number(n)}
                    </Link>
                  ) : (
                    <span className="muted">0</span>
                  )}
                </td>
              ))}
              <td className="wrap">
                <Cover of={l} />
              </td>
              <td className="num">
                {l.components ? (
                  <Link
                    to="/components"
                    search={{ layer: l.layer }}
                    aria-label={count(l.components, 'component')}
                  >
                    {number(l.components)}
                  </Link>
                ) : (
                  <span className="muted">0</span>
                )}
              </td>
              <td className="num p2">
                {l.stops.roadmapItems ? number(l.stops.roadmapItems) : <span className="muted">0</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cover({ of: l }: { of: LayerSkill }) {
  if (!l.covered)
    return (
      <span className="verdict exposed">
        <Icon id="v-exposed" />
        nobody
      </span>
    );
  if (!l.restsOn) return <Refs of={l.experts} show={3} />;
  return (
    <>
      <span className="verdict exposed">
        <Icon id="v-exposed" />
        one alone:
      </span>{' '}
      <Ref to={l.restsOn} />
    </>
  );
}
