import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, rows as fetched } from '../api/client';
import type { WhatIfAnswer } from '../api/types';
import { announce, notify } from '../app/announce';
import { count, date, list, money } from '../format/text';
import { Crumbs, Head } from '../ui/Head';
import { Failed } from '../ui/Notice';
import { CopyLink } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { refName } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { AffectedTable } from './AffectedTable';
import { BeforeAfter } from './BeforeAfter';
import { Begin } from './Begin';
import { ByQuarter } from './ByQuarter';
import { Helps } from './Helps';
import { Leads } from './Leads';
import { PointChanges, PointCount } from './PointChanges';
import { allRows, impactsOf, items, type Rows, readRows, weak } from './rows';
import { SaveDialog, SavedList } from './Saved';
import { ScenarioBar } from './ScenarioBar';
import { save, useSaved } from './saved';
import { bodyOf, isEmpty, type Parts, partsOf, type Written, written } from './scenario';

const route = getRouteApi('/whatif');
export const affectedSize = 100;

/** What if these fail, or these are added? Before, after, and the difference; nothing is written. */
export function WhatIf() {
  const search = route.useSearch();
  const { push, open } = useFilters();
  const router = useRouter();
  const parts = partsOf(search);
  const rows = readRows(search);
  const answer = useScenario(parts, rows, search.cursor);
  const w = answer.data;
  const [naming, setNaming] = useState(false);
  const saved = useSaved();
  const name = saved.find((s) => same(s.scenario, written(parts)))?.name;
  const change = (next: Parts) => push({ ...written(next), ...allRows });
  useEffect(() => {
    if (w) announce(w.sentence);
  }, [w]);
  const none = isEmpty(parts);
  return (
    <>
      <Head
        title={name ?? (none ? 'What if' : titleOf(parts, w))}
        crumbs={
          none ? undefined : (
            <Crumbs
              of={[
                <Plain key="all" to="/whatif">
                  What if
                </Plain>,
                <span key="this">
                  {name ? 'saved in this browser' : 'unsaved scenario'}, nothing is written
                </span>,
              ]}
            />
          )
        }
        verbs={
          none ? undefined : (
            <>
              <button type="button" className="btn" onClick={() => setNaming(true)}>
                Save as scenario
              </button>
              <CopyLink button />
            </>
          )
        }
      >
        {none ? (
          'Suppose that partners, offerings or countries fail, that there were another source, or that something comes later. See what stops, what loses an alternative and what would help. Nothing is written.'
        ) : w ? (
          <Lede w={w} />
        ) : answer.error ? (
          'There is no answer to this.'
        ) : (
          'Computing'
        )}
      </Head>
      <ScenarioBar parts={parts} answer={w} onChange={change} />
      {answer.error && <Failed error={answer.error} again={() => void answer.refetch()} />}
      {none && (
        <>
          <Begin />
          <SavedList />
        </>
      )}
      {w && !none && !answer.error && (
        <>
          <div className="halves">
            <BeforeAfter w={w} />
            <ByQuarter w={w} />
          </div>
          <AffectedTable
            w={w}
            rows={rows}
            at={search.at ?? 0}
            proof={search.proof}
            onProof={(id) => open({ proof: search.proof === id ? undefined : id })}
            onNext={
              w.next
                ? () => push({ cursor: w.next ?? undefined, at: (search.at ?? 0) + affectedSize })
                : undefined
            }
            onPrevious={search.cursor ? () => router.history.back() : undefined}
          />
          <Helps of={w} parts={parts} />
          {w.newSinglePoints.count > 0 && (
            <Section
              title="New single points"
              note="partners that alone stop something only then"
              end={<PointCount of={w.newSinglePoints} />}
              className="gap-above"
            >
              <PointChanges of={w.newSinglePoints} />
            </Section>
          )}
          {w.endedSinglePoints.count > 0 && (
            <Section
              title="Single points that end"
              note="what each would no longer stop alone"
              end={<PointCount of={w.endedSinglePoints} ended />}
              className="gap-above"
            >
              <PointChanges of={w.endedSinglePoints} ended />
            </Section>
          )}
        </>
      )}
      {naming && (
        <SaveDialog
          name={name}
          onClose={() => setNaming(false)}
          onSave={(n) => {
            save(n, written(parts));
            setNaming(false);
            notify('Saved in this browser.');
          }}
        />
      )}
    </>
  );
}

