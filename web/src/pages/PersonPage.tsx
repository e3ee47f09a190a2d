import { getRouteApi, Link } from '@tanstack/react-router';
import { useEntity, useLinks } from '../api/queries';
import type { Person, Link as StoredLink } from '../api/types';
import { kindNames, layerNames, layers } from '../format/kinds';
import { count, list } from '../format/text';
import { Unread } from '../ui/ErrorScreen';
import { type Fact, Facts } from '../ui/Facts';
import { Head } from '../ui/Head';
import { Section } from '../ui/Section';
import { origin } from './commonFacts';
import { EntityFrame } from './EntityFrame';
import { LinkRows } from './LinkRows';

const route = getRouteApi('/people/$id');

/** A person: what they answer for, and how deep they know each layer. */
export function PersonPage() {
  const { id } = route.useParams();
  const entity = useEntity('people', id);
  const out = useLinks({ from: id });
  if (entity.error) return <Unread error={entity.error} what="person" again={() => void entity.refetch()} />;
  const p = entity.data?.data;
  if (!p || !entity.data) return <Head title="Person" />;
  const owned = out.data?.items.filter((l) => l.kind === 'owns');
  return (
    <EntityFrame
      kind="person"
      id={id}
      etag={entity.data.etag}
      title={p.name}
      answer={
        <>
          {p.function && `${p.function.charAt(0).toUpperCase()}${p.function.slice(1)}. `}
          {owned && <Owned of={owned} kindOf={(to) => out.data?.refs[to]?.kind ?? 'partner'} />}
        </>
      }
      facts={[...facts(p), ...origin(p)]}
      aside={<Skill of={p} />}
    >
      <LinkRows
        title="Answers for"
        links={out.data?.items}
        kind="owns"
        side="to"
        refs={out.data?.refs ?? {}}
      />
      {owned?.length === 0 && (
        <Section title="Answers for">
          <p className="quiet">Nothing recorded. Questions about what nobody owns go to nobody.</p>
        </Section>
      )}
    </EntityFrame>
  );
}

type OwnedProps = { of: readonly StoredLink[]; kindOf: (id: string) => keyof typeof kindNames };

function Owned({ of, kindOf }: OwnedProps) {
  if (!of.length) return <>Owns nothing that is recorded.</>;
  const by = new Map<keyof typeof kindNames, number>();
  for (const l of of) by.set(kindOf(l.to), (by.get(kindOf(l.to)) ?? 0) + 1);
  return (
    <>
      Owns <strong>{list([...by].map(([k, n]) => count(n, kindNames[k].one, kindNames[k].many)))}</strong>.
    </>
  );
}

function facts(p: Person): Fact[] {
  return [
    { label: 'Email', value: p.email && <a href={`mailto:${encodeURI(p.email)}`}>{p.email}</a> },
    {
      label: 'Function',
      value: p.function && (
        <Link to="/people" search={{ function: p.function }}>
          {p.function}
        </Link>
      ),
    },
  ];
}

function Skill({ of: p }: { of: Person }) {
  return (
    <Section title="Depth of skill">
      {p.layerDepth ? (
        <Facts
          of={layers.map((layer, i) => ({
            id: layer,
            label: layerNames[layer],
            value: `${p.layerDepth?.[i] ?? 0} of 3`,
          }))}
        />
      ) : (
        <p className="quiet">Not recorded. Whether a layer rests on one person cannot be told.</p>
      )}
    </Section>
  );
}
