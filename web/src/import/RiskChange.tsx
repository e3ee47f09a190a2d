import type { RiskDifference } from '../api/types';
import { Diff } from '../ui/Diff';
import { type Fact, Facts } from '../ui/Facts';
import { Refs } from '../ui/Ref';
import { Section } from '../ui/Section';

/** What applying the file would change in the answers about risk. */
export function RiskChange({ risk }: { risk: RiskDifference }) {
  const rows: Fact[] = [
    {
      label: 'Single points',
      value:
        risk.singlePointsBefore === risk.singlePointsAfter ? (
          `${risk.singlePointsAfter}, as before`
        ) : (
          <Diff from={risk.singlePointsBefore} to={risk.singlePointsAfter} />
        ),
    },
    {
      label: 'Single-sourced',
      value:
        risk.singleSourcedBefore === risk.singleSourcedAfter ? (
          `${risk.singleSourcedAfter}, as before`
        ) : (
          <Diff from={risk.singleSourcedBefore} to={risk.singleSourcedAfter} />
        ),
    },
  ];
  const add = (label: string, of: RiskDifference['lost']) => {
    if (of.length) rows.push({ label, value: <Refs of={of} show={4} /> });
  };
  add('Become single', risk.nowSingle);
  add('No longer single', risk.noLongerSingle);
  add('More exposed', risk.gained);
  add('Less exposed', risk.lost);
  add(
    'Only look diverse',
    risk.newFalseDiversity.map((s) => s.component),
  );
  return (
    <Section title="What it does to risk">
      <p className="quiet">{risk.sentence}</p>
      <Facts of={rows} />
    </Section>
  );
}
