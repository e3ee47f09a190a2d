import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFalseDiversity, useMeta, useSinglePoints, useSummary } from '../api/queries';
import type { RiskSummary, SinglePoint, Verdict } from '../api/types';
import { count, date, list, money, number } from '../format/text';
import { Head } from '../ui/Head';
import { Failed } from '../ui/Notice';
import { Plain } from '../ui/Plain';
import { Section } from '../ui/Section';
import { Empty } from './Empty';
import { RecentChanges, RecentImports } from './Recent';

/** Where do we stand? The questions with their live counts; how to begin while there is no data. */
export function Start() {
  const meta = useMeta();
  const summary = useSummary();
  const points = useSinglePoints({});
  const diversity = useFalseDiversity();
  const counts = meta.data?.counts;
  if (meta.error) return <Failing error={meta.error} again={() => void meta.refetch()} />;
  if (!meta.data) return <Head title="Where do we stand?" />;
  if (counts && Object.values(counts).every((n) => n === 0)) return <Empty />;
  const s = summary.data;
  return (
    <>
      <Head title="Where do we stand?">{s && counts && <Answer s={s} counts={counts} />}</Head>
      <div className="split">
        <div>
          <Section title="Where are we exposed?" className="tight">
            {summary.error && <Failed error={summary.error} again={() => void summary.refetch()} />}
            {s && (
              <Exposed
                s={s}
                points={points.data?.items}
                diverse={diversity.data?.items.map((d) => d.component.name)}
              />
            )}
          </Section>
          {s && <NotKnown s={s} />}
          {counts && (
            <Section title="What is recorded?">
              <Questions>
                <Question n={counts.partner} to={<Link to="/partners">Which partners do we work with?</Link>}>
                  <Plain to="/offerings">{count(counts.offering, 'offering')}</Plain>,{' '}
                  <Plain to="/contracts">{count(counts.contract, 'contract')}</Plain>,{' '}
                  <Plain to="/certificates">{count(counts.certificate, 'certificate')}</Plain>
                </Question>
                <Question
                  n={counts.component}
                  to={<Link to="/components">What are our products made of?</Link>}
                >
                  five layers, <Plain to="/products">{count(counts.product, 'product')}</Plain>
                </Question>
                <Question n={counts.roadmap_item} to={<Link to="/roadmap">What do we plan?</Link>}>
                  by target date
                </Question>
              </Questions>
            </Section>
          )}
        </div>
        <aside aria-label="Recent">
          <RecentImports />
          <RecentChanges />
        </aside>
      </div>
    </>
  );
}

function Failing({ error, again }: { error: unknown; again: () => void }) {
  return (
    <>
      <Head title="Where do we stand?">The question could not be answered.</Head>
      <Failed error={error} again={again} />
    </>
  );
}

type Counts = { partner: number; component: number };

function Answer({ s, counts }: { s: RiskSummary; counts: Counts }) {
  const r = s.roadmapItems;
  const open = r.exposed + r.unknown + r.safe;
  if (!open)
    return (
      <>
        {count(counts.partner, 'partner')} and {count(counts.component, 'component')},{' '}
        <strong>and no open roadmap item that could rest on them.</strong>{' '}
        <Plain to="/import">Import a roadmap and what it needs</Plain>, and see what a partner can stop.
      </>
    );
  return (
    <>
      <Plain to="/matrix" search={{ empty: true }}>
        {count(open, 'open roadmap item')}
      </Plain>
      , <Plain to="/components">{count(counts.component, 'component')}</Plain> and{' '}
      <Plain to="/partners">{count(counts.partner, 'partner')}</Plain> are recorded.{' '}
      <strong>
        <Judged verdict="exposed" n={r.exposed}>
          {count(r.exposed, 'item')}
        </Judged>{' '}
        can be stopped by one partner
      </strong>
      ,{' '}
      <Judged verdict="unknown" n={r.unknown}>
        {number(r.unknown)}
      </Judged>{' '}
      cannot be judged yet,{' '}
      <Judged verdict="safe" n={r.safe}>
        {number(r.safe)}
      </Judged>{' '}
      {r.safe === 1 ? 'is' : 'are'} safe.
    </>
  );
}

