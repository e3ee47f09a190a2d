import { Link } from '@tanstack/react-router';
import type { PartnerItem, Passage, Top } from '../api/types';
import { amount, date, money, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import type { Column } from '../ui/DataTable';
import { EffectMark, Missing } from '../ui/Marks';
import { Ref, Refs } from '../ui/Ref';

/** The components a failure passes through, two of them by name. */
export function Through({ of }: { of: readonly Passage[] }) {
  const all = of.flatMap((p) => p.components);
  const total = of.reduce((n, p) => n + p.count, 0);
  if (!all.length) return <span className="quiet">directly</span>;
  return (
    <>
      <Refs of={all} />
      {all.length <= 2 && total > all.length && <span className="muted">, +{total - all.length} more</span>}
    </>
  );
}

/** An open product or item with its key in front. */
export function TopName({ top }: { top: Top }) {
  return (
    <>
      {top.key && <span className="muted key">{top.key}</span>}{' '}
      <Ref to={{ id: top.id, kind: top.kind, name: top.name }} />
    </>
  );
}

type Names = { of: readonly Top[]; show?: number };

/** Open products and items in a sentence, the first of them where there are many. */
export function TopNames({ of, show = of.length }: Names) {
  return of.slice(0, show).map((t, i) => (
    <span key={t.id}>
      {i > 0 && ', '}
      <TopName top={t} />
    </span>
  ));
}

const alsoShown = 6;

/** What stops beside the top that a proof is about; of so many altogether. */
export function AlsoStops({ of, total }: { of: readonly Top[]; total: number }) {
  if (!of.length) return null;
  const more = total - 1 - alsoShown;
  return (
    <>
      Also stops <TopNames of={of} show={alsoShown} />
      {more > 0 && `, +${number(more)} more`}.{' '}
    </>
  );
}

/** The one currency of all amounts, to stand in a column's head; undefined when there are several. */
export function oneCurrency(
  amounts: readonly ({ currency: string } | null | undefined)[],
): string | undefined {
  const all = new Set(amounts.flatMap((a) => a?.currency ?? []));
  return all.size === 1 ? [...all][0] : undefined;
}

type Toggle = (id: string | undefined) => void;

/** Columns of the items that rest on a partner; a row opens its proof. */
export function itemColumns(
  rows: readonly PartnerItem[],
  open: string | undefined,
  onToggle: Toggle,
): Column<PartnerItem>[] {
  const currency = oneCurrency(rows.map((r) => r.value));
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) =>
        r.why.length ? (
          <Twist
            open={open === r.item.id}
            of={r.item.name}
            onToggle={() => onToggle(open === r.item.id ? undefined : r.item.id)}
          />
        ) : null,
    },
    {
      id: 'item',
      head: 'Item',
      name: true,
      wrap: true,
      cell: (r) => (
        <>
          {r.key && <span className="muted key">{r.key}</span>} <Ref to={r.item} />
        </>
      ),
    },
    { id: 'effect', head: 'Effect', cell: (r) => <EffectMark effect={r.effect} of={r.of} /> },
    { id: 'through', head: 'Through', p2: true, cell: (r) => r.role ?? <Through of={r.through} /> },
    {
      id: 'target',
      head: 'Target',
      num: true,
      cell: (r) => (r.targetDate ? date(r.targetDate) : <Missing />),
    },
    {
      id: 'value',
      head: currency ? `Value, ${currency}` : 'Value',
      num: true,
      p2: true,
      cell: (r) => (r.value ? currency ? amount(r.value.amount) : money([r.value]) : <Missing />),
    },
  ];
}

/** The proof under an opened row: why this partner stops that item, or what else carries it. */
export function itemProof(r: PartnerItem, open: string | undefined, partner: { id: string; name: string }) {
  if (open !== r.item.id || !r.why.length) return undefined;
  return (
    <ProofRow
      title={`Why ${partner.name} stops ${r.key ?? r.item.name}`}
      note={`shortest proof · tier ${number(r.tier)}`}
      cause={[{ id: partner.id, kind: 'partner', name: partner.name }]}
      steps={r.why}
    >
      <Link to="/explore" search={{ focus: partner.id, hops: 3 }}>
        Show in lanes
      </Link>
    </ProofRow>
  );
}