function useScenario(parts: Parts, of: Rows, cursor: string | undefined) {
  const body = bodyOf(parts);
  const query = { limit: affectedSize, cursor, ...of, impact: impactsOf(of) };
  return useQuery({
    queryKey: ['graph', 'what-if', body, of, cursor],
    queryFn: ({ signal }) =>
      fetched<WhatIfAnswer>(api.POST('/api/v1/risk/what-if', { signal, body, params: { query } })),
    enabled: !isEmpty(parts),
    placeholderData: keepPreviousData,
  });
}

/** What is supposed, in a few words: names once the answer has told them. */
function titleOf(p: Parts, w: WhatIfAnswer | undefined): string {
  const fail = [...(w?.removed ?? []), ...(w?.countries ?? [])].map(refName);
  const late = (w?.delays ?? []).map((d) => refName(d.entity));
  const sources = (w?.added ?? [])
    .filter((r) => r.kind === 'offering')
    .map((r) => r.name.split(' · ')[0] ?? '');
  if (
    p.remove.length + p.countries.length !== fail.length ||
    p.add.length !== sources.length ||
    p.delay.length !== late.length
  ) {
    return 'What if this happens';
  }
  return `What if ${list(
    [
      fail.length && `${list(few(fail))} ${fail.length === 1 ? 'fails' : 'fail'}`,
      sources.length && `${list(few(sources))} ${sources.length === 1 ? 'has' : 'have'} another source`,
      late.length && `${list(few(late))} ${late.length === 1 ? 'comes' : 'come'} later`,
    ].filter((t) => t !== 0),
  )}`;
}

const few = (names: string[]) =>
  names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;

function same(a: Written, b: Written): boolean {
  return (['remove', 'countries', 'add', 'delay'] as const).every((k) => a[k] === b[k]);
}

/** The answer in one sentence, with what it is worth; what it counts leads to its rows. */
function Lede({ w }: { w: WhatIfAnswer }) {
  const s = w.stopped;
  const n = w.degraded.roadmapItems + w.weakened.roadmapItems;
  if (!s.roadmapItems && !s.products) {
    return (
      <>
        <strong>Nothing stops</strong>
        <Later of={w.delayed} />
        {n > 0 && (
          <>
            {'; '}
            <Leads n={n} to={weak}>
              {count(n, 'item')} {n === 1 ? 'loses' : 'lose'} an alternative
            </Leads>
          </>
        )}
        {w.relieved.roadmapItems > 0 && (
          <>
            {'; '}
            <Leads n={w.relieved.roadmapItems} to={items('relieved')}>
              {count(w.relieved.roadmapItems, 'item')} {w.relieved.roadmapItems === 1 ? 'becomes' : 'become'}{' '}
              harder to stop
            </Leads>
          </>
        )}
        .
      </>
    );
  }
  return (
    <>
      <strong>
        <Leads n={s.roadmapItems} to={items('stopped')}>
          {s.roadmapItems > 0 && count(s.roadmapItems, 'roadmap item')}
        </Leads>
        {s.roadmapItems > 0 && s.products > 0 && ' and '}
        <Leads n={s.products} to={{ impact: 'stopped', kind: 'product' }}>
          {s.products > 0 && count(s.products, 'product')}
        </Leads>{' '}
        {s.roadmapItems + s.products === 1 ? 'stops' : 'stop'}
      </strong>
      <Later of={w.delayed} />
      {n > 0 && (
        <>
          {'; '}
          <Leads n={n} to={weak}>
            {count(n, 'more item', 'more items')} {n === 1 ? 'loses' : 'lose'} an alternative
          </Leads>
        </>
      )}
      .{' '}
      <Leads n={s.roadmapItems} to={items('stopped')}>
        {s.value.length > 0 && `${money(s.value)} of planned value`}
      </Leads>
      {s.value.length > 0 && ' is hit'}
      {s.earliest && `${s.value.length ? ', the' : 'The'} first on ${date(s.earliest)}`}
      {(s.value.length > 0 || s.earliest) && '.'}
    </>
  );
}

function Later({ of: n }: { of: WhatIfAnswer['delayed'] }) {
  if (!n.roadmapItems) return null;
  return (
    <>
      {'; '}
      <Leads n={n.roadmapItems} to={items('delayed')}>
        {count(n.roadmapItems, 'item')} {n.roadmapItems === 1 ? 'comes' : 'come'} later
      </Leads>
    </>
  );
}
