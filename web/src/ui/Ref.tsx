import { Link } from '@tanstack/react-router';
import { useItemFacts } from '../api/queries';
import type { Layer, Reference, Refs as References } from '../api/types';
import { hasScreen, kindNames, layerNames, screens } from '../format/kinds';
import { country } from '../format/text';
import { Missing } from './Marks';

/** The name of an entity as a link to its screen, of a country or layer to what is there; else plain text. */
export function Ref({ to, text, className }: { to: Reference; text?: string; className?: string }) {
  const name = text ?? refName(to);
  if (to.kind === 'country' || to.kind === 'layer')
    return (
      <Link
        to={to.kind === 'country' ? '/partners' : '/components'}
        search={{ [to.kind]: to.id }}
        className={className}
      >
        {name}
      </Link>
    );
  if (!hasScreen(to.kind)) return <span className={className}>{name}</span>;
  return (
    <Link to={screens[to.kind]} params={{ id: to.id }} className={className}>
      {name}
    </Link>
  );
}

export function refName(r: Reference): string {
  if (r.kind === 'country') return country(r.id);
  if (r.kind === 'layer') return layerNames[r.id as Layer] ?? r.name;
  return r.name || `${kindNames[r.kind]?.one ?? r.kind} without a name`;
}

/** What an id stands for among the references of an answer. */
export function NamedRef({ id, refs }: { id: string | undefined; refs: References | undefined }) {
  if (!id) return <Missing>none recorded</Missing>;
  const ref = refs?.[id];
  return ref ? <Ref to={ref} /> : <span className="mono">{id}</span>;
}

/** An entity's name; a roadmap item with its key, muted, in front. */
export function ItemName({ item }: { item: Reference }) {
  return item.kind === 'roadmap_item' ? (
    <>
      <ItemKey id={item.id} /> <Ref to={item} />
    </>
  ) : (
    <Ref to={item} />
  );
}

/** A country by its code, as a link to the partners in it. */
export function Country({ code }: { code: string }) {
  return <Ref to={{ id: code, kind: 'country', name: code }} />;
}

function ItemKey({ id }: { id: string }) {
  const { data } = useItemFacts();
  const key = data?.get(id)?.key;
  return key ? <span className="muted key">{key}</span> : null;
}

/** The name of an entity inside a sentence: a roadmap item with its key. */
export function SentenceRef({ to }: { to: Reference }) {
  const { data } = useItemFacts(to.kind === 'roadmap_item');
  const key = to.kind === 'roadmap_item' ? data?.get(to.id)?.key : undefined;
  return <Ref to={to} text={key ? `${key} ${refName(to)}` : undefined} />;
}

/** At most `show` names, then how many more there are. */
export function Refs({ of, show = 2, none }: { of: readonly Reference[]; show?: number; none?: string }) {
  if (!of.length) return <Missing>{none ?? 'none recorded'}</Missing>;
  return (
    <>
      {of.slice(0, show).map((r, i) => (
        <span key={r.id}>
          {i > 0 && ', '}
          <Ref to={r} />
        </span>
      ))}
      {of.length > show && <span className="muted">, +{of.length - show} more</span>}
    </>
  );
}
