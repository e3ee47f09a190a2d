import { getRouteApi, Link } from '@tanstack/react-router';
import { url } from '../api/client';
import type { useItemPartners } from '../api/queries';
import type { Effect, ItemPartner, RoadmapItem } from '../api/types';
import { layerNames, layers } from '../format/kinds';
import { count, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { ChipSelect, FilterBar } from '../ui/Filters';
import { EffectMark, Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { useParts } from '../ui/useParts';
import { Through } from './effects';

const route = getRouteApi('/roadmap/$id');

/** What a partner's failure does, the worst first: as a heading, and as the end of "4 of them …". */
const effects: { id: Effect; head: string; one: string; many: string }[] = [
  { id: 'stops', head: 'Stops it', one: 'stops it', many: 'stop it' },
  { id: 'delays', head: 'Delays it', one: 'delays it', many: 'delay it' },
  { id: 'one_of_k', head: 'Has an alternative', one: 'has an alternative', many: 'have an alternative' },
  { id: 'involved', head: 'Involved', one: 'is involved', many: 'are involved' },
];

type Props = { i: RoadmapItem; partners: ReturnType<typeof useItemPartners> };

/** The partners a roadmap item rests on, by effect and layer, each with its proof in place. */
export function ItemPartners({ i, partners }: Props) {
  const { proof, effect } = route.useSearch();
  const { filter, open } = useFilters();
  const all = partners.data?.items;
  const of = (e: Effect) => all?.filter((r) => r.effect === e).length ?? 0;
  const rows = all && [...all].filter((r) => !effect || r.effect === effect).sort(byEffectAndLayer);
  const { part, pager } = useParts(rows);
  const chosen = effects.find((e) => e.id === effect);
  return (
    <Section title="Partners it rests on" note="sub-tiers and parents included">
      {!!all?.length && (
        <FilterBar end={<Totals of={of} total={all.length} />}>
          <ChipSelect
            label="Effect"
            value={effect}
            choices={effects
              .filter((e) => of(e.id) || e.id === effect)
              .map((e) => ({ id: e.id, name: `${e.head.toLowerCase()}, ${number(of(e.id))}` }))}
            onChange={(next) => filter({ effect: next })}
          />
        </FilterBar>
      )}
      <DataTable<ItemPartner>
        label="Partners it rests on"
        columns={columns(proof, (next) => open({ proof: next }))}
        rows={part}
        keyOf={(r) => r.partner.id}
        groupOf={groupOf}
        error={partners.error}
        again={() => void partners.refetch()}
        empty={
          chosen ? `No partner ${chosen.one}.` : 'It rests on no recorded partner. Record what it needs.'
        }
        detail={(r) =>
          proof === r.partner.id &&
          r.why.length > 0 && (
            <ProofRow
              title={`Why ${r.partner.name} stops ${i.key}`}
              note={`shortest proof · tier ${number(r.tier)}`}
              cause={[r.partner]}
              steps={r.why}
            >
              <Link to="/explore" search={{ focus: r.partner.id, hops: 3 }}>
                Show in lanes
              </Link>
            </ProofRow>
          )
        }
      />
      <Pager
        {...pager}
        total={partners.data?.next ? undefined : pager.total}
        order="by effect and layer"
        csv={url(`/roadmap-items/${encodeURIComponent(i.id)}/partners`, { effect, format: 'csv' })}
      >
        {partners.data?.next && <span>The first {number(all?.length ?? 0)} are here; the file has all.</span>}
      </Pager>
    </Section>
  );
}

/** How many do what; each number leads to its rows. */
function Totals({ of, total }: { of: (e: Effect) => number; total: number }) {
  return (
    <span className="muted small-text">
      <Plain to="." search={{ effect: undefined, at: undefined }} keep>
        {count(total, 'partner')}
      </Plain>
      {effects.map(
        (e) =>
          of(e.id) > 0 && (
            <span key={e.id}>
              {', '}
              <Plain to="." search={{ effect: e.id, at: undefined }} keep>
                {number(of(e.id))}
              </Plain>{' '}
              {of(e.id) === 1 ? e.one : e.many}
            </span>
          ),
      )}
    </span>
  );
}

function layerAt(r: ItemPartner): number {
  const layer = r.through[0]?.layer;
  return layer ? layers.indexOf(layer) : layers.length;
}

/** The order of the server stays within an effect and a layer. */
function byEffectAndLayer(a: ItemPartner, b: ItemPartner): number {
  const at = (r: ItemPartner) => effects.findIndex((e) => e.id === r.effect);
  return at(a) - at(b) || layerAt(a) - layerAt(b);
}

function groupOf(r: ItemPartner): string {
  const layer = r.through[0]?.layer;
  const head = effects.find((e) => e.id === r.effect)?.head ?? r.effect;
  return layer ? `${head}, ${layerNames[layer].toLowerCase()}` : head;
}

function columns(
  open: string | undefined,
  onToggle: (id: string | undefined) => void,
): Column<ItemPartner>[] {
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) =>
        r.effect === 'stops' && r.why.length ? (
          <Twist
            open={open === r.partner.id}
            of={r.partner.name}
            onToggle={() => onToggle(open === r.partner.id ? undefined : r.partner.id)}
          />
        ) : null,
    },
    { id: 'partner', head: 'Partner', name: true, wrap: true, cell: (r) => <Ref to={r.partner} /> },
    { id: 'effect', head: 'Effect', cell: (r) => <EffectMark effect={r.effect} of={r.of} /> },
    { id: 'tier', head: 'Tier', num: true, p2: true, cell: (r) => number(r.tier) },
    { id: 'through', head: 'Through', p2: true, cell: (r) => r.role ?? <Through of={r.through} /> },
    {
      id: 'days',
      head: 'Days to recover',
      num: true,
      p2: true,
      cell: (r) => (r.timeToRecoverDays === null ? <Missing /> : number(r.timeToRecoverDays)),
    },
  ];
}
