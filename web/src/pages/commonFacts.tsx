import { useLinks } from '../api/queries';
import type { Contract, Refs } from '../api/types';
import { date } from '../format/text';
import type { Fact } from '../ui/Facts';
import { NamedRef } from '../ui/Ref';

/** Who owns an entity, as facts; written out where nobody does. */
export function useOwners(id: string): Fact[] {
  const { data } = useLinks({ to: id, kind: 'owns' });
  if (!data) return [];
  if (!data.items.length) return [{ label: 'Owner', value: undefined }];
  return data.items.map((l, i) => ({
    id: l.id,
    label: i ? '' : 'Owner',
    value: <NamedRef id={l.from} refs={data.refs as Refs} />,
    note: l.role,
  }));
}

type Common = Pick<
  Contract,
  'externalId' | 'source' | 'confidence' | 'asOf' | 'aliases' | 'tags' | 'description'
>;

/** Where the facts of an entity come from, and what else every kind may state. */
export function origin(e: Common): Fact[] {
  const known = [e.confidence, e.asOf && date(e.asOf)].filter(Boolean).join(', ');
  return [
    {
      label: 'External id',
      value: e.externalId && <span className="mono">{e.externalId}</span>,
      note: e.source,
    },
    ...(known ? [{ label: 'Known', value: known }] : []),
    ...(e.aliases?.length ? [{ label: 'Also known as', value: e.aliases.join(', ') }] : []),
    ...(e.tags?.length ? [{ label: 'Tags', value: e.tags.join(', ') }] : []),
    ...(e.description ? [{ label: 'Note', value: e.description }] : []),
  ];
}
