import { getRouteApi } from '@tanstack/react-router';
import { useEntity, useLinks, useList, useSinglePoints } from '../api/queries';
import type { TopRisk } from '../api/types';
import { count, list, money, word } from '../format/text';
import { SmallLanes } from '../lanes/SmallLanes';
import { TopAnswers } from '../risk/TopAnswers';
import { Unread } from '../ui/ErrorScreen';
import type { Fact } from '../ui/Facts';
import { Head } from '../ui/Head';
import { VerdictMark } from '../ui/Marks';
import { origin, useOwners } from './commonFacts';
import { EntityFrame } from './EntityFrame';
import { LinkRows } from './LinkRows';
import { SinglePointList } from './SinglePointList';

const route = getRouteApi('/products/$id');

/** A product: what it is made of, who stops it, who sells it, which items deliver it. */
export function ProductPage() {
  const { id } = route.useParams();
  const entity = useEntity('products', id);
  const out = useLinks({ from: id });
  const into = useLinks({ to: id });
  const points = useSinglePoints({ top: id });
  const owners = useOwners(id);
  const p = entity.data?.data;
  const risk = useList<'products', TopRisk>('products', { name: p?.name, include: 'risk', limit: 50 }, !!p)
    .data?.risk?.[id];
  if (entity.error) return <Unread error={entity.error} what="product" again={() => void entity.refetch()} />;
  if (!p || !entity.data) return <Head title="Product" />;
  const refs = { ...out.data?.refs, ...into.data?.refs };
  const first = points.data?.items.slice(0, 3).map((s) => s.cause.name) ?? [];
  const facts: Fact[] = [
    { label: 'Verdict', value: risk && <VerdictMark verdict={risk.verdict} /> },
    { label: 'SKU', value: p.sku && <span className="mono">{p.sku}</span> },
    { label: 'Lifecycle', value: p.lifecycle && word(p.lifecycle) },
    {
      label: 'Revenue a year',
      value: p.annualRevenue && money([{ amount: p.annualRevenue, currency: p.currency ?? '' }]),
    },
    ...owners,
    ...origin(p),
  ];
  return (
    <EntityFrame
      kind="product"
      id={id}
      etag={entity.data.etag}
      title={p.name}
      answer={
        points.data &&
        (points.data.items.length ? (
          <>
            <strong>{count(points.data.items.length, 'partner')}</strong> can stop it alone, first{' '}
            {list(first)}.
          </>
        ) : (
          'No recorded partner stops it alone.'
        ))
      }
      aside={<TopAnswers id={id} />}
      facts={facts}
    >
      <SinglePointList top={id} name={p.name} noun="product" />
      <LinkRows title="Uses" links={out.data?.items} kind="uses" side="to" refs={refs} />
      <LinkRows title="Sold by" links={into.data?.items} kind="sells" side="from" refs={refs} />
      <LinkRows title="Serviced by" links={into.data?.items} kind="services" side="from" refs={refs} />
      <LinkRows title="Delivered by" links={into.data?.items} kind="delivers" side="from" refs={refs} />
      <LinkRows title="Covered by" links={into.data?.items} kind="covers" side="from" refs={refs} />
      <SmallLanes focus={id} name={p.name} />
    </EntityFrame>
  );
}
