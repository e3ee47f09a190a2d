import type { Import, ImportAs, ImportField, Mapping } from '../api/types';
import { fieldName } from '../format/text';

/** What the columns of a file mean. All are pure. */

type Sniff = Import['sniff'];

/** The things a row of a mixed file may be about, by the word before the dot of a field: component.name. */
const views: Record<string, { one: string; many: string }> = {
  partner: { one: 'Partner', many: 'partners' },
  maker: { one: 'Maker', many: 'makers' },
  seller: { one: 'Seller', many: 'sellers' },
  product: { one: 'Product', many: 'products' },
  component: { one: 'Component', many: 'components' },
  offering: { one: 'Offering', many: 'offerings' },
  contract: { one: 'Contract', many: 'contracts' },
  certificate: { one: 'Certificate', many: 'certificates' },
  item: { one: 'Roadmap item', many: 'roadmap items' },
  person: { one: 'Person', many: 'people' },
  uses: { one: 'Use', many: 'uses of components by products' },
  link: { one: 'Link', many: 'links' },
};

export const kindsOfFile: { id: ImportAs; name: string }[] = [
  { id: 'partners', name: 'partners' },
  { id: 'components', name: 'components' },
  { id: 'products', name: 'products' },
  { id: 'offerings', name: 'offerings' },
  { id: 'contracts', name: 'contracts' },
  { id: 'certificates', name: 'certificates' },
  { id: 'roadmap', name: 'roadmap items' },
  { id: 'people', name: 'people' },
  { id: 'links', name: 'links' },
  { id: 'bom', name: 'a list of parts' },
  { id: 'mixed', name: 'several kinds at once' },
];

export const kindName = (as: ImportAs) => kindsOfFile.find((k) => k.id === as)?.name ?? 'not known yet';

/** The thing a field is about, where the file is about several: component of component.name. */
export function viewOf(field: string): string {
  const dot = field.indexOf('.');
  return dot < 0 ? '' : field.slice(0, dot);
}

export const viewName = (view: string) => views[view]?.one ?? fieldName(view);

const labels: Record<string, string> = {
  external_id: 'External id',
  purl: 'Package URL',
  mpn: 'Part number (MPN)',
  sku: 'Number (SKU)',
  lei: 'LEI',
  duns: 'DUNS',
  vat_no: 'VAT number',
  registration_no: 'Registration number',
  duration_p90_days: 'Duration P90, days',
  url: 'Link',
};

/** The name of an import field as people read it: "Unit price", in a mixed file "Offering unit price". */
export function fieldLabel(name: string): string {
  const view = viewOf(name);
  const own = view ? name.slice(view.length + 1) : name;
  const label = labels[own] ?? fieldName(own);
  if (!view) return label;
  return `${viewName(view)} ${/^[A-Z][A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}`;
}

/** Fields by the thing they are about, in their order; one group without a name where the file is about one kind. */
export function byView<T>(of: readonly T[], field: (of: T) => string): { view: string; of: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const f of of) {
    const view = viewOf(field(f));
    groups.set(view, [...(groups.get(view) ?? []), f]);
  }
  return [...groups].map(([view, of]) => ({ view, of }));
}

/** The fields that a column, a value beside one, or a constant gives. */
function given(mapping: Mapping): Set<string> {
  return new Set(
    [
      ...mapping.columns.flatMap((c) => [c.field, ...Object.keys(c.with ?? {})]),
      ...Object.keys(mapping.constants ?? {}),
    ].filter(Boolean),
  );
}

/**
 * What the rows of a file become. Of several kinds at once those count that a column with a value in it, or a value
 * beside one, is about; an offering comes of a component beside a maker or seller.
 */
export function feeds({ mapping, sniff }: { mapping: Mapping; sniff: Pick<Sniff, 'columns'> }): string[] {
  if (mapping.as !== 'mixed' && mapping.as !== 'bom') return mapping.as ? [kindName(mapping.as)] : [];
  const filled = mapping.columns.filter((c, at) => c.field && sniff.columns[at]?.filled);
  const said = new Set(filled.flatMap((c) => [c.field, ...Object.keys(c.with ?? {})]));
  const spoken = new Set([...said].map(viewOf));
  if (spoken.has('component') && (spoken.has('maker') || spoken.has('seller'))) spoken.add('offering');
  const user = [...given(mapping)].some((f) => viewOf(f) === 'product' || f === 'uses.from');
  if (!user) spoken.delete('uses'); // a quantity alone links nothing
  return Object.entries(views).flatMap(([view, { many }]) => (spoken.has(view) ? [many] : []));
}

