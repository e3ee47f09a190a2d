import { getRouteApi, Link } from '@tanstack/react-router';
import type { Component, ComponentRisk, Page } from '../api/types';
import { count, number, word } from '../format/text';
import type { Column } from '../ui/DataTable';
import { ChipSelect, choicesOf } from '../ui/Filters';
import { LayerChip } from '../ui/LayerChip';
import { Door, ListScreen } from '../ui/ListScreen';
import { LayerMark, Missing, VerdictMark } from '../ui/Marks';
import { Ref } from '../ui/Ref';
import { Effective } from '../ui/Sourcing';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/components');
const lifecycles = choicesOf('preview', 'active', 'nrnd', 'last_time_buy', 'obsolete', 'unknown');

export function Components() {
  const search = route.useSearch();
  const { filter } = useFilters();
  return (
    <ListScreen<'component', ComponentRisk>
      kind="component"
      search={search}
      query={{ layer: search.layer, lifecycle: search.lifecycle }}
      columns={columns}
      risk
      lede={(page) => (
        <>
          {count(page.count ?? page.items.length, 'component')} in five layers.{' '}
          <Link to="/risk" search={{ view: 'sourcing' }}>
            Sourcing, most exposed first
          </Link>
        </>
      )}
      filters={
        <>
          <LayerChip value={search.layer} onChange={(layer) => filter({ layer })} />
          <ChipSelect
            label="Lifecycle"
            value={search.lifecycle}
            choices={lifecycles}
            onChange={(lifecycle) => filter({ lifecycle })}
          />
        </>
      }
      empty={
        <>
          No component recorded. What a product is made of decides what its partners can stop.{' '}
          <Link to="/import">Import a file</Link>
        </>
      }
    />
  );
}

function columns(page: Page<Component, ComponentRisk> | undefined): Column<Component>[] {
  const risk = (c: Component) => page?.risk?.[c.id];
  return [
    {
      id: 'name',
      head: 'Component',
      name: true,
      wrap: true,
      sort: 'name',
      cell: (c) => <Ref to={{ ...c, kind: 'component' }} />,
    },
    { id: 'layer', head: 'Layer', p2: true, cell: (c) => <LayerMark layer={c.layer} /> },
    {
      id: 'lifecycle',
      head: 'Lifecycle',
      p2: true,
      cell: (c) => (c.lifecycle ? word(c.lifecycle) : <Missing />),
    },
    {
      id: 'sourcing',
      head: 'Sourcing',
      p2: true,
      cell: (c) => {
        const r = risk(c);
        return r ? word(r.sourcing) : '';
      },
    },
    {
      id: 'effective',
      head: 'In fact',
      num: true,
      cell: (c) => {
        const r = risk(c);
        return r ? <Effective of={r} /> : '';
      },
    },
    {
      id: 'verdict',
      head: 'Verdict',
      cell: (c) => {
        const r = risk(c);
        return r ? <VerdictMark verdict={r.verdict} /> : '';
      },
    },
    {
      id: 'items',
      head: 'Items stopped',
      num: true,
      cell: (c) => {
        const n = risk(c)?.stops.roadmapItems ?? 0;
        return (
          <Door n={n}>
            <Link to="/components/$id" params={{ id: c.id }} hash="rests">
              {number(n)}
            </Link>
          </Door>
        );
      },
    },
  ];
}
