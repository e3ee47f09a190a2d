import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type ItemFacts, useBlast, useItemFacts, useNeighbourhood, useSinglePoints } from '../api/queries';
import type { Blast, Neighbourhood } from '../api/types';
import { announce } from '../app/announce';
import { hasScreen, kindNames, screens } from '../format/kinds';
import { count, date, money, number, word } from '../format/text';
import { EntityPicker } from '../forms/EntityPicker';
import { Lanes } from '../lanes/Lanes';
import { LaneList, LaneTable } from '../lanes/LaneTable';
import { layout } from '../lanes/layout';
import { foldEdges, laneOf, type Node, withStopped } from '../lanes/model';
import { ChipSelect, FilterBar } from '../ui/Filters';
import { Crumbs, Head } from '../ui/Head';
import { Failed } from '../ui/Notice';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/explore');

/** The links each choice of kinds follows. */
const kindSets = {
  supply: ['fulfils', 'made_by', 'sold_by', 'relies_on', 'sources_from'],
  needs: ['requires', 'uses', 'needs', 'depends_on', 'delivers', 'involves'],
  ownership: ['owned_by', 'sources_from', 'relies_on'],
} as const;
const kindChoices = [
  { id: 'supply', name: 'supply' },
  { id: 'needs', name: 'needs' },
  { id: 'ownership', name: 'ownership and sub-tiers' },
];
const caps = [5, 10, 20, 40].map((n) => ({ id: String(n), name: String(n) }));

/** Browsing: the lanes around a focus. Each node refocuses, Back is undo. */
export function Explore() {
  const { focus } = route.useSearch();
  return focus ? <Focused focus={focus} /> : <Choose />;
}