/** The currencies of amounts that have a column, where no column says them: one may be stated for all rows. */
export function unsaidCurrencies({ columns }: Mapping, fields: readonly ImportField[]): string[] {
  const known = (name: string) => fields.find((f) => f.name === name);
  const wanted = columns.flatMap((c) => {
    if (known(c.field)?.type !== 'money') return [];
    const view = viewOf(c.field);
    const name = view ? `${view}.currency` : 'currency';
    return known(name) && !columns.some((other) => other.field === name) ? [name] : [];
  });
  return [...new Set(wanted)];
}

const price = /price|preis|prix|cost|^\d[\d.,]*\s*\+$/i;
const priceUnit = /price (unit|per)|unit of price|preiseinheit|preis je/i;
const amount = /^\D{0,4}\d/;

/** Columns of prices that are left out, where no price has a place: those of several quantities, or of many pieces. */
export function pricesLeft({
  mapping,
  sniff,
}: {
  mapping: Mapping;
  sniff: Pick<Sniff, 'columns'>;
}): string[] {
  if (!['bom', 'mixed', 'offerings'].includes(mapping.as)) return [];
  if (mapping.columns.some((c) => /(^|[.])unit_price$/.test(c.field))) return [];
  return mapping.columns.flatMap((c, at) => {
    const [first = ''] = sniff.columns[at]?.samples ?? [];
    const left = !c.field && price.test(c.header) && !priceUnit.test(c.header) && amount.test(first);
    return left ? [c.header] : [];
  });
}

/** Numbers in rising order, those that follow each other as one: 1, 2, 3, 7 as "1 to 3", "7". */
export function runs(of: readonly number[]): string[] {
  const found: [from: number, to: number][] = [];
  for (const n of of) {
    const last = found.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.flatMap(([from, to]) =>
    to - from > 1 ? [`${from} to ${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`],
  );
}

const ids = ['external_id', 'lei', 'purl', 'sku'];

/** The required fields that nothing gives, of the things that the file speaks of. What has an id may be named elsewhere. */
export function lacking(mapping: Mapping, fields: readonly ImportField[]): string[] {
  const have = given(mapping);
  const spoken = new Set([...have].map(viewOf));
  const source = mapping.as === 'offerings' && !have.has('maker') && !have.has('seller');
  const wanted = fields
    .filter(({ name, required }) => {
      const view = viewOf(name);
      const known = view && name === `${view}.name` && ids.some((id) => have.has(`${view}.${id}`));
      return required && !have.has(name) && (!view || spoken.has(view)) && !known;
    })
    .map((f) => f.name);
  return source ? [...wanted, 'maker or seller'] : wanted;
}

/**
 * A mapping with another field for one column. A list may be filled by several columns, and so may a field of which a
 * row names several, one for each way to get a thing (sets); of any other field the column that had it is left out.
 */
export function setField(
  mapping: Mapping,
  at: number,
  field: string,
  fields: readonly ImportField[] = [],
): Mapping {
  const type = fields.find((f) => f.name === field)?.type;
  const several = type === 'lines' || type === 'refs';
  const own = mapping.columns[at];
  const columns = mapping.columns.map((c, i) => {
    if (i === at) return rename(c, field);
    const same = field && c.field === field && !several && meet(c.sets, own?.sets);
    return same ? rename(c, '') : c;
  });
  return { ...mapping, columns };
}

type ColumnMap = Mapping['columns'][number];

/** What was said about the values of a column falls with its field; which of several ways to get a thing it is about stays. */
function rename({ header, sets, with: beside, down, join }: ColumnMap, field: string): ColumnMap {
  const next: ColumnMap = { header, field, by: 'chosen' };
  return field ? { ...next, ...clean({ sets, with: beside, down, join }) } : next;
}

const clean = <T extends object>(of: T) =>
  Object.fromEntries(Object.entries(of).filter(([, v]) => v !== undefined)) as Partial<T>;

const meet = (a: readonly number[] = [], b: readonly number[] = []) =>
  (!a.length && !b.length) || a.some((n) => b.includes(n));

/** A mapping with a value for every row whose cell is blank; an empty one takes it away. */
export function setConstant(mapping: Mapping, field: string, value: string): Mapping {
  const { [field]: _, ...rest } = mapping.constants ?? {};
  return { ...mapping, constants: value ? { ...rest, [field]: value } : rest };
}
