/** One field of a record that a change touched. */
export type FieldChange = { field: string; old: unknown; new: unknown };

const own = new Set(['id', 'version', 'createdAt', 'updatedAt', 'nameKey']);

/** What differs between two images of a record, without what the store keeps for itself. */
export function changesBetween(before: unknown, after: unknown): FieldChange[] {
  const b = object(before);
  const a = object(after);
  const names = [...new Set([...Object.keys(b), ...Object.keys(a)])].filter((n) => !own.has(n));
  return names
    .filter((n) => JSON.stringify(b[n] ?? null) !== JSON.stringify(a[n] ?? null))
    .map((n) => ({ field: n, old: b[n], new: a[n] }));
}

/** What a record calls itself. */
export function titleOf(record: unknown): string {
  const r = object(record);
  for (const k of ['name', 'title', 'reference', 'standard', 'mpn', 'sku', 'key']) {
    const v = r[k];
    if (typeof v === 'string' && v) return v;
  }
  return '';
}

function object(v: unknown): Record<string, unknown> {
  return typeof v === 'object' && v !== null ? (v as Record<string, unknown>) : {};
}
