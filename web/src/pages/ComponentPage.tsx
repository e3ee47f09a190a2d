import { getRouteApi, Link } from '@tanstack/react-router';
import { useBlast, useEntity, useLinks, useList, useSinglePoints } from '../api/queries';
import type { Component, ComponentRisk, Offering, Page, Refs } from '../api/types';
import { useCan } from '../app/roles';
import { layerNames } from '../format/kinds';
import { count, date, list, number, percent, word } from '../format/text';
import { SmallLanes } from '../lanes/SmallLanes';
import { TopAnswers } from '../risk/TopAnswers';
import { type Column, DataTable } from '../ui/DataTable';
import { EntityVerbs } from '../ui/EntityVerbs';
import { Unread } from '../ui/ErrorScreen';
import { Facts } from '../ui/Facts';
import { Head } from '../ui/Head';
import { History } from '../ui/History';
import { Icon } from '../ui/Icon';
import { ListCrumbs } from '../ui/ListCrumbs';
import { LayerMark, Missing, VerdictMark } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { Effective } from '../ui/Sourcing';
import { useFold } from '../ui/useFold';
import { origin, useOwners } from './commonFacts';
import { LinkRows } from './LinkRows';
import { RestsOnIt } from './RestsOnIt';
import { SinglePointList } from './SinglePointList';

const route = getRouteApi('/components/$id');

/** A component: its sources, who can stop it and why, what rests on it. */
export function ComponentPage() {
  const { id } = route.useParams();
  const entity = useEntity('components', id);
  const offerings = useList('offerings', { component: id, limit: 200 });
  const out = useLinks({ from: id });
  const into = useLinks({ to: id });
  const blast = useBlast(id);
  const points = useSinglePoints({ top: id });
  const owners = useOwners(id);
  // The list is the one answer that carries the verdict of a component, filtered here to its name.
  const c = entity.data?.data;
  const risk = useList<'components', ComponentRisk>(
    'components',
    { name: c?.name, layer: c?.layer, include: 'risk', limit: 50 },
    !!c,
  ).data?.risk?.[id];
  if (entity.error)
    return <Unread error={entity.error} what="component" again={() => void entity.refetch()} />;
  if (!c || !entity.data) return <Head title="Component" />;
  const rows = offerings.data?.items;
  const makers = new Set(rows?.filter(counts).map((o) => o.maker ?? o.seller)).size;
  const refs = { ...out.data?.refs, ...into.data?.refs };
  return (
    <>
      <Head
        title={c.name}
        crumbs={
          <ListCrumbs
            kind="component"
            of={[
              <Link key="y" to="/components" activeOptions={{ exact: true }} search={{ layer: c.layer }}>
                {layerNames[c.layer]}
              </Link>,
              c.name,
            ]}
          />
        }
        verbs={<EntityVerbs kind="component" id={id} name={c.name} etag={entity.data.etag} />}
      >
        <Answer
          makers={makers}
          risk={risk}
          single={points.data?.items.length}
          shared={points.data?.items[0]?.cause.name}
        />
      </Head>
      {risk && (
        <div className="counts">
          <a href="#sources">
            <b>{number(makers)}</b>
            <span>{makers === 1 ? 'maker counts' : 'makers count'}</span>
          </a>
          <a href="#why">
            <b>
              <Effective of={risk} />
            </b>
            <span className={risk.effective === 1 ? 'verdict exposed' : ''}>
              {risk.effective === 1 && <Icon id="v-exposed" />}effective sourcing
            </span>
          </a>
          <a href="#rests">
            <b>{number(risk.stops.roadmapItems)}</b>
            <span>items stopped without it</span>
          </a>
          <div>
            <b>{c.stockCoverDays === undefined ? <Missing>–</Missing> : number(c.stockCoverDays)}</b>
            <span>days of stock{c.stockCoverDays === undefined && ', not recorded'}</span>
          </div>
        </div>
      )}
      <div className="split">
        <div>
          <Sources
            rows={rows}
            page={offerings.data}
            component={id}
            again={() => void offerings.refetch()}
            error={offerings.error}
          />
          <span id="why" />
          <SinglePointList top={id} name={c.name} noun="component" />
          <span id="rests" />
          <RestsOnIt
            rows={blast.data?.stopped}
            name={c.name}
            stops={blast.data?.stops}
            seeds={[{ id, kind: 'component', name: c.name }]}
          />
          <LinkRows title="Requires" links={out.data?.items} kind="requires" side="to" refs={refs} />
          <LinkRows title="Required by" links={into.data?.items} kind="requires" side="from" refs={refs} />
          <SmallLanes focus={id} name={c.name} />
        </div>
        <aside aria-label="Facts and history">
          <Section title="Facts">
            <Facts of={[...facts(c, risk, rows), ...owners, ...origin(c)]} />
          </Section>
          <TopAnswers id={id} />
          <History collection="components" id={id} />
        </aside>
      </div>
    </>
  );
}

function counts(o: Offering): boolean {
  return o.status === 'active' && (o.approval === 'approved' || o.approval === 'conditional');
}

type AnswerProps = {
  makers: number;
  risk: ComponentRisk | undefined;
  single: number | undefined;
  shared: string | undefined;
};

