import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMeta, useSummary } from '../api/queries';
import type { RiskSummary } from '../api/types';
import { count, date, number } from '../format/text';
import { Concentration } from '../risk/Concentration';
import { CutSets } from '../risk/CutSets';
import { Exposure } from '../risk/Exposure';
import { Likelihood } from '../risk/Likelihood';
import { NextQuestions } from '../risk/NextQuestions';
import { Routes } from '../risk/Routes';
import { SecondSources } from '../risk/SecondSources';
import { Skills } from '../risk/Skills';
import type { RiskView } from '../search';
import { Head } from '../ui/Head';
import { Failed } from '../ui/Notice';
import { Plain } from '../ui/Plain';
import { ByLayer } from './ByLayer';
import { Diversity } from './Diversity';
import { SinglePoints } from './SinglePoints';
import { SourcingView } from './SourcingView';

const route = getRouteApi('/risk');

/** Where are we exposed? One tab a question. */
export function Risk() {
  const { view } = route.useSearch();
  const summary = useSummary();
  const s = summary.data;
  const tabs = useTabInView(view);
  return (
    <>
      <Head title="Risk">{s && <Answer s={s} />}</Head>
      <nav className="tabs" ref={tabs} aria-label="Risk questions">
        <Tab view={undefined} current={view} name="Single points" n={s?.singlePoints} />
        <Tab view="together" current={view} name="Alone and together" />
        <Tab view="likelihood" current={view} name="How likely" />
        <Tab view="sourcing" current={view} name="Sourcing" n={s && sum(s)} />
        <Tab view="diversity" current={view} name="False diversity" n={s?.falseDiversity} />
        <Tab view="exposure" current={view} name="Days and money" />
        <Tab view="concentration" current={view} name="Concentration" />
        <Tab view="second" current={view} name="Second sources" />
        <Tab view="routes" current={view} name="Routes" />
        <Tab view="skills" current={view} name="Skills" />
        <Tab view="questions" current={view} name="Next questions" />
      </nav>
      {summary.error && <Failed error={summary.error} again={() => void summary.refetch()} />}
      {s && (!view || view === 'sourcing') && <ByLayer summary={s} />}
      <Answered view={view} summary={s} />
    </>
  );
}

/** On a narrow screen the tabs scroll: the chosen one is moved into view. */
function useTabInView(view: View) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const [bar, tab] = [nav.current, nav.current?.querySelector('[aria-current]')];
    if (!bar || !tab) return;
    const [b, t] = [bar.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (t.left < b.left || t.right > b.right) bar.scrollLeft += t.left - b.left - (b.width - t.width) / 2;
  }, [view]);
  return nav;
}

function Answered({ view, summary }: { view: View; summary: RiskSummary | undefined }) {
  switch (view) {
    case 'sourcing':
      return <SourcingView />;
    case 'diversity':
      return <Diversity />;
    case 'together':
      return <CutSets />;
    case 'likelihood':
      return <Likelihood />;
    case 'second':
      return <SecondSources />;
    case 'exposure':
      return <Exposure />;
    case 'concentration':
      return <Concentration />;
    case 'routes':
      return <Routes />;
    case 'skills':
      return <Skills />;
    case 'questions':
      return <NextQuestions />;
    default:
      return <SinglePoints summary={summary} />;
  }
}

type View = RiskView | undefined;

/** The tabs whose question is about one thing, and those that ask whose failures count: these choices go along. */
const ofTop: readonly View[] = ['together', 'likelihood', 'second'];
const byCause: readonly View[] = [undefined, 'together', 'likelihood', 'diversity'];

function Tab({ view, current, name, n }: { view: View; current: View; name: string; n?: number }) {
  const { top, cause } = route.useSearch();
  const kept = {
    top: ofTop.includes(view) && ofTop.includes(current) ? top : undefined,
    cause: byCause.includes(view) ? cause : undefined,
  };
  return (
    <Plain to="/risk" search={{ view, ...kept }} current={view === current ? 'page' : undefined}>
      {name} {n !== undefined && <span className="n">{number(n)}</span>}
    </Plain>
  );
}

function sum(s: RiskSummary): number {
  return s.components.exposed + s.components.unknown + s.components.safe;
}

function Answer({ s }: { s: RiskSummary }) {
  const partners = useMeta().data?.counts.partner;
  const items = s.roadmapItems.exposed + s.roadmapItems.unknown + s.roadmapItems.safe;
  if (!items && !sum(s))
    return (
      <>
        {partners
          ? `${count(partners, 'partner')}, and nothing recorded that they supply or that rests on it. `
          : 'Nothing is recorded yet. '}
        <Plain to="/import">
          {partners ? 'Import components, offerings and a roadmap' : 'Import a file'}
        </Plain>
        , and see here what stops what.
      </>
    );
  if (!s.singlePoints) return <>No recorded partner can stop a product or roadmap item alone.</>;
  return (
    <>
      <strong>
        <Plain to="/risk">{count(s.singlePoints, 'partner')}</Plain>
      </strong>{' '}
      can each stop a product or roadmap item alone
      {s.hidden > 0 && (
        <>
          ;{' '}
          <strong>
            <Plain to="/risk" search={{ hidden: true }}>
              {number(s.hidden)} of them
            </Plain>{' '}
            {s.hidden === 1 ? 'is' : 'are'} hidden
          </strong>{' '}
          behind suppliers that look independent
        </>
      )}
      .{' '}
      {s.stops.roadmapItems > 0 ? (
        <Plain to="/roadmap" search={{ verdict: 'exposed' }}>
          {number(s.stops.roadmapItems)}
        </Plain>
      ) : (
        number(0)
      )}{' '}
      of{' '}
      <Plain to="/matrix" search={{ empty: true }}>
        {count(items, 'open item')}
      </Plain>{' '}
      rest on one of them
      {s.stops.earliest && `, the earliest on ${date(s.stops.earliest)}`}.
    </>
  );
}
