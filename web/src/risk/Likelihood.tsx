import { getRouteApi } from '@tanstack/react-router';
import { count, number } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect } from '../ui/Filters';
import { Missing } from '../ui/Marks';
import { Failed } from '../ui/Notice';
import { CopyLink } from '../ui/Pager';
import { Ref, Refs, SentenceRef } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { type Cause, CauseChoice, causeNames, useCause } from './cause';
import { chance, figure } from './chance';
import { type Importance, type Probability, useProbability } from './queries';
import { Share } from './Share';
import { chooseTop, TopChoice, useTop } from './TopChoice';

const route = getRouteApi('/risk');
const horizons = [
  { id: '90', name: 'a quarter' },
  { id: '182', name: 'half a year' },
  { id: '730', name: 'two years' },
];

/** How likely something is stopped, and which partner means how much for that. */
export function Likelihood() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const { top, none, failsFor } = useTop();
  const cause = useCause();
  const page = useProbability({
    top,
    cause: search.cause,
    horizonDays: search.days ? Number(search.days) : undefined,
  });
  const failed = failsFor(page);
  const a = page.data;
  return (
    <Section title="How likely" note="failures are independent; what partners share is part of the graph">
      <TopChoice top={top}>
        <CauseChoice />
        <ChipSelect
          label="Within"
          value={search.days}
          all="a year"
          choices={horizons}
          onChange={(days) => filter({ days })}
        />
      </TopChoice>
      {failed.error && !a && <Failed error={failed.error} again={() => void failed.refetch()} />}
      {a && <Sum of={a} />}
      <DataTable<Importance>
        label={`Importance of each ${causeNames[cause].one}`}
        columns={columns(cause)}
        rows={none ? [] : a?.importance}
        keyOf={(i) => i.event.id}
        error={failed.error}
        again={() => void failed.refetch()}
        empty={none ? chooseTop : `No recorded ${causeNames[cause].one} can stop it.`}
      />
      <div className="under">
        <span>
          {a &&
            a.importance.length > 0 &&
            `${count(a.importance.length, causeNames[cause].one, causeNames[cause].many)}, the most critical first`}
          {a?.fussellVeselyReason && `; no Fussell-Vesely: ${a.fussellVeselyReason}`}
        </span>
        <span className="end">
          <CopyLink />
        </span>
      </div>
    </Section>
  );
}

export function Sum({ of: a }: { of: Probability }) {
  return (
    <p className="sentence">
      <strong>{chance(a.probability)}</strong> within {count(a.horizonDays, 'day')} for{' '}
      <SentenceRef to={a.top} />
      {a.method === 'exact'
        ? ', exactly'
        : `, by ${a.samples ? number(a.samples) : ''} random samples: between ${chance(a.lower)} and ${chance(a.upper)} (95 % interval, seed ${a.seed ?? 0})`}
      .{a.reason && ` ${a.reason}.`}
      {a.assumed.length > 0 && (
        <>
          {' '}
          Nobody recorded how likely <Refs of={a.assumed} show={3} />{' '}
          {a.assumed.length === 1 ? 'fails' : 'fail'}: counted as {chance(a.assume)} a year.
        </>
      )}
    </p>
  );
}

const measure = (n: number | null) => (n === null ? <Missing>none</Missing> : figure(n));

const columns = (cause: Cause): Column<Importance>[] => [
  { id: 'event', head: causeNames[cause].head, name: true, wrap: true, cell: (i) => <Ref to={i.event} /> },
  { id: 'p', head: 'Fails', num: true, cell: (i) => chance(i.probability) },
  {
    id: 'criticality',
    head: 'Criticality',
    num: true,
    cell: (i) =>
      i.criticality === null ? (
        <Missing>none</Missing>
      ) : (
        <Share of={i.criticality} text={figure(i.criticality)} />
      ),
  },
  { id: 'birnbaum', head: 'Birnbaum', num: true, cell: (i) => measure(i.birnbaum) },
  { id: 'fv', head: 'Fussell-Vesely', num: true, p2: true, cell: (i) => measure(i.fussellVesely) },
  { id: 'diagnosis', head: 'Diagnosis', num: true, p2: true, cell: (i) => measure(i.diagnosis) },
  {
    id: 'raw',
    head: 'Achievement worth',
    num: true,
    p2: true,
    cell: (i) => measure(i.riskAchievementWorth),
  },
  {
    id: 'rrw',
    head: 'Reduction worth',
    num: true,
    p2: true,
    cell: (i) => (i.necessary ? 'infinite' : measure(i.riskReductionWorth)),
  },
];
