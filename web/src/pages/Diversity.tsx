import { getRouteApi } from '@tanstack/react-router';
import { url } from '../api/client';
import { useFalseDiversity } from '../api/queries';
import type { FalseDiversity } from '../api/types';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { LayerMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref, Refs } from '../ui/Ref';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/risk');

/** Components that look diverse and share one cause. */
export function Diversity() {
  const { proof } = route.useSearch();
  const { open } = useFilters();
  const page = useFalseDiversity();
  const key = (r: FalseDiversity) => `${r.component.id}.${r.shared.id}`;
  const columns: Column<FalseDiversity>[] = [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) => (
        <Twist
          open={proof === key(r)}
          of={`${r.component.name} and ${r.shared.name}`}
          onToggle={() => open({ proof: proof === key(r) ? undefined : key(r) })}
        />
      ),
    },
    { id: 'component', head: 'Component', name: true, wrap: true, cell: (r) => <Ref to={r.component} /> },
    { id: 'layer', head: 'Layer', p2: true, cell: (r) => <LayerMark layer={r.layer} /> },
    {
      id: 'members',
      head: 'Its sources',
      p2: true,
      wrap: true,
      cell: (r) => <Refs of={r.members} show={3} />,
    },
    { id: 'shared', head: 'All share', cell: (r) => <Ref to={r.shared} /> },
    { id: 'as', head: 'As their', cell: (r) => r.as.replaceAll('_', '-') },
  ];
  return (
    <Section title="False diversity" note="two or more makers, one cause that takes all of them">
      <DataTable<FalseDiversity>
        label="False diversity"
        columns={columns}
        rows={page.data?.items}
        keyOf={key}
        error={page.error}
        again={() => void page.refetch()}
        empty="No component with several makers shares one cause."
        detail={(r) =>
          proof === key(r) && (
            <ProofRow
              title={`Why ${r.shared.name} takes every source of ${r.component.name}`}
              note="shortest proof"
              cause={[r.shared]}
              steps={r.why}
            />
          )
        }
      />
      <Pager
        shown={page.data?.items.length}
        at={0}
        total={page.data?.items.length}
        csv={url('/risk/false-diversity', { format: 'csv' })}
      />
    </Section>
  );
}
