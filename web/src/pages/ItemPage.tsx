import { getRouteApi } from '@tanstack/react-router';
import { useEntity, useItemPartners, useLinks, useList } from '../api/queries';
import type { ItemPartner, RoadmapItem, TopRisk } from '../api/types';
import { isOpen } from '../format/kinds';
import { count, date, money, number, quarter, word } from '../format/text';
import { SmallLanes } from '../lanes/SmallLanes';
import { useSlip } from '../risk/queries';
import { slipFacts, WhatDecides } from '../risk/slip';
import { TopAnswers } from '../risk/TopAnswers';
import { EntityVerbs } from '../ui/EntityVerbs';
import { Unread } from '../ui/ErrorScreen';
import { Address, Facts } from '../ui/Facts';
import { Head } from '../ui/Head';
import { History } from '../ui/History';
import { ListCrumbs } from '../ui/ListCrumbs';
import { LayerMark, VerdictMark } from '../ui/Marks';
import { Section } from '../ui/Section';
import { origin, useOwners } from './commonFacts';
import { ItemPartners } from './ItemPartners';
import { LinkRows } from './LinkRows';

const route = getRouteApi('/roadmap/$id');

/** A roadmap item: every partner it rests on with what its failure does, and why. */
export function ItemPage() {
  const { id } = route.useParams();
  const entity = useEntity('roadmap-items', id);
  const partners = useItemPartners(id);
  const out = useLinks({ from: id });
  const into = useLinks({ to: id });
  const i = entity.data?.data;
  const risk = useList<'roadmap-items', TopRisk>(
    'roadmap-items',
    { key: i?.key, include: 'risk', limit: 5 },
    !!i,
  ).data?.risk?.[id];
  const dates = useSlip(id);
  const slip = dates.data;
  const owners = useOwners(id);
  if (entity.error)
    return <Unread error={entity.error} what="roadmap item" again={() => void entity.refetch()} />;
  if (!i || !entity.data) return <Head title="Roadmap item" />;
  const refs = { ...out.data?.refs, ...into.data?.refs };
  const rows = partners.data?.items;
  return (
    <>
      <Head
        lead={i.key}
        title={i.title}
        crumbs={
          <ListCrumbs
            kind="roadmap_item"
            of={[i.targetDate ? quarter(i.targetDate) : 'no target date', i.key]}
          />
        }
        verbs={
          <EntityVerbs kind="roadmap_item" id={id} name={`${i.key} ${i.title}`} etag={entity.data.etag} />
        }
      >
        <Answer i={i} rows={rows} more={!!partners.data?.next} />
      </Head>
      <div className="split">
        <div>
          <ItemPartners i={i} partners={partners} />
          <WhatDecides slip={slip} error={isOpen(i) && dates.error} />
          <LinkRows title="Needs" links={out.data?.items} kind="needs" side="to" refs={refs} />
          <LinkRows title="Delivers" links={out.data?.items} kind="delivers" side="to" refs={refs} />
          <LinkRows title="Depends on" links={out.data?.items} kind="depends_on" side="to" refs={refs} />
          <LinkRows title="Involves" links={out.data?.items} kind="involves" side="to" refs={refs} />
          <LinkRows title="Needed by" links={into.data?.items} kind="depends_on" side="from" refs={refs} />
          <SmallLanes focus={id} name={i.title} />
        </div>
        <aside aria-label="Facts and history">
          <Section title="Facts">
            <Facts of={[...facts(i, risk), ...(isOpen(i) ? slipFacts(slip) : []), ...owners, ...origin(i)]} />
          </Section>
          {isOpen(i) && <TopAnswers id={id} />}
          <History collection="roadmap-items" id={id} />
        </aside>
      </div>
    </>
  );
}

type Known = { i: RoadmapItem; rows: readonly ItemPartner[] | undefined; more: boolean };

function Answer({ i, rows, more }: Known) {
  const stop = rows?.filter((r) => r.effect === 'stops').length ?? 0;
  const open = isOpen(i);
  return (
    <>
      {word(i.status ?? 'proposed')}
      {i.targetDate && ` for ${date(i.targetDate)}`}.{' '}
      {rows && (
        <>
          {open ? 'Rests' : 'It rested'} on {more && 'more than '}
          {count(rows.length, 'partner')}
          {stop > 0 && (
            <>
              ;{' '}
              <strong>
                {number(stop)} of them {open ? (stop === 1 ? 'stops' : 'stop') : 'could have stopped'} it
                alone
              </strong>
            </>
          )}
          .{!open && ' No list of risks and no total counts it any more.'}
        </>
      )}
    </>
  );
}

function facts(i: RoadmapItem, risk: TopRisk | undefined) {
  return [
    ...(isOpen(i) ? [{ label: 'Verdict', value: risk && <VerdictMark verdict={risk.verdict} /> }] : []),
    { label: 'Status', value: word(i.status ?? 'proposed') },
    { label: 'Target', value: i.targetDate && date(i.targetDate) },
    { label: 'Kind', value: i.kind && word(i.kind) },
    { label: 'Layer', value: i.layer && <LayerMark layer={i.layer} /> },
    { label: 'Value', value: i.value && money([{ amount: i.value, currency: i.currency ?? '' }]) },
    { label: 'Duration, P50', value: i.durationDays !== undefined && `${number(i.durationDays)} days` },
    { label: 'Duration, P90', value: i.durationP90Days !== undefined && `${number(i.durationP90Days)} days` },
    { label: 'Tracked at', value: i.url && <Address text={i.url} /> },
  ].map((f) => ({ ...f, value: f.value === false ? undefined : f.value }));
}
