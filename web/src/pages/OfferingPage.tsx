import { getRouteApi } from '@tanstack/react-router';
import { useBlast, useEntity, useLinks } from '../api/queries';
import type { Offering, Refs } from '../api/types';
import { count, date, money, number, percent, word } from '../format/text';
import { Unread } from '../ui/ErrorScreen';
import { Head } from '../ui/Head';
import { Country, NamedRef } from '../ui/Ref';
import { origin, useOwners } from './commonFacts';
import { EntityFrame } from './EntityFrame';
import { LinkRows } from './LinkRows';
import { RestsOnIt } from './RestsOnIt';

const route = getRouteApi('/offerings/$id');

/** An offering: whose part it is, on what terms, what stops without it. */
export function OfferingPage() {
  const { id } = route.useParams();
  const entity = useEntity('offerings', id);
  const out = useLinks({ from: id });
  const into = useLinks({ to: id });
  const blast = useBlast(id);
  const owners = useOwners(id);
  if (entity.error)
    return <Unread error={entity.error} what="offering" again={() => void entity.refetch()} />;
  const o = entity.data?.data;
  if (!o || !entity.data || !out.data) return <Head title="Offering" />;
  const refs: Refs = { ...out.data.refs, ...into.data?.refs };
  const component = refs[o.component];
  const maker = o.maker ? refs[o.maker] : undefined;
  const name = [component?.name, maker?.name, o.mpn ?? o.sku].filter(Boolean).join(' · ');
  const counts = o.status === 'active' && (o.approval === 'approved' || o.approval === 'conditional');
  const stops = blast.data?.stops;
  return (
    <EntityFrame
      kind="offering"
      id={id}
      etag={entity.data.etag}
      title={o.mpn ?? o.sku ?? name}
      name={name}
      crumbs={[<NamedRef key="c" id={o.component} refs={refs} />]}
      answer={
        <>
          One way to obtain <NamedRef id={o.component} refs={refs} />.{' '}
          {counts ? 'It counts as a source' : 'It does not count as a source'}: {word(o.status).toLowerCase()}
          , {word(o.approval).toLowerCase()}.{' '}
          {stops &&
            (stops.roadmapItems > 0 ? (
              <>
                Without it <strong>{count(stops.roadmapItems, 'roadmap item')}</strong> would stop.
              </>
            ) : (
              'Nothing open would stop without it.'
            ))}
        </>
      }
      facts={[...facts(o, refs), ...owners, ...origin(o)]}
    >
      <RestsOnIt
        rows={blast.data?.stopped}
        stops={stops}
        name={name}
        seeds={[{ id, kind: 'offering', name }]}
      />
      <LinkRows title="Relies on" links={out.data.items} kind="relies_on" side="to" refs={refs} />
      <LinkRows title="Covered by" links={into.data?.items} kind="covers" side="from" refs={refs} />
    </EntityFrame>
  );
}

function facts(o: Offering, refs: Refs) {
  const cash = (amount: string | undefined) => amount && money([{ amount, currency: o.currency ?? '' }]);
  const days = (n: number | undefined) => n !== undefined && `${number(n)} days`;
  return [
    { label: 'Maker', value: <NamedRef id={o.maker} refs={refs} /> },
    { label: 'Seller', value: <NamedRef id={o.seller} refs={refs} /> },
    { label: 'Part number', value: o.mpn && <span className="mono">{o.mpn}</span> },
    { label: 'SKU', value: o.sku && <span className="mono">{o.sku}</span> },
    { label: 'Approval', value: word(o.approval) },
    { label: 'Status', value: word(o.status) },
    { label: 'Share', value: o.sharePercent !== undefined && percent(o.sharePercent) },
    { label: 'Unit price', value: cash(o.unitPrice) },
    { label: 'Spend a year', value: cash(o.annualSpend) },
    { label: 'Lead time', value: days(o.leadTimeDays) },
    { label: 'To qualify', value: days(o.qualificationDays) },
    { label: 'Minimum order', value: o.minimumOrder !== undefined && number(o.minimumOrder) },
    { label: 'Provided from', value: o.country && <Country code={o.country} /> },
    {
      label: 'Valid',
      value:
        (o.validFrom || o.validTo) &&
        `${o.validFrom ? date(o.validFrom) : ''} – ${o.validTo ? date(o.validTo) : ''}`,
    },
    { label: 'Can be replaced', value: o.substitutability && word(o.substitutability) },
    { label: 'Exit plan', value: o.exitPlan && word(o.exitPlan) },
    { label: 'Access it has', value: o.access && word(o.access) },
  ].map((f) => ({ ...f, value: f.value === false ? undefined : f.value }));
}
