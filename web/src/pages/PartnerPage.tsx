import { getRouteApi } from '@tanstack/react-router';
import { useBlast, useEntity, useLinks, useList, usePartnerItems } from '../api/queries';
import type { Offering, Partner } from '../api/types';
import { count, country, date, money, word } from '../format/text';
import { SmallLanes } from '../lanes/SmallLanes';
import { PartnerLoss } from '../risk/PartnerLoss';
import { EntityVerbs } from '../ui/EntityVerbs';
import { Unread } from '../ui/ErrorScreen';
import { Head } from '../ui/Head';
import { History } from '../ui/History';
import { ListCrumbs } from '../ui/ListCrumbs';
import { PartnerAside } from './PartnerAside';
import { PartnerItems } from './PartnerItems';
import { Supplies } from './Supplies';

const route = getRouteApi('/partners/$id');

/** What a partner supplies by layer, what it stops, what rests on it with the proof, who stands behind it. */
export function PartnerPage() {
  const { id } = route.useParams();
  const entity = useEntity('partners', id);
  const out = useLinks({ from: id });
  const into = useLinks({ to: id });
  const items = usePartnerItems(id);
  const blast = useBlast(id);
  const made = useList('offerings', { maker: id, limit: 500 });
  const sold = useList('offerings', { seller: id, limit: 500 });
  if (entity.error) return <Unread error={entity.error} what="partner" again={() => void entity.refetch()} />;
  const p = entity.data?.data;
  if (!p || !entity.data) return <Head title="Partner" crumbs={<ListCrumbs kind="partner" />} />;

  const refs = { ...out.data?.refs, ...into.data?.refs };
  const offerings = unique([...(made.data?.items ?? []), ...(sold.data?.items ?? [])]);
  const offeringRefs = { ...made.data?.refs, ...sold.data?.refs };
  const stoppedIds = new Set(blast.data?.stopped.map((s) => s.entity.id));
  return (
    <>
      <Head
        title={p.name}
        crumbs={<ListCrumbs kind="partner" of={[p.name]} />}
        verbs={<EntityVerbs kind="partner" id={id} name={p.name} etag={entity.data.etag} />}
      >
        <Answer
          p={p}
          stops={blast.data?.stops}
          stopped={stoppedIds}
          offerings={offerings}
          partly={!!(made.data?.next || sold.data?.next || blast.data?.next)}
        />
      </Head>
      <div className="split">
        <div>
          <Supplies
            offerings={offerings}
            refs={offeringRefs}
            partner={id}
            stopped={stoppedIds}
            loading={!made.data || !sold.data}
            partly={!!(made.data?.next || sold.data?.next)}
          />
          <PartnerItems p={p} items={items} value={blast.data?.stops.value} />
          <PartnerLoss id={id} />
          <SmallLanes focus={id} name={p.name} />
        </div>
        <PartnerAside p={p} out={out.data?.items ?? []} into={into.data?.items ?? []} refs={refs}>
          <History collection="partners" id={id} />
        </PartnerAside>
      </div>
    </>
  );
}

function unique(all: readonly Offering[]): Offering[] {
  return [...new Map(all.map((o) => [o.id, o])).values()];
}

type AnswerProps = {
  p: Partner;
  stops:
    | { roadmapItems: number; value: { currency: string; amount: string }[]; earliest?: string }
    | undefined;
  stopped: ReadonlySet<string>;
  offerings: readonly Offering[];
  /** There are more of them than were read. */
  partly: boolean;
};

function Answer({ p, stops, stopped, offerings, partly }: AnswerProps) {
  const who = [...(p.roles ?? []).map(word), p.segment && word(p.segment), p.country && country(p.country)]
    .filter(Boolean)
    .map((w, i) => (i ? lower(String(w)) : w))
    .join(', ');
  const only = new Set(offerings.map((o) => o.component).filter((c) => stopped.has(c))).size;
  const worth = money(stops?.value);
  return (
    <>
      {who && `${who}. `}
      {only > 0 && (
        <>
          Alone it stops {partly && 'at least '}
          <strong>{count(only, 'component')}</strong> it supplies
          {stops?.roadmapItems ? ' and ' : '. '}
        </>
      )}
      {stops && stops.roadmapItems > 0 ? (
        <>
          {only === 0 && 'Alone it stops '}
          <strong>{count(stops.roadmapItems, 'roadmap item')}</strong>
          {worth && ` worth ${worth}`}
          {stops.earliest && `, the first on ${date(stops.earliest)}`}.
        </>
      ) : (
        stops && 'Alone it stops no roadmap item.'
      )}
    </>
  );
}

/** Words of a list after its first: small, but for names of countries. */
function lower(w: string): string {
  return [
    'Vendor',
    'Service provider',
    'Channel partner',
    'In house',
    'Strategic',
    'Mission critical',
    'Sustaining',
    'Standard',
  ].includes(w)
    ? w.toLowerCase()
    : w;
}
