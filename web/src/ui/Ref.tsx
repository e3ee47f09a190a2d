import { Link } from '@tanstack/react-router';
import type { Reference } from '../api/types';
import { hasScreen, kindNames, screens } from '../format/kinds';
import { country } from '../format/text';
import { Missing } from './Marks';

/** The name of an entity as a link to its screen; plain text where there is none. */
export function Ref({ to, text, className }: { to: Reference; text?: string; className?: string }) {
  const name = text ?? refName(to);
  if (!hasScreen(to.kind)) return <span className={className}>{name}</span>;
  return (
    <Link to={screens[to.kind]} params={{ id: to.id }} className={className}>
      {name}
    </Link>
  );
}

export function refName(r: Reference): string {
  if (r.kind === 'country') return country(r.id);
  return r.name || `${kindNames[r.kind]?.one ?? r.kind} without a name`;
}

/** A roadmap item's key, muted, before its title. */
export function ItemName({ item, link = true }: { item: Reference; link?: boolean }) {
  return (
    <>
      {item.externalId && <span className="muted key">{item.externalId} </span>}
      {link ? <Ref to={item} /> : refName(item)}
    </>
  );
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
