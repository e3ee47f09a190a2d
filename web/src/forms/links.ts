import type { Kind, Reference } from '../api/types';
import { type Screened, storedKinds } from '../format/kinds';

/** The links each form edits, as far as they are records of their own: those from the entity, and who owns it. */
export type LinkProp = { name: string; label: string; type: 'text' | 'whole' | 'number' | 'flag' };
export type LinkDef = {
  kind: string;
  title: string;
  hint: string;
  to: readonly Kind[];
  props: LinkProp[];
  /** The link leads here: what is chosen is where it starts. */
  reversed?: true;
};

const group: LinkProp = { name: 'group', label: 'Alternates', type: 'text' };
const minimum: LinkProp = { name: 'minimum', label: 'of which must work', type: 'whole' };
const quantity: LinkProp = { name: 'quantity', label: 'Quantity', type: 'number' };
const alternates = 'Those with the same word under Alternates replace each other.';

const owners: LinkDef = {
  kind: 'owns',
  title: 'Owners',
  hint: 'Who answers for it.',
  to: ['person'],
  props: [{ name: 'role', label: 'Role', type: 'text' }],
  reversed: true,
};

export const linkDefs: Record<Screened, LinkDef[]> = {
  partner: [
    {
      kind: 'sources_from',
      title: 'Sub-tiers',
      hint: `Who it sources from for everything it supplies. ${alternates}`,
      to: ['partner'],
      props: [{ name: 'service', label: 'For', type: 'text' }, group, minimum],
    },
    {
      kind: 'sells',
      title: 'Sells',
      hint: 'The products it sells as a channel partner, one link a region.',
      to: ['product'],
      props: [{ name: 'region', label: 'Region', type: 'text' }],
    },
    {
      kind: 'services',
      title: 'Services',
      hint: 'The products and components it runs a service for.',
      to: ['product', 'component'],
      props: [
        { name: 'service', label: 'Service', type: 'text' },
        { name: 'region', label: 'Region', type: 'text' },
        { name: 'critical', label: 'Critical', type: 'flag' },
      ],
    },
    owners,
  ],
  component: [
    {
      kind: 'requires',
      title: 'Requires',
      hint: `The components it cannot work without. ${alternates}`,
      to: ['component'],
      props: [quantity, group, minimum],
    },
    owners,
  ],
  offering: [
    {
      kind: 'relies_on',
      title: 'Relies on',
      hint: `Sub-tiers behind this offering alone. ${alternates}`,
      to: ['partner'],
      props: [group, minimum],
    },
    owners,
  ],
  product: [
    {
      kind: 'uses',
      title: 'Uses',
      hint: `The components it is made of. ${alternates}`,
      to: ['component'],
      props: [quantity, group, minimum],
    },
    owners,
  ],
  roadmap_item: [
    {
      kind: 'needs',
      title: 'Needs',
      hint: `The components it cannot ship without. ${alternates}`,
      to: ['component'],
      props: [quantity, group, minimum],
    },
    {
      kind: 'depends_on',
      title: 'Depends on',
      hint: 'The items that come before it.',
      to: ['roadmap_item'],
      props: [{ name: 'lagDays', label: 'Days between', type: 'whole' }, group, minimum],
    },
    { kind: 'delivers', title: 'Delivers', hint: 'The products it ships.', to: ['product'], props: [] },
    {
      kind: 'involves',
      title: 'Involves',
      hint: 'Alliances. Only a required one can stop the item.',
      to: ['partner'],
      props: [
        { name: 'role', label: 'Role', type: 'text' },
        { name: 'required', label: 'Required', type: 'flag' },
        group,
        minimum,
      ],
    },
    owners,
  ],
  contract: [
    {
      kind: 'covers',
      title: 'Covers',
      hint: 'The offerings and products it is about.',
      to: ['offering', 'product'],
      props: [],
    },
    owners,
  ],
  certificate: [owners],
  person: [
    {
      kind: 'owns',
      title: 'Owns',
      hint: 'What the person answers for.',
      to: storedKinds.filter((k) => k !== 'person'),
      props: [{ name: 'role', label: 'Role', type: 'text' }],
    },
  ],
};

export type LinkValues = Record<string, string | boolean>;

/** A link as it stands in the form; without an id it is not stored yet. */
export type Draft = {
  key: string;
  kind: string;
  id?: string;
  version?: number;
  /** What is at its other end. */
  to: Reference | null;
  values: LinkValues;
  stored?: LinkValues;
  removed?: boolean;
  error?: string;
};

/** What has to be sent for a draft: nothing, a new link, a change of its properties, or its end. */
export function task(d: Draft): 'none' | 'create' | 'change' | 'delete' {
  if (d.removed) return d.id ? 'delete' : 'none';
  if (!d.id) return d.to ? 'create' : 'none';
  return JSON.stringify(sorted(d.values)) === JSON.stringify(sorted(d.stored ?? {})) ? 'none' : 'change';
}

function sorted(v: LinkValues): [string, string | boolean][] {
  return Object.entries(v)
    .filter(([, x]) => x !== '' && x !== false)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The properties as the API wants them; cleared ones are null where a stored link is changed. */
export function linkBody(def: LinkDef, values: LinkValues, stored?: LinkValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const p of def.props) {
    const v = values[p.name];
    const text = typeof v === 'string' ? v.trim() : v;
    if (text === undefined || text === '' || text === false) {
      if (stored && stored[p.name] !== undefined && stored[p.name] !== '' && stored[p.name] !== false)
        body[p.name] = p.type === 'flag' ? false : null;
    } else if (p.type === 'flag') body[p.name] = true;
    else if (p.type === 'text') body[p.name] = text;
    else body[p.name] = Number.isNaN(Number(text)) ? text : Number(text);
  }
  return body;
}
