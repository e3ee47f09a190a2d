import { getRouteApi, Link } from '@tanstack/react-router';
import { useEntity, useLinks, useList, useSinglePoints } from '../api/queries';
import type { TopRisk } from '../api/types';
import { count, list, money, word } from '../format/text';
import { SmallLanes } from '../lanes/SmallLanes';
import { TopAnswers } from '../risk/TopAnswers';
import { EntityVerbs } from '../ui/EntityVerbs';
import { Unread } from '../ui/ErrorScreen';
import { Facts } from '../ui/Facts';
import { Crumbs, Head } from '../ui/Head';
import { History } from '../ui/History';
import { VerdictMark } from '../ui/Marks';
import { Section } from '../ui/Section';
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
  const p = entity.data?.data;
  const risk = useList<'products', TopRisk>('products', { name: p?.name, include: 'risk', limit: 50 }, !!p)
    .data?.risk?.[id];
  if (entity.error) return <Unread error={entity.error} what="product" again={() => void entity.refetch()} />;
  if (!p || !entity.data) return <Head title="Product" />;
  const refs = { ...out.data?.refs, ...into.data?.refs };
  const first = points.data?.items.slice(0, 3).map((s) => s.cause.name) ?? [];
  return (
    <>
      <Head
        title={p.name}
        crumbs={
          <Crumbs
            of={[
              <Link key="l" to="/products" activeOptions={{ exact: true }}>
                Products
              </Link>,
              p.name,
            ]}
          />
        }
        verbs={<EntityVerbs kind="product" id={id} name={p.name} etag={entity.data.etag} />}
      >
        {points.data &&
          (points.data.items.length ? (
            <>
              <strong>{count(points.data.items.length, 'partner')}</strong> can stop it alone, first{' '}
              {list(first)}.
            </>
          ) : (
            'No recorded partner stops it alone.'
          ))}
      </Head>
      <div className="split">
        <div>
          <SinglePointList top={id} name={p.name} noun="product" />
          <LinkRows title="Uses" links={out.data?.items} kind="uses" side="to" refs={refs} />
          <LinkRows title="Sold by" links={into.data?.items} kind="sells" side="from" refs={refs} />
          <LinkRows title="Serviced by" links={into.data?.items} kind="services" side="from" refs={refs} />
          <LinkRows title="Delivered by" links={into.data?.items} kind="delivers" side="from" refs={refs} />
          <LinkRows title="Covered by" links={into.data?.items} kind="covers" side="from" refs={refs} />
          <SmallLanes focus={id} name={p.name} />
        </div>
        <aside aria-label="Facts and history">
          <Section title="Facts">
            <Facts
              of={[
                { label: 'Verdict', value: risk && <VerdictMark verdict={risk.verdict} /> },
                { label: 'SKU', value: p.sku && <span className="mono">{p.sku}</span> },
                { label: 'Lifecycle', value: p.lifecycle && word(p.lifecycle) },
                {
                  label: 'Revenue a year',
                  value: p.annualRevenue && money([{ amount: p.annualRevenue, currency: p.currency ?? '' }]),
                },
                {
                  label: 'External id',
                  value: p.externalId && <span className="mono">{p.externalId}</span>,
                  note: p.source,
                },
                ...(p.description ? [{ label: 'Note', value: p.description }] : []),
              ]}
            />
          </Section>
          <TopAnswers id={id} />
          <History collection="products" id={id} />
        </aside>
      </div>
    </>
  );
}
