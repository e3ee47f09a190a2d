import type { Collection, Kind, Layer, StoredKind } from '../api/types';

/** The five layers, in the order they are shown everywhere: the device on top. */
export const layers: readonly Layer[] = [
  'device_hardware',
  'device_software',
  'communications',
  'cloud_platform',
  'applications',
];

export const layerNames: Record<Layer, string> = {
  device_hardware: 'Device hardware',
  device_software: 'Device software',
  communications: 'Communications',
  cloud_platform: 'Cloud platform',
  applications: 'Applications',
};

export const kindNames: Record<Kind, { one: string; many: string }> = {
  partner: { one: 'partner', many: 'partners' },
  component: { one: 'component', many: 'components' },
  offering: { one: 'offering', many: 'offerings' },
  product: { one: 'product', many: 'products' },
  roadmap_item: { one: 'roadmap item', many: 'roadmap items' },
  contract: { one: 'contract', many: 'contracts' },
  certificate: { one: 'certificate', many: 'certificates' },
  person: { one: 'person', many: 'people' },
  country: { one: 'country', many: 'countries' },
  service: { one: 'service', many: 'services' },
  route: { one: 'route', many: 'routes' },
  layer: { one: 'layer', many: 'layers' },
};

/** Whether an item is still planned: what is shipped or dropped is in no list of risks and no total. */
export function isOpen(i: { status?: string }): boolean {
  return i.status !== 'shipped' && i.status !== 'dropped';
}

/** The screen of an entity. */
export const screens = {
  partner: '/partners/$id',
  component: '/components/$id',
  offering: '/offerings/$id',
  product: '/products/$id',
  roadmap_item: '/roadmap/$id',
  contract: '/contracts/$id',
  certificate: '/certificates/$id',
  person: '/people/$id',
} as const;

export type Screened = keyof typeof screens;

export function hasScreen(kind: string): kind is Screened {
  return Object.hasOwn(screens, kind);
}

/** Where the entities of a kind are listed, and added. */
export const lists = {
  partner: { to: '/partners', add: '/partners/new', name: 'Partners' },
  component: { to: '/components', add: '/components/new', name: 'Components' },
  offering: { to: '/offerings', add: '/offerings/new', name: 'Offerings' },
  product: { to: '/products', add: '/products/new', name: 'Products' },
  roadmap_item: { to: '/roadmap', add: '/roadmap/new', name: 'Roadmap' },
  contract: { to: '/contracts', add: '/contracts/new', name: 'Contracts' },
  certificate: { to: '/certificates', add: '/certificates/new', name: 'Certificates' },
  person: { to: '/people', add: '/people/new', name: 'People' },
} as const;

/** Where an entity is edited. */
export const edits = {
  partner: '/partners/$id/edit',
  component: '/components/$id/edit',
  offering: '/offerings/$id/edit',
  product: '/products/$id/edit',
  roadmap_item: '/roadmap/$id/edit',
  contract: '/contracts/$id/edit',
  certificate: '/certificates/$id/edit',
  person: '/people/$id/edit',
} as const;

/** Kinds whose failure stops something: what if and the lanes are asked of these. */
const failing: readonly string[] = ['partner', 'component', 'offering', 'product', 'roadmap_item'];

export function canFail(kind: string): boolean {
  return failing.includes(kind);
}

/** a partner, an offering. */
export function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** The collection of the API that holds a kind. */
export const collections = {
  partner: 'partners',
  component: 'components',
  offering: 'offerings',
  product: 'products',
  roadmap_item: 'roadmap-items',
  contract: 'contracts',
  certificate: 'certificates',
  person: 'people',
} as const satisfies Record<StoredKind, Collection>;

export const storedKinds = Object.keys(collections) as StoredKind[];

/** Link kinds as words between two names: A "is owned by" B. */
export const linkWords: Record<string, string> = {
  fulfils: 'fulfils',
  made_by: 'is made by',
  sold_by: 'is sold by',
  relies_on: 'relies on',
  sources_from: 'sources from',
  owned_by: 'is owned by',
  requires: 'requires',
  uses: 'uses',
  needs: 'needs',
  depends_on: 'depends on',
  delivers: 'delivers',
  involves: 'involves',
  sells: 'sells',
  services: 'services',
  binds: 'binds',
  covers: 'covers',
  holds: 'holds',
  owns: 'owns',
};

/** The same, read from the other end: B "owns" A. */
export const linkWordsBack: Record<string, string> = {
  fulfils: 'is supplied by',
  made_by: 'makes',
  sold_by: 'sells',
  relies_on: 'is relied on by',
  sources_from: 'is a source of',
  owned_by: 'owns',
  requires: 'is required by',
  uses: 'is used by',
  needs: 'is needed by',
  depends_on: 'comes before',
  delivers: 'is delivered by',
  involves: 'takes part in',
  sells: 'is sold by',
  services: 'is serviced by',
  binds: 'is bound by',
  covers: 'is covered by',
  holds: 'is held by',
  owns: 'is looked after by',
};
