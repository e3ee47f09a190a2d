import { type Answered, call, url } from '../api/client';
import { Problem, problemOf } from '../api/problem';
import type { Collection, Link } from '../api/types';
import type { FieldDef } from './define';
import { type Draft, type LinkDef, linkBody, task } from './links';
import { createBody, type Entity, patchBody, type Values } from './values';

export type Stored = { id: string; etag: string };

/** Writes the entity alone: created, or patched with what changed, based on the version that was loaded. */
export async function saveEntity(
  collection: Collection,
  fields: readonly FieldDef[],
  stored: Stored | null,
  base: Values,
  values: Values,
): Promise<Stored> {
  if (!stored) {
    const made = await call<Entity>('POST', url(`/${collection}`), createBody(fields, values));
    return { id: String(made.data.id), etag: made.etag };
  }
  const patch = patchBody(fields, base, values);
  if (!Object.keys(patch).length) return stored;
  const changed = await call<Entity>('PATCH', address(collection, stored.id), patch, stored.etag);
  return { id: stored.id, etag: changed.etag };
}

export function address(collection: Collection | 'links', id: string): string {
  return url(`/${collection}/${encodeURIComponent(id)}`);
}

/**
 * Writes the links of a form one after the other. What worked is marked as stored, what did not keeps its error
 * and stays; the second result says whether all of it worked.
 */
export async function saveLinks(
  defs: readonly LinkDef[],
  entity: string,
  drafts: readonly Draft[],
): Promise<[Draft[], boolean]> {
  const out: Draft[] = [];
  let good = true;
  for (const d of drafts) {
    try {
      const kept = await saveLink(defs, entity, d);
      if (kept) out.push(kept);
    } catch (e) {
      good = false;
      out.push({ ...d, removed: false, error: reason(e) });
    }
  }
  return [out, good];
}

async function saveLink(defs: readonly LinkDef[], entity: string, d: Draft): Promise<Draft | null> {
  const def = defs.find((x) => x.kind === d.kind);
  if (!def) return d;
  switch (task(d)) {
    case 'create': {
      const [from, to] = def.reversed ? [d.to?.id, entity] : [entity, d.to?.id];
      const body = { from, kind: d.kind, to, ...linkBody(def, d.values) };
      const made = await call<Link>('POST', url('/links'), body);
      return { ...d, id: made.data.id, version: made.data.version, stored: d.values, error: undefined };
    }
    case 'change': {
      const { etag } = await current(d);
      const changed = await call<Link>(
        'PATCH',
        address('links', d.id ?? ''),
        linkBody(def, d.values, d.stored),
        etag,
      );
      return { ...d, version: changed.data.version, stored: d.values, error: undefined };
    }
    case 'delete': {
      const { etag } = await current(d);
      await call('DELETE', address('links', d.id ?? ''), undefined, etag);
      return null;
    }
    default:
      return d.removed ? null : { ...d, error: undefined };
  }
}

/** The link as it is stored, unless somebody changed it since the form was opened. */
async function current(d: Draft): Promise<Answered<Link>> {
  const now = await call<Link>('GET', address('links', d.id ?? ''));
  if (d.version !== undefined && now.data.version !== d.version)
    throw new Problem(412, {
      title: 'Somebody changed this link since you opened the form. Load the page again.',
    });
  return now;
}

function reason(e: unknown): string {
  const p = problemOf(e);
  if (!p.errors.length) return p.detail || p.message;
  return p.errors.map((x) => `${x.pointer.slice(1) || 'The link'} ${x.detail}.`).join(' ');
}
