import { getRouteApi } from '@tanstack/react-router';
import { url } from '../api/client';
import { ProofRow, Twist } from '../proof/ProofRow';
import { CauseChoice, causeNames, useCause } from '../risk/cause';
import { type FalseDiversity, useDiversityRows } from '../risk/queries';
import { usePlace } from '../risk/usePlace';
import { type Column, DataTable } from '../ui/DataTable';
import { FilterBar } from '../ui/Filters';
import { LayerMark } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Ref, Refs, refName } from '../ui/Ref';
import { Section } from '../ui/Section';

const route = getRouteApi('/risk');

/** Components that look diverse and share one cause. */
export function Diversity() {
  const search = route.useSearch();
  const cause = useCause();
  const page = useDiversityRows({ cause: search.cause, cursor: search.cursor });
  const { proof, toggle, pager } = usePlace(page.data);
  const key = (r: FalseDiversity) => `${r.component.id}.${r.shared.id}`;
  const columns: Column<FalseDiversity>[] = [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (r) => (
        <Twist
          open={proof === key(r)}
          of={`${r.component.name} and ${refName(r.shared)}`}
          onToggle={() => toggle(key(r))}
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
      <FilterBar>
        <CauseChoice />
      </FilterBar>
      <DataTable<FalseDiversity>
        label="False diversity"
        columns={columns}
        rows={page.data?.items}
        keyOf={key}
        error={page.error}
        again={() => void page.refetch()}
        empty={`No component with several makers rests on one ${causeNames[cause].one} for all of them.`}
        detail={(r) =>
          proof === key(r) && (
            <ProofRow
              title={`Why ${refName(r.shared)} takes every source of ${r.component.name}`}
              note="shortest proof"
              cause={[r.shared]}
              steps={r.why}
            />
          )
        }
      />
      <Pager {...pager} csv={url('/risk/false-diversity', { cause: search.cause, format: 'csv' })} />
    </Section>
  );
}