/** So many open items of one verdict, as a door to them. */
function Judged({ verdict, n, children }: { verdict: Verdict; n: number; children: ReactNode }) {
  if (!n) return children;
  return (
    <Plain to="/roadmap" search={{ verdict }}>
      {children}
    </Plain>
  );
}

type ExposedProps = {
  s: RiskSummary;
  points: readonly SinglePoint[] | undefined;
  diverse: readonly string[] | undefined;
};

function Exposed({ s, points, diverse }: ExposedProps) {
  const first = points?.[0];
  const hidden =
    points
      ?.filter((p) => p.hidden)
      .slice(0, 3)
      .map((p) => p.cause.name) ?? [];
  const next = points
    ?.flatMap((p) => p.tops)
    .filter((t) => t.kind === 'roadmap_item' && t.targetDate)
    .sort((a, b) => ((a.targetDate ?? '') < (b.targetDate ?? '') ? -1 : 1))[0];
  return (
    <Questions>
      <Question
        n={s.singlePoints}
        to={<Link to="/risk">Which single partners can stop a product or roadmap item?</Link>}
      >
        {first &&
          `${first.cause.name} stops ${count(first.stops.roadmapItems, 'item')}${first.stops.value.length ? ` worth ${money(first.stops.value)}` : ''}`}
      </Question>
      <Question
        n={s.hidden}
        to={
          <Link to="/risk" search={{ hidden: true }}>
            Which of them are hidden behind suppliers that look independent?
          </Link>
        }
      >
        {hidden.join(', ')}
      </Question>
      <Question
        n={s.roadmapItems.exposed}
        to={
          <Link to="/roadmap" search={{ verdict: 'exposed' }}>
            Which roadmap items rest on a single partner?
          </Link>
        }
      >
        {s.stops.earliest &&
          `next: ${next?.targetDate === s.stops.earliest ? `${next.key ?? ''} ${next.name}, ` : ''}${date(s.stops.earliest)}`}
      </Question>
      <Question
        n={s.falseDiversity}
        to={
          <Link to="/risk" search={{ view: 'diversity' }}>
            Which components look diverse and are single in fact?
          </Link>
        }
      >
        {diverse && list([...new Set(diverse)].slice(0, 3))}
      </Question>
      <Question
        n={s.components.exposed}
        to={
          <Link to="/risk" search={{ view: 'sourcing', verdict: 'exposed' }}>
            Which components can one partner stop?
          </Link>
        }
      >
        {s.unsourced > 0 && (
          <Plain to="/risk" search={{ view: 'sourcing', unsourced: true }}>
            {number(s.unsourced)} more {s.unsourced === 1 ? 'has' : 'have'} no source at all
          </Plain>
        )}
      </Question>
    </Questions>
  );
}

function NotKnown({ s }: { s: RiskSummary }) {
  if (!s.components.unknown) return null;
  return (
    <Section title="What do we not know?">
      <Questions>
        <Question
          n={s.components.unknown}
          to={
            <Link to="/risk" search={{ view: 'sourcing', verdict: 'unknown' }}>
              Which components cannot be judged yet?
            </Link>
          }
        >
          each names the first fact that nobody recorded
        </Question>
      </Questions>
    </Section>
  );
}

function Questions({ children }: { children: ReactNode }) {
  return (
    <table className="table questions">
      <tbody>{children}</tbody>
    </table>
  );
}

function Question({ n, to, children }: { n: number; to: ReactNode; children?: ReactNode }) {
  return (
    <tr>
      <td className="num headline">{n ? number(n) : <span className="muted">0</span>}</td>
      <td>
        <span className="md">{to}</span>
        <div className="muted sentence">{children}</div>
      </td>
    </tr>
  );
}