function Answer({ makers, risk, single, shared }: AnswerProps) {
  if (!risk) return null;
  const paper = {
    none: 'No counting source',
    single: 'Single',
    dual: 'Dual on paper',
    multi: 'Several makers on paper',
  };
  const hidden = makers > 1 && risk.effective === 1;
  return (
    <>
      {hidden
        ? paper[risk.sourcing]
        : { none: 'No counting source', single: 'Single source', dual: 'Dual', multi: 'Multi' }[
            risk.sourcing
          ]}
      {hidden && (
        <>
          , <strong>single in fact</strong>
          {single === 1 && shared && `: ${shared} alone stops it`}
        </>
      )}
      . {rests(risk)}
      {risk.stops.earliest && `, the first on ${date(risk.stops.earliest)}`}.
    </>
  );
}

function rests({ stops }: ComponentRisk): string {
  const what = [
    stops.roadmapItems && count(stops.roadmapItems, 'open roadmap item'),
    stops.products && count(stops.products, 'product'),
  ].filter(Boolean) as string[];
  if (!what.length) return 'Nothing open stops without it';
  return `${list(what)} ${stops.roadmapItems + stops.products === 1 ? 'rests' : 'rest'} on it`;
}

type SourcesProps = {
  rows: readonly Offering[] | undefined;
  page: Page<Offering> | undefined;
  component: string;
  error: unknown;
  again: () => void;
};

function Sources({ rows, page, component, error, again }: SourcesProps) {
  const mayEdit = useCan('editor');
  const n = rows?.filter(counts).length ?? 0;
  const fold = useFold(rows, 'sources');
  return (
    <Section
      title="Sources"
      note={rows && `${number(n)} of ${count(rows.length, 'offering')} ${n === 1 ? 'counts' : 'count'}`}
      end={
        <>
          <Link to="/offerings" search={{ component }}>
            As a list
          </Link>
          {mayEdit && (
            <Link to="/offerings/new" search={{ component }}>
              Add an offering
            </Link>
          )}
        </>
      }
    >
      <span id="sources" />
      <DataTable<Offering>
        label="Sources"
        columns={columns(page?.refs ?? {})}
        rows={fold.rows}
        keyOf={(o) => o.id}
        error={error}
        again={again}
        empty="No source recorded. A component nobody supplies is unsourced."
      />
      {fold.more}
    </Section>
  );
}

function columns(refs: Refs): Column<Offering>[] {
  const party = (id: string | undefined) => {
    const r = id ? refs[id] : undefined;
    return r ? <Ref to={r} /> : undefined;
  };
  return [
    { id: 'maker', head: 'Maker', name: true, wrap: true, cell: (o) => party(o.maker) ?? <Missing /> },
    { id: 'seller', head: 'Seller', p2: true, cell: (o) => party(o.seller) ?? 'direct' },
    {
      id: 'part',
      head: 'Part',
      cell: (o) => (
        <Link to="/offerings/$id" params={{ id: o.id }} className="mono">
          {o.mpn ?? o.sku ?? 'no number'}
        </Link>
      ),
    },
    { id: 'approval', head: 'Approval', p2: true, cell: (o) => word(o.approval) },
    {
      id: 'share',
      head: 'Share',
      num: true,
      p2: true,
      cell: (o) => (o.sharePercent === undefined ? <Missing>none</Missing> : percent(o.sharePercent)),
    },
    {
      id: 'lead',
      head: 'Lead time, days',
      num: true,
      p2: true,
      cell: (o) => (o.leadTimeDays === undefined ? <Missing /> : number(o.leadTimeDays)),
    },
    {
      id: 'counts',
      head: 'Counts',
      cell: (o) =>
        counts(o) ? (
          'yes'
        ) : (
          <span className="quiet">
            no, {(o.status === 'active' ? word(o.approval) : word(o.status)).toLowerCase()}
          </span>
        ),
    },
  ];
}

/** What counts of what is needed, where that is less. What requires parts may be bought from nobody. */
function shortOf(c: Component, offerings: readonly Offering[]): string | undefined {
  const sources = offerings.filter(counts);
  const share = c.requiredSharePercent;
  const has = share === undefined ? sources.length : sources.reduce((n, o) => n + (o.sharePercent ?? 0), 0);
  const needs = share ?? c.minSources ?? 1;
  if (has > needs - 1e-6 || (needs <= 1 && share === undefined)) return undefined;
  return `short: ${share === undefined ? number(has) : percent(has)} recorded`;
}

function facts(c: Component, risk: ComponentRisk | undefined, offerings: readonly Offering[] | undefined) {
  return [
    { label: 'Verdict', value: risk && <VerdictMark verdict={risk.verdict} /> },
    { label: 'Layer', value: <LayerMark layer={c.layer} /> },
    { label: 'Kind', value: c.kind },
    { label: 'Lifecycle', value: c.lifecycle && word(c.lifecycle) },
    ...(c.lastTimeBuyOn ? [{ label: 'Last time buy', value: date(c.lastTimeBuyOn) }] : []),
    {
      label: 'Sources needed',
      value:
        c.requiredSharePercent !== undefined
          ? `${percent(c.requiredSharePercent)} of supply`
          : number(c.minSources ?? 1),
      note: offerings && shortOf(c, offerings),
    },
    { label: 'All sources known', value: c.sourcesKnown && word(c.sourcesKnown).toLowerCase() },
    { label: 'Alternatives', value: c.marketAlternatives && word(c.marketAlternatives).toLowerCase() },
    { label: 'Reachable from', value: c.exposure && word(c.exposure).toLowerCase() },
    { label: 'Package URL', value: c.purl && <span className="mono">{c.purl}</span> },
  ];
}
