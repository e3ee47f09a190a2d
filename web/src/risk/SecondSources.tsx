import { getRouteApi } from '@tanstack/react-router';
import { money, number, sentence, word } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { Missing, VerdictMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref, Refs, refName, SentenceRef } from '../ui/Ref';
import { Section } from '../ui/Section';
import { chance } from './chance';
import { type SecondSources as Page, type SecondSource, useSecondSources } from './queries';
import { chooseTop, TopChoice, useTop } from './TopChoice';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');

/** Which one more source would help something most. */
export function SecondSources() {
  const search = route.useSearch();
  const { top, none, failsFor } = useTop();
  const page = useSecondSources({ top, cursor: search.cursor });
  const failed = failsFor(page);
  const a = page.data;
  const place = usePlace(a);
  return (
    <Section title="Second sources" note="what one more source of a component would gain">
      <TopChoice top={top} />
      {a && <Plan of={a} />}
      <DataTable<SecondSource>
        label="Second sources"
        columns={columns(place.proof, place.toggle)}
        rows={none ? [] : a?.items}
        keyOf={keyOf}
        detail={(s) => place.proof === keyOf(s) && <Why of={s} />}
        error={failed.error}
        again={() => void failed.refetch()}
        empty={none ? chooseTop : 'No other source would gain it anything.'}
      />
      <Pager
        {...place.pager}
        order={a?.method === 'exact' ? 'largest gain first' : 'most single points ended first'}
      />
    </Section>
  );
}

/** The steps of the greedy plan, each with what it gains after those before it. */
function Plan({ of: a }: { of: Page }) {
  return (
    <>
      <p className="sentence">
        <SentenceRef to={a.top} />{' '}
        {a.probability === null ? (
          <>cannot be told a probability: {a.reason}.</>
        ) : (
          <>
            is stopped within {number(a.horizonDays)} days with <strong>{chance(a.probability)}</strong>
          </>
        )}
        {a.singlePoints > 0 &&
          `; ${number(a.singlePoints)} ${a.singlePoints === 1 ? 'partner stops' : 'partners stop'} it alone`}
        .
      </p>
      {a.plan.length > 0 && (
        <p className="sentence">
          Greedy plan:{' '}
          {a.plan.map((p, i) => (
            <span key={p.component.id + (p.candidate?.id ?? i)}>
              {i > 0 && ', then '}
              {p.candidate ? <Ref to={p.candidate} /> : 'any independent source'} for <Ref to={p.component} />{' '}
              <span className="muted">({chance(p.after)} left)</span>
            </span>
          ))}
          . Another set of as many steps may be better.
        </p>
      )}
    </>
  );
}

const keyOf = (s: SecondSource) => `${s.component.id}.${s.candidate?.id ?? 'any'}`;

const nameOf = (s: SecondSource) =>
  s.candidate ? refName(s.candidate) : `another source of ${s.component.name}`;

/** Why it helps, or why not, from whose failure it starts. */
function Why({ of: s }: { of: SecondSource }) {
  const fallen = new Set(s.why.map((step) => step.owner.id));
  const first = new Map(s.why.flatMap((step) => step.failed).map((r) => [r.id, r]));
  const cause = [...first.values()].filter((r) => !fallen.has(r.id));
  const helps = (s.gain ?? 0) > 0 || s.removes.length > 0;
  if (!cause.length) return <p className="sentence">{sentence(s.sentence)}</p>;
  return (
    <ProofRow title={`Why ${nameOf(s)} ${helps ? 'helps' : 'gains nothing'}`} cause={cause} steps={s.why} />
  );
}

const columns = (open: string | undefined, toggle: (id: string) => void): Column<SecondSource>[] => [
  {
    id: 'proof',
    head: <span className="vh">Proof</span>,
    className: 'twist-cell',
    cell: (s) => <Twist open={open === keyOf(s)} of={nameOf(s)} onToggle={() => toggle(keyOf(s))} />,
  },
  { id: 'component', head: 'Component', name: true, wrap: true, cell: (s) => <Ref to={s.component} /> },
  {
    id: 'candidate',
    head: 'Another source',
    wrap: true,
    cell: (s) =>
      s.candidate ? (
        <>
          <Ref to={s.candidate} />{' '}
          <span className="muted">
            {[s.status, s.approval]
              .map((x) => x && word(x).toLowerCase())
              .filter(Boolean)
              .join(', ')}
          </span>
        </>
      ) : (
        <>
          any that is independent{' '}
          {s.makers.length > 0 && (
            <span className="muted sentence">
              (such as <Refs of={s.makers} />)
            </span>
          )}
        </>
      ),
  },
  {
    id: 'gain',
    head: 'Gains',
    num: true,
    cell: (s) => (s.gain === null ? <Missing>unknown</Missing> : chance(s.gain)),
  },
  {
    id: 'after',
    head: 'Leaves',
    num: true,
    p2: true,
    cell: (s) => (s.after === null ? <Missing>unknown</Missing> : chance(s.after)),
  },
  { id: 'worth', head: 'Worth', num: true, p2: true, cell: (s) => (s.worth ? money([s.worth]) : '') },
  {
    id: 'removes',
    head: 'Ends as single points',
    p2: true,
    wrap: true,
    cell: (s) => <Refs of={s.removes} none="none" />,
  },
  {
    id: 'independent',
    head: 'Independent',
    p2: true,
    wrap: true,
    cell: (s) =>
      s.independent ? (
        <VerdictMark verdict="safe">yes</VerdictMark>
      ) : (
        <>
          <VerdictMark verdict="exposed">no</VerdictMark> {s.shared && <Ref to={s.shared} />}
        </>
      ),
  },
  {
    id: 'try',
    p2: true,
    head: <span className="vh">Try it</span>,
    num: true,
    cell: (s) =>
      !s.candidate && (
        <Plain
          to="/whatif"
          search={{ add: `${s.component.id}~new` }}
          label={`Try another source of ${s.component.name}`}
        >
          Try
        </Plain>
      ),
  },
];
