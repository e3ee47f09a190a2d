import type { ReactNode } from 'react';
import type { Reference, RiskDifference } from '../api/types';
import { count, number } from '../format/text';
import { Diff } from '../ui/Diff';
import { type Fact, Facts } from '../ui/Facts';
import { ItemName, Ref } from '../ui/Ref';
import { Section } from '../ui/Section';

/** What applying the file would change in the answers about risk: totals, then each of them by name. */
export function RiskChange({ risk, done }: { risk: RiskDifference; done?: boolean }) {
  const totals: Fact[] = [
    { label: 'Single points', value: <Total from={risk.singlePointsBefore} to={risk.singlePointsAfter} /> },
    {
      label: 'Single-sourced',
      value: <Total from={risk.singleSourcedBefore} to={risk.singleSourcedAfter} />,
    },
  ];
  const named = (label: string, of: readonly Reference[], total: number): Fact[] =>
    total
      ? [
          {
            label,
            value: <Some of={of} total={total} keyOf={(r) => r.id} each={(r) => <ItemName item={r} />} />,
          },
        ]
      : [];
  const shared = (label: string, of: RiskDifference['newFalseDiversity'], total: number, was = ''): Fact[] =>
    total
      ? [
          {
            label,
            value: (
              <Some
                of={of}
                total={total}
                keyOf={(s) => s.component.id}
                each={(s) => <Shared of={s} was={was} />}
              />
            ),
          },
        ]
      : [];
  const points: Fact[] = risk.pointsTotal
    ? [
        {
          label: 'Who can stop it alone',
          value: (
            <Some
              of={risk.points}
              total={risk.pointsTotal}
              keyOf={(p) => p.top.id}
              each={(p) => <Point of={p} />}
            />
          ),
        },
      ]
    : [];
  return (
    <Section title={done ? 'What it did to risk' : 'What it does to risk'}>
      <p className="quiet">{risk.sentence}</p>
      <Facts
        of={[
          ...totals,
          ...named('Become single', risk.nowSingle, risk.nowSingleTotal),
          ...named('No longer single', risk.noLongerSingle, risk.noLongerSingleTotal),
          ...named('Gain a single point', risk.gained, risk.gainedTotal),
          ...named('Lose a single point', risk.lost, risk.lostTotal),
          ...points,
          ...shared('Come to only look diverse', risk.newFalseDiversity, risk.newFalseDiversityTotal),
          ...shared(
            'Truly diverse now',
            risk.endedFalseDiversity,
            risk.endedFalseDiversityTotal,
            'Before it: ',
          ),
        ]}
      />
    </Section>
  );
}

function Total({ from, to }: { from: number; to: number }) {
  return from === to ? `${number(to)}, as before` : <Diff from={from} to={to} />;
}

type SomeProps<T> = { of: readonly T[]; total: number; keyOf: (of: T) => string; each: (of: T) => ReactNode };

/** The first four, the rest on demand, and how many more there are than the answer names. */
function Some<T>({ of, total, keyOf, each }: SomeProps<T>) {
  const rows = (some: readonly T[]) => (
    <ul className="plain-list">
      {some.map((o) => (
        <li key={keyOf(o)}>{each(o)}</li>
      ))}
    </ul>
  );
  return (
    <>
      {rows(of.slice(0, 4))}
      {of.length > 4 && (
        <details className="more">
          <summary>{count(of.length - 4, 'more', 'more')}</summary>
          {rows(of.slice(4))}
        </details>
      )}
      {total > of.length && <span className="src">and {number(total - of.length)} more, not listed</span>}
    </>
  );
}

function Point({ of }: { of: RiskDifference['points'][number] }) {
  return (
    <>
      <ItemName item={of.top} />
      {of.gained.length > 0 && (
        <span className="src">
          now also <Names of={of.gained} />
        </span>
      )}
      {of.lost.length > 0 && (
        <span className="src">
          no longer <Names of={of.lost} />
        </span>
      )}
    </>
  );
}

function Names({ of }: { of: readonly Reference[] }) {
  return of.map((r, n) => (
    <span key={r.id}>
      {n > 0 && ', '}
      <Ref to={r} />
    </span>
  ));
}

function Shared({ of, was }: { of: RiskDifference['newFalseDiversity'][number]; was: string }) {
  return (
    <>
      <Ref to={of.component} />
      <span className="src">
        {was}
        {of.sentence}
      </span>
    </>
  );
}
