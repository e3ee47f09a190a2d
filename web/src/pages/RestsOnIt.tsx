import { useSearch } from '@tanstack/react-router';
import type { Reference, Stopped, Stops } from '../api/types';
import { kindNames } from '../format/kinds';
import { count, date, money, word } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { EffectMark } from '../ui/Marks';
import { ItemName } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { useFold } from '../ui/useFold';

type Props = {
  rows: readonly Stopped[] | undefined;
  stops: Stops | undefined;
  name: string;
  /** What would fail. */
  seeds: readonly Reference[];
};

/** The products and roadmap items that stop without an entity, each with its proof in place. */
export function RestsOnIt({ rows, stops, name, seeds }: Props) {
  const { proof } = useSearch({ strict: false }) as { proof?: string };
  const { open } = useFilters();
  const tops = rows?.filter((s) => s.entity.kind === 'roadmap_item' || s.entity.kind === 'product');
  const fold = useFold(tops, 'rests');
  const columns: Column<Stopped>[] = [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (s) => (
        <Twist
          open={proof === s.entity.id}
          of={s.entity.name}
          onToggle={() => open({ proof: proof === s.entity.id ? undefined : s.entity.id })}
        />
      ),
    },
    {
      id: 'name',
      head: 'Product or item',
      name: true,
      wrap: true,
      cell: (s) => <ItemName item={s.entity} />,
    },
    { id: 'kind', head: 'Kind', p2: true, cell: (s) => word(kindNames[s.entity.kind].one) },
    { id: 'effect', head: 'Effect', cell: () => <EffectMark effect="stops" /> },
    { id: 'because', head: 'Because', p2: true, cell: (s) => <Because of={s} /> },
  ];
  const note =
    stops &&
    [
      `${count(stops.roadmapItems, 'roadmap item')}, ${count(stops.products, 'product')}`,
      money(stops.value),
      stops.earliest && `first on ${date(stops.earliest)}`,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Section title="What rests on it" note={note}>
      <DataTable<Stopped>
        label="What rests on it"
        columns={columns}
        rows={fold.rows}
        keyOf={(s) => s.entity.id}
        empty={`Nothing open stops without ${name}.`}
        detail={(s) =>
          proof === s.entity.id && (
            <ProofRow
              title={`Why ${s.entity.name} stops without ${name}`}
              note="shortest proof"
              cause={seeds}
              steps={s.why}
            />
          )
        }
      />
      {fold.more}
    </Section>
  );
}

function Because({ of }: { of: Stopped }) {
  const last = of.why[of.why.length - 1];
  if (!last) return null;
  return (
    <span className="quiet">
      {last.rule.replaceAll('_', ' ')} {last.failed.map((f) => f.name).join(', ')}
    </span>
  );
}
