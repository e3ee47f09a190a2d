import { getRouteApi, Link } from '@tanstack/react-router';
import { useValues } from '../api/queries';
import type { Person } from '../api/types';
import { layerNames, layers } from '../format/kinds';
import { count, number } from '../format/text';
import type { Column } from '../ui/DataTable';
import { ChipSelect } from '../ui/Filters';
import { ListScreen } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/people');

/** Who answers for what, and how deep each layer is known. */
export function People() {
  const search = route.useSearch();
  const { filter } = useFilters();
  const functions = useValues('people', 'function');
  return (
    <ListScreen
      kind="person"
      search={search}
      query={{ function: search.function }}
      columns={() => columns}
      lede={(page) => (
        <>
          {count(page.count ?? page.items.length, 'person', 'people')}. Depth of skill from 0, none, to 3,
          deep.
        </>
      )}
      filters={
        <ChipSelect
          label="Function"
          value={search.function}
          choices={functions}
          onChange={(f) => filter({ function: f })}
        />
      }
      empty={
        <>
          Nobody recorded. Without owners a question has no one to go to.{' '}
          <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

const columns: Column<Person>[] = [
  {
    id: 'name',
    head: 'Person',
    name: true,
    sort: 'name',
    cell: (p) => <Ref to={{ id: p.id, kind: 'person', name: p.name }} />,
  },
  { id: 'function', head: 'Function', cell: (p) => p.function ?? <Missing /> },
  { id: 'email', head: 'Email', p2: true, cell: (p) => p.email ?? <Missing /> },
  ...layers.map(
    (layer, i): Column<Person> => ({
      id: layer,
      head: layerNames[layer],
      num: true,
      p2: true,
      cell: (p) => (p.layerDepth ? <Depth of={p.layerDepth[i] ?? 0} /> : <Missing />),
    }),
  ),
];

function Depth({ of }: { of: number }) {
  return of ? number(of) : <span className="muted">0</span>;
}
