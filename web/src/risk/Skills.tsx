import { getRouteApi, Link } from '@tanstack/react-router';
import { url } from '../api/client';
import { layerNames } from '../format/kinds';
import { count, list, number } from '../format/text';
import { AlsoStops } from '../pages/effects';
import { ProofRow, Twist } from '../proof/ProofRow';
import { type Column, DataTable } from '../ui/DataTable';
import { Door } from '../ui/ListScreen';
import { Missing } from '../ui/Marks';
import { Pager } from '../ui/Pager';
import { Plain } from '../ui/Plain';
import { Ref } from '../ui/Ref';
import { Section } from '../ui/Section';
import { LayerCover } from './LayerCover';
import { NotRecorded } from './NotRecorded';
import { type LayerSkill, type PersonSkill, useSkills } from './queries';
import { usePlace } from './usePlace';

const route = getRouteApi('/risk');

/** Who knows the five layers in depth, and what stops when the only one who does is gone. */
export function Skills() {
  const { cursor, layer, depth = 0 } = route.useSearch();
  const page = useSkills({ cursor, ...(layer && { layer, depth }) });
  const place = usePlace(page.data);
  const a = page.data;
  const anybody = a && (a.missingCount > 0 || a.layers.some((l) => l.depths.some((n) => n > 0)));
  return (
    <>
      <Section title="Skills by layer" note="depth 0 to 3; a layer is covered by whoever knows it at 3">
        {anybody && <Sum of={a.layers} />}
        {anybody && <LayerCover of={a.layers} />}
        {a && !anybody && <p className="quiet">No person is recorded yet.</p>}
        {a && a.missingCount > 0 && (
          <p className="quiet sentence after-proof">
            Not recorded: <NotRecorded of={a.missing} total={a.missingCount} show={6} />
          </p>
        )}
      </Section>
      <Section title="People" note="what stops without this person: what nobody else covers or looks after">
        {layer && (
          <div className="bar">
            <span className="quiet">{`Depth ${depth} of ${layerNames[layer]}`}</span>
            <Plain to="/risk" search={{ view: 'skills' }}>
              Show all people
            </Plain>
          </div>
        )}
        <DataTable<PersonSkill>
          label="People"
          columns={columns(place.proof, place.toggle)}
          rows={a?.items}
          keyOf={(p) => p.person.id}
          error={page.error}
          again={() => void page.refetch()}
          empty="People come with their depth in each layer in the people file, or from their form."
          detail={(p) => place.proof === p.person.id && <Why of={p} />}
        />
        <Pager
          {...place.pager}
          order="whose leaving stops most first"
          csv={url('/risk/skills', { format: 'csv', ...(layer && { layer, depth }) })}
        />
      </Section>
    </>
  );
}

function Sum({ of }: { of: readonly LayerSkill[] }) {
  const names = (some: readonly LayerSkill[]) => list(some.map((l) => layerNames[l.layer]));
  const one = of.filter((l) => l.restsOn);
  const none = of.filter((l) => !l.covered);
  if (!one.length && !none.length)
    return <p className="sentence">Every layer has two who know it in depth.</p>;
  return (
    <p className="sentence">
      {one.length > 0 && (
        <>
          <strong>{count(one.length, 'layer rests', 'layers rest')} on one person</strong>: {names(one)}.{' '}
        </>
      )}
      {none.length > 0 && (
        <strong>Nobody knows {none.length === of.length ? 'any layer' : names(none)} in depth.</strong>
      )}
    </p>
  );
}

function columns(open: string | undefined, toggle: (id: string) => void): Column<PersonSkill>[] {
  return [
    {
      id: 'proof',
      head: <span className="vh">Proof</span>,
      className: 'twist-cell',
      cell: (p) =>
        p.tops.length > 0 && (
          <Twist open={open === p.person.id} of={p.person.name} onToggle={() => toggle(p.person.id)} />
        ),
    },
    { id: 'person', head: 'Person', name: true, wrap: true, cell: (p) => <Ref to={p.person} /> },
    { id: 'depths', head: 'Depth by layer', p2: true, cell: (p) => <Depths of={p.depths} /> },
    {
      id: 'alone',
      head: 'Covers alone',
      wrap: true,
      cell: (p) =>
        p.alone.length ? p.alone.map((l) => layerNames[l]).join(', ') : <span className="muted">none</span>,
    },
    {
      id: 'owns',
      head: 'Looks after',
      num: true,
      p2: true,
      cell: (p) => (
        <Door n={p.owns}>
          <Link to="/people/$id" params={{ id: p.person.id }} hash="owns-to">
            {number(p.owns)}
          </Link>
        </Door>
      ),
    },
    {
      id: 'products',
      head: 'Products',
      num: true,
      p2: true,
      cell: (p) => (
        <Door n={p.stops.products}>
          <Link to="/products" search={{ leaving: p.person.id }}>
            {number(p.stops.products)}
          </Link>
        </Door>
      ),
    },
    {
      id: 'items',
      head: 'Items stopped',
      num: true,
      cell: (p) => (
        <Door n={p.stops.roadmapItems}>
          <Link to="/roadmap" search={{ leaving: p.person.id }}>
            {number(p.stops.roadmapItems)}
          </Link>
        </Door>
      ),
    },
  ];
}

/** Five figures in the order of the layers, the threes dark. */
function Depths({ of }: { of: PersonSkill['depths'] }) {
  if (!of) return <Missing />;
  const said = of.map((d, i) => `${Object.values(layerNames)[i]} ${d}`).join(', ');
  return (
    <>
      <span className="vh">{said}</span>
      <span className="depths" aria-hidden="true" title={said}>
        {of.map((d, i) => (
          <span
            key={Object.keys(layerNames)[i]}
            className={d === 3 ? 'strong' : d === 0 ? 'muted' : undefined}
          >
            {d}
          </span>
        ))}
      </span>
    </>
  );
}

function Why({ of: p }: { of: PersonSkill }) {
  const total = p.stops.roadmapItems + p.stops.products;
  const last = p.why[p.why.length - 1]?.owner;
  const others = p.tops.filter((t) => t.id !== last?.id);
  return (
    <ProofRow
      title={`Why ${last?.name ?? 'it'} stops without ${p.person.name}`}
      note={`shortest proof${total > 1 ? ` of ${number(total)}` : ''}`}
      cause={[p.person]}
      steps={p.why}
    >
      {others.length > 0 && <AlsoStops of={others} total={total} />}
    </ProofRow>
  );
}
