import { count, number } from '../format/text';
import { Facts } from '../ui/Facts';
import { Icon } from '../ui/Icon';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { chance } from './chance';
import { useCutSets, useProbability, useSecondSources } from './queries';

/** What stops one item, product or component, how likely, and what would help most; each leads to its rows. */
export function TopAnswers({ id }: { id: string }) {
  const sets = useCutSets({ top: id, order: 2, limit: 1 }).data;
  const likely = useProbability({ top: id }).data;
  const second = useSecondSources({ top: id, limit: 1 }).data;
  if (!sets?.count) return null;
  const [alone = 0, pairs = 0] = sets.byOrder;
  const best = second?.items[0];
  return (
    <>
      <Section title="What stops it">
        <Facts
          of={[
            {
              label: 'Alone',
              value: (
                <Plain to="/risk" search={{ view: 'together', top: id, order: '1' }}>
                  {count(alone, 'partner')}
                </Plain>
              ),
            },
            {
              label: 'In pairs',
              value: (
                <Plain to="/risk" search={{ view: 'together', top: id, order: '2' }}>
                  {count(pairs, 'pair')}
                </Plain>
              ),
            },
            {
              label: 'Within a year',
              value: likely && (
                <Plain to="/risk" search={{ view: 'likelihood', top: id }}>
                  {chance(likely.probability)}
                </Plain>
              ),
              note:
                likely &&
                [
                  likely.method === 'exact' ? '' : likely.method,
                  likely.assumed.length && `${number(likely.assumed.length)} assumed`,
                ]
                  .filter(Boolean)
                  .join(', '),
            },
          ]}
        />
      </Section>
      {best && (best.gain ?? best.removes.length) > 0 && (
        <Section title="Would help most">
          <p className="sentence">
            {best.candidate ? <Ref to={best.candidate} /> : 'Any independent source'} for{' '}
            <Ref to={best.component} />
            {best.gain !== null && ` takes ${chance(best.gain)} off`}
            {best.removes.length > 0 && ` and ends ${count(best.removes.length, 'single point')}`}.{' '}
            {!best.independent && (
              <span className="verdict exposed">
                <Icon id="v-exposed" />
                not independent
              </span>
            )}
          </p>
          <p className="sentence">
            <Plain to="/risk" search={{ view: 'second', top: id }}>
              All second sources
            </Plain>
            ,{' '}
            <Plain to="/whatif" search={{ add: `${best.component.id}~new` }}>
              try it in What if
            </Plain>
          </p>
        </Section>
      )}
    </>
  );
}
