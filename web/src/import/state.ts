import type { Import, ImportAs, ImportField, Mapping } from '../api/types';
import { count, fieldName, list, number } from '../format/text';

/** Where an import stands, as the address of the step that shows it. */
export function stepOf(
  i: Pick<Import, 'state' | 'appliedAt' | 'plan'>,
): '/import/$id/map' | '/import/$id/check' | '/import/$id/done' {
  switch (i.state) {
    case 'mapping':
      return '/import/$id/map';
    case 'checking':
    case 'checked':
      return '/import/$id/check';
    case 'failed':
      return i.plan ? '/import/$id/done' : '/import/$id/check';
    default:
      return '/import/$id/done';
  }
}

/** Where an import stands, in a few words. */
export function summaryOf(i: Pick<Import, 'state' | 'counts'>): string {
  const { create, update, unchanged, rejected, undecided } = i.counts;
  const found = [
    create && `${number(create)} ${i.state === 'applied' ? 'created' : 'to create'}`,
    update && `${number(update)} ${i.state === 'applied' ? 'updated' : 'to update'}`,
    rejected && `${number(rejected)} rejected`,
    undecided && `${number(undecided)} undecided`,
  ].filter(Boolean) as string[];
  const counted = found.length ? list(found) : unchanged ? 'nothing changes' : 'no rows';
  switch (i.state) {
    case 'mapping':
      return 'waits for its mapping';
    case 'checking':
      return 'is being checked';
    case 'checked':
      return `checked: ${counted}`;
    case 'applying':
      return 'is being applied';
    case 'applied':
      return counted;
    case 'failed':
      return 'failed, nothing written';
    default:
      return 'undone';
  }
}

/** A mapping with another field for one column. A field has one column: the one that had it is left out. */
export function setField(mapping: Mapping, at: number, field: string): Mapping {
  const columns = mapping.columns.map((c, i) => {
    if (i === at) return { header: c.header, field, by: 'chosen' as const };
    return field && c.field === field ? { header: c.header, field: '', by: 'chosen' as const } : c;
  });
  return { ...mapping, columns };
}

/** The required fields that no column and no constant gives. */
export function lacking(mapping: Mapping, fields: readonly ImportField[]): string[] {
  const given = new Set([...mapping.columns.map((c) => c.field), ...Object.keys(mapping.constants ?? {})]);
  return fields.filter((f) => f.required && !given.has(f.name)).map((f) => f.name);
}

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

/** The name of an import field as people read it. */
export function fieldLabel(name: string): string {
  return labels[name] ?? fieldName(name);
}

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
];

/** How many rows hold an apply back, and what that means for the button. */
export function applyState(i: Pick<Import, 'state' | 'counts' | 'skipBad' | 'edits'>) {
  const bad = i.counts.rejected + i.counts.undecided;
  const good = i.counts.create + i.counts.update;
  if (i.state !== 'checked') return { may: false, bad, good, why: 'The file has to be checked first.' };
  if (bad && !i.skipBad) return { may: false, bad, good, why: `Apply waits for ${count(bad, 'row')}.` };
  if (!i.edits) return { may: false, bad, good, why: 'Nothing in this file changes what is stored.' };
  return { may: true, bad, good, why: '' };
}
