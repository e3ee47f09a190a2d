import { getRouteApi } from '@tanstack/react-router';
import { url } from '../api/client';
import type { usePartnerItems } from '../api/queries';
import type { Partner, PartnerItem } from '../api/types';
import { money, number } from '../format/text';
import { DataTable } from '../ui/DataTable';
import { Pager } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { useParts } from '../ui/useParts';
import { itemColumns, itemProof, oneCurrency } from './effects';

const route = getRouteApi('/partners/$id');

type Sums = { currency: string; amount: string }[] | undefined;
type Props = { p: Partner; items: ReturnType<typeof usePartnerItems>; value: Sums };

/** The roadmap items that rest on a partner, earliest first, each with its proof in place. */
export function PartnerItems({ p, items, value }: Props) {
  const { proof } = route.useSearch();
  const { open } = useFilters();
  const rows = items.data?.items;
  const { part, pager } = useParts(rows);
  return (
    <Section title="Roadmap items that rest on it">
      <span id="items" />
      <DataTable<PartnerItem>
        label="Roadmap items that rest on it"
        columns={itemColumns(rows ?? [], proof, (next) => open({ proof: next }))}
        rows={part}
        keyOf={(r) => r.item.id}
        error={items.error}
        again={() => void items.refetch()}
        empty="No open roadmap item rests on it."
        detail={(r) => itemProof(r, proof, p)}
        foot={<Foot rows={rows ?? []} value={value} />}
      />
      <Pager
        {...pager}
        total={items.data?.next ? undefined : pager.total}
        order="earliest first"
        csv={url(`/partners/${encodeURIComponent(p.id)}/roadmap-items`, { format: 'csv' })}
      >
        {items.data?.next && <span>The first {number(rows?.length ?? 0)} are here; the file has all.</span>}
      </Pager>
    </Section>
  );
}

function Foot({ rows, value }: { rows: readonly PartnerItem[]; value: Sums }) {
  const stopped = rows.filter((r) => r.effect === 'stops');
  const currency = oneCurrency(rows.map((r) => r.value));
  const sum = money(value);
  return (
    <tr>
      <td />
      <th scope="row">Stopped by it alone</th>
      <td>
        {number(stopped.length)} of {number(rows.length)}
      </td>
      <td className="p2" />
      <td />
      <td className="num p2">{currency ? sum.replace(`${currency} `, '') : sum}</td>
    </tr>
  );
}
