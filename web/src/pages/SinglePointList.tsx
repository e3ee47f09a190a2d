import { Link, useSearch } from '@tanstack/react-router';
import { useSinglePoints } from '../api/queries';
import type { SinglePoint } from '../api/types';
import { count, number } from '../format/text';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { useFold } from '../ui/useFold';
import { Through } from './effects';
import { StopCount } from './StopCount';

/** The partners that stop one product, item or component alone, each with its proof in place. */
export function SinglePointList({ top, name, noun }: { top: string; name: string; noun: string }) {
  const { proof } = useSearch({ strict: false }) as { proof?: string };
  const { open } = useFilters();
  const points = useSinglePoints({ top });
  const rows = points.data?.items;
  const fold = useFold(rows, 'single');
  const columns: Column<SinglePoint>[] = [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (p) => (
        <Twist
          open={proof === p.cause.id}
          of={p.cause.name}
          onToggle={() => open({ proof: proof === p.cause.id ? undefined : p.cause.id })}
        />
      ),
    },
    {
      id: 'name',
      head: 'Partner',
      name: true,
      wrap: true,
      cell: (p) => (
        <>
          <Ref to={p.cause} /> {p.hidden && <span className="tag hidden-point">hidden</span>}
        </>
      ),
    },
    { id: 'tier', head: 'Tier', num: true, p2: true, cell: (p) => number(p.tier) },
    { id: 'through', head: 'Through', p2: true, cell: (p) => <Through of={p.through} /> },
    {
      id: 'items',
      head: 'Items it stops',
      num: true,
      cell: (p) => <StopCount n={p.stops.roadmapItems} of={p.cause} />,
    },
  ];
  return (
    <Section
      title="Who stops it alone"
      note={rows && (rows.length ? count(rows.length, 'partner') : undefined)}
      end={
        <Link to="/risk" search={{ top }}>
          Open in Risk
        </Link>
      }
    >
      <DataTable<SinglePoint>
        label="Who stops it alone"
        columns={columns}
        rows={fold.rows}
        keyOf={(p) => p.cause.id}
        error={points.error}
        again={() => void points.refetch()}
        empty={`No recorded partner stops this ${noun} alone.`}
        detail={(p) =>
          proof === p.cause.id && (
            <ProofRow
              title={`Why ${p.cause.name} stops ${name}`}
              note="shortest proof"
              cause={[p.cause]}
              steps={p.why}
            />
          )
        }
      />
      {fold.more}
    </Section>
  );
}