function Choose() {
  const { push } = useFilters();
  const points = useSinglePoints({});
  return (
    <>
      <Head title="Explore">
        Lanes from sub-tiers to the roadmap, around one entity. Choose where to start.
      </Head>
      <div className="prose">
        <div className="field">
          <EntityPicker
            label="Start from"
            kinds={['partner', 'component', 'product', 'roadmap_item', 'offering']}
            placeholder="Partner, component, product, roadmap item or offering"
            value={null}
            onChange={(v) => v && push({ focus: v.id })}
          />
        </div>
        {points.data?.items.length === 0 && (
          <p className="quiet">
            No partner stops anything that is recorded. <Link to="/import">Import a file</Link>
          </p>
        )}
        {!!points.data?.items.length && (
          <Section title="Or from a partner that stops most">
            <ul className="plain-list">
              {points.data.items.slice(0, 5).map((p) => (
                <li key={p.cause.id}>
                  <Link to="/explore" search={{ focus: p.cause.id, hops: 3 }}>
                    {p.cause.name}
                  </Link>{' '}
                  <span className="muted">stops {count(p.stops.roadmapItems, 'item')}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}

function Focused({ focus }: { focus: string }) {
  const search = route.useSearch();
  const hops = search.hops ?? 3;
  const cap = search.cap ?? 20;
  const near = useNeighbourhood({ focus, hops, kinds: search.kinds && kindSets[search.kinds], cap });
  const blast = useBlast(focus);
  const facts = useItemFacts();
  const { push } = useFilters();
  const stopped = useMemo(() => new Set(blast.data?.stopped.map((s) => s.entity.id)), [blast.data]);
  const view = useMemo(
    () => near.data && picture(near.data, blast.data, stopped, facts.data, cap),
    [near.data, blast.data, stopped, facts.data, cap],
  );
  const shown = view?.picture.nodes.length ?? 0;
  useEffect(() => {
    if (near.data && view) announce(`${near.data.focus.name}: ${shown} of ${view.picture.total} shown`);
  }, [near.data, view, shown]);
  if (near.error)
    return (
      <>
        <Head
          title="Explore"
          crumbs={
            <Crumbs
              of={[
                <Link key="e" to="/explore" activeOptions={{ exact: true }}>
                  Explore
                </Link>,
              ]}
            />
          }
        />
        <Failed error={near.error} again={() => void near.refetch()} />
      </>
    );
  if (!near.data || !view) return <Head title="Explore" />;
  const f = near.data.focus;
  const stops = blast.data?.stops;
  return (
    <>
      <Head
        title={f.name}
        crumbs={
          <Crumbs
            of={[
              <Link key="e" to="/explore" activeOptions={{ exact: true }}>
                Explore
              </Link>,
              'focus',
            ]}
          />
        }
        verbs={
          hasScreen(f.kind) && (
            <Link to={screens[f.kind]} params={{ id: f.id }} className="btn">
              Open page
            </Link>
          )
        }
      >
        {word(kindNames[f.kind].one)}.{' '}
        {stops && stops.roadmapItems > 0 ? (
          <>
            When it fails, it <strong>stops {count(stops.roadmapItems, 'roadmap item')}</strong>
            {stops.value.length > 0 && ` worth ${money(stops.value)}`}
            {stops.earliest && `, the first on ${date(stops.earliest)}`}.
          </>
        ) : (
          stops && 'Its failure alone stops no roadmap item.'
        )}
      </Head>
      <FilterBar
        end={
          <>
            <span className="muted small-text">
              {number(shown)} of {number(view.picture.total)} shown ·{' '}
              {count(view.picture.edges.length, 'link')}
              {near.data.total > near.data.shown && ` · more beyond the cap`}
            </span>
            <a href="#table">As table</a>
          </>
        }
      >
        <fieldset className="seg" aria-label="Hops">
          <span className="seg-name">Hops</span>
          {[1, 2, 3, 4].map((n) => (
            <button key={n} type="button" aria-pressed={n === hops} onClick={() => push({ hops: n })}>
              {n}
            </button>
          ))}
        </fieldset>
        <ChipSelect
          label="Kinds"
          value={search.kinds}
          choices={kindChoices}
          onChange={(kinds) => push({ kinds })}
        />
        <ChipSelect
          label="Cap a lane"
          value={String(cap)}
          choices={caps}
          all=""
          onChange={(v) => push({ cap: v ? Number(v) : undefined })}
        />
      </FilterBar>
      <Legend />
      <Lanes key={focus} picture={view.picture} focus={view.centre} name={f.name} stopped={stopped} />
      <LaneList nodes={view.nodes} lane={view.lane} focus={f.id} stopped={stopped} />
      <Section title="The same as a table" note={tableNote(view.nodes.length, view.picture.total)}>
        <span id="table" />
        <LaneTable nodes={view.nodes} lane={view.lane} edges={view.edges} focus={f.id} stopped={stopped} />
      </Section>
      {f.kind === 'offering' && (
        <p className="muted">
          An offering has no lane of its own: it is the line from its maker to its component. <Ref to={f} />
        </p>
      )}
    </>
  );
}

type Facts = ReadonlyMap<string, ItemFacts> | undefined;

function picture(
  data: Neighbourhood,
  blast: Blast | undefined,
  stopped: ReadonlySet<string>,
  facts: Facts,
  cap: number,
) {
  const all = withStopped({ nodes: data.nodes as Node[], links: data.links }, blast?.stopped ?? []);
  const nodes = all.nodes.map((n) => {
    const known = facts?.get(n.id);
    return known ? { ...n, key: known.key, date: n.date ?? known.targetDate } : n;
  });
  const edges = foldEdges(nodes, all.links);
  const lane = laneOf(nodes, edges);
  // An offering is an edge here: its component stands for it.
  const component = all.links.find((l) => l.from === data.focus.id && l.kind === 'fulfils')?.to;
  const centre = lane.has(data.focus.id) ? data.focus.id : (component ?? data.focus.id);
  return { nodes, edges, lane, centre, picture: layout(nodes, all.links, centre, stopped, cap) };
}

function Legend() {
  const line = (className: string) => (
    <svg className="lanes line" width="22" height="8" aria-hidden="true">
      <path className={`edge ${className}`} d="M0 4h22" />
    </svg>
  );
  return (
    <div className="legend lanes-legend">
      <span>{line('stop')}stops</span>
      <span>{line('stop alt')}stops, one of several sources</span>
      <span>{line('near')}linked</span>
      <span className="effect stops">
        <svg className="ic" aria-hidden="true">
          <use href="#e-stops" />
        </svg>
        stopped when the focus fails
      </span>
    </div>
  );
}

/** Offerings are lines in the lanes, contracts and the like are not drawn: the table has them too. */
function tableNote(rows: number, drawn: number): string {
  const more =
    rows > drawn
      ? `, ${number(rows - drawn)} of them (offerings, contracts and the like) without a lane`
      : '';
  return count(rows, 'entity', 'entities') + more;
}
