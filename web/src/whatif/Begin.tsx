import { date } from '../format/text';
import { StopCount } from '../pages/StopCount';
import { supposing } from '../risk/cause';
import { usePointRows } from '../risk/queries';
import { Plain } from '../ui/Plain';
import { refName } from '../ui/Ref';
import { Section } from '../ui/Section';

const partners = 5;
const countries = 3;

/** Failures to begin with: what stops most alone. */
export function Begin() {
  const of = [
    usePointRows({ limit: partners }).data?.items ?? [],
    usePointRows({ cause: 'country', limit: countries }).data?.items ?? [],
  ].flat();
  if (!of.length) return null;
  return (
    <Section title="Begin with" note="what stops most alone" className="gap-above">
      <table className="table fit">
        <thead>
          <tr>
            <th scope="col">Suppose</th>
            <th scope="col" className="num">
              Products
            </th>
            <th scope="col" className="num">
              Items
            </th>
            <th scope="col" className="num">
              Earliest
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ cause, stops }) => (
            <tr key={cause.id}>
              <th scope="row">
                <Plain to="/whatif" search={supposing([cause])}>
                  {refName(cause)} fails
                </Plain>
              </th>
              <td className="num">
                <StopCount n={stops.products} of={cause} kind="product" />
              </td>
              <td className="num">
                <StopCount n={stops.roadmapItems} of={cause} />
              </td>
              <td className="num nowrap">{stops.earliest && date(stops.earliest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
