import { problemOf } from '../api/problem';
import { count, date } from '../format/text';
import type { Fact } from '../ui/Facts';
import { Icon } from '../ui/Icon';
import { NotDone, Notice } from '../ui/Notice';
import { SentenceRef } from '../ui/Ref';
import { Section } from '../ui/Section';
import { NotRecorded } from './NotRecorded';
import type { ItemSlip } from './queries';

type Step = ItemSlip['driver'][number];

/** When an item is ready, half sure and nearly sure, against its target. */
export function slipFacts(s: ItemSlip | undefined): Fact[] {
  if (!s) return [];
  const driver = s.driver.length > 1 ? s.driver[s.driver.length - 2] : undefined;
  return [
    {
      label: 'Ready, P50',
      value: s.readyDate && <Ready on={s.readyDate} exact={s.readyExact} late={s.slipDays} />,
      note: note(s.slipDays, s.slackDays, driver && `driver: ${driver.entity.name}`),
    },
    {
      label: 'Ready, P90',
      value: s.readyP90Date && <Ready on={s.readyP90Date} exact={s.readyP90Exact} late={s.slipP90Days} />,
      note: note(s.slipP90Days, null),
    },
  ];
}

function note(slip: number | null, slack: number | null, driver?: string): string | undefined {
  const against = slip
    ? `${count(slip, 'day')} after target`
    : slack
      ? `${count(slack, 'day')} to spare`
      : '';
  return [against, driver].filter(Boolean).join(', ') || undefined;
}

function Ready({ on, exact, late }: { on: string; exact: boolean; late: number | null }) {
  const text = `${exact ? '' : 'not before '}${date(on)}`;
  if (!late) return <>{text}</>;
  return (
    <span className="verdict exposed">
      <Icon id="v-exposed" />
      {text}
    </span>
  );
}

/** The chain that decides the date, and what is missing for one. */
export function WhatDecides({ slip: s, error }: { slip: ItemSlip | undefined; error?: unknown }) {
  if (error && !s) return <Undated error={error} />;
  if (!s || (!s.driver.length && !s.missing.length && !s.cycle?.length)) return null;
  return (
    <Section title="What decides its date" note={`counted from ${date(s.asOf)}`}>
      {s.driver.length === 0 && <p className="sentence">{s.sentence}</p>}
      {s.driver.length > 0 && <Driver steps={s.driver} />}
      {s.missing.length > 0 && (
        <p className="quiet sentence">
          Not recorded: <NotRecorded of={s.missing} total={s.missing.length} show={8} />
        </p>
      )}
    </Section>
  );
}

/** Why there is no date: the dates go in a circle, or the question failed. */
function Undated({ error }: { error: unknown }) {
  const p = problemOf(error);
  return (
    <Section title="What decides its date">
      {p.status === 422 ? (
        <Notice tone="exposed">
          <p>{p.detail}</p>
        </Notice>
      ) : (
        <NotDone error={error} what="The dates were not computed." />
      )}
    </Section>
  );
}

/** By what a date is decided where that is no rule between two things. */
const ruled: Partial<Record<Step['by'], string>> = { as_of: 'waits for nothing', duration: 'own duration' };

/** The chain that decides a date, from what waits for nothing on. */
export function Driver({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="proof">
      {steps.map((d, i) => (
        <li key={d.entity.id} className={i === steps.length - 1 ? 'end' : undefined}>
          <Icon id={`k-${d.entity.kind}`} />
          <span className="sentence">
            <SentenceRef to={d.entity} /> {d.readyDate ? `is ready on ${date(d.readyDate)}` : 'has no date'}
            {reason(d)}.
          </span>
          <span className="rule">{ruled[d.by] ?? d.by.replaceAll('_', ' ')}</span>
        </li>
      ))}
    </ol>
  );
}

function reason(d: Step): string {
  const own = d.days ? `${count(d.days, 'day')} after ` : '';
  if (!d.from) return own ? `, ${own.replace(/ after $/, '')} of its own` : '';
  const lag = d.lagDays ? ` and ${count(d.lagDays, 'day')} between` : '';
  const of = d.of ? ` (${d.enough ?? 1} of ${d.of} is enough)` : '';
  return `, ${own || 'with '}${d.from.name}${lag}${of}`;
}
