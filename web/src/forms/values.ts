import type { FieldError } from '../api/problem';
import type { Reference } from '../api/types';
import type { FieldDef } from './define';

/** What the inputs of a form hold, by field name. */
export type Value = string | boolean | readonly string[] | Reference | null;
export type Values = Record<string, Value>;
export type Entity = Record<string, unknown>;

/** What an entity, or what is typed of one, is called by. */
export function entityName(e: Readonly<Record<string, unknown>>): string | undefined {
  const name = e.name || e.reference || e.title || e.standard || e.mpn;
  return name ? String(name) : undefined;
}

/** Reads a stored entity into inputs. */
export function toValues(
  fields: readonly FieldDef[],
  entity: Entity,
  refs: Readonly<Record<string, Reference>>,
): Values {
  const values: Values = {};
  for (const f of fields) {
    const v = entity[f.name];
    if (f.type === 'ref') {
      const id = typeof v === 'string' ? v : '';
      values[f.name] = id ? (refs[id] ?? { id, kind: f.ref ?? 'partner', name: id }) : null;
    } else if (f.type === 'choices' || f.type === 'depths')
      values[f.name] = Array.isArray(v) ? v.map(String) : [];
    else if (f.type === 'lines') values[f.name] = Array.isArray(v) ? v.join('\n') : '';
    else if (f.type === 'flag') values[f.name] = v === true;
    else values[f.name] = v === undefined || v === null ? '' : String(v);
  }
  return values;
}

/** The JSON value of an input; undefined when it is blank. A number that is none goes as text: the server names it. */
export function jsonOf(f: FieldDef, v: Value | undefined): unknown {
  if (v === null || v === undefined) return undefined;
  if (f.type === 'ref') return typeof v === 'object' && 'id' in v ? v.id : undefined;
  if (f.type === 'choices') return Array.isArray(v) && v.length ? v : undefined;
  if (f.type === 'depths') return Array.isArray(v) && v.some((d) => d !== '') ? v.map(Number) : undefined;
  if (f.type === 'flag') return v === true ? true : undefined;
  const text = String(v).trim();
  if (f.type === 'lines') {
    const lines = text
      .split('\n')
      .map((l) => l.trim())
      .filter(Boolean);
    return lines.length ? lines : undefined;
  }
  if (text === '') return undefined;
  if (f.type === 'whole' || f.type === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}

export function createBody(fields: readonly FieldDef[], values: Values): Entity {
  const body: Entity = {};
  for (const f of fields) {
    const v = jsonOf(f, values[f.name]);
    if (v !== undefined) body[f.name] = v;
  }
  return body;
}

/** A merge patch: only what differs from what was loaded; a cleared field is null. */
export function patchBody(fields: readonly FieldDef[], base: Values, values: Values): Entity {
  const body: Entity = {};
  for (const f of fields) {
    const was = jsonOf(f, base[f.name]);
    const is = jsonOf(f, values[f.name]);
    if (JSON.stringify(was) !== JSON.stringify(is)) body[f.name] = is === undefined ? null : is;
  }
  return body;
}

/** Puts the server's field errors beside the inputs; what names no input of this form stays in `rest`. */
export function placeErrors(errors: readonly FieldError[], names: readonly string[]) {
  const by: Record<string, string> = {};
  const rest: FieldError[] = [];
  for (const e of errors) {
    const name = e.pointer.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
    if (!names.includes(name)) rest.push(e);
    else by[name] = by[name] ? `${by[name]} ${e.detail}` : e.detail;
  }
  return { by, rest };
}

export type Clash = { name: string; base: unknown; mine: unknown; theirs: unknown };

/** What two people changed since `base`: fields only they changed, and fields both changed differently. */
export function compare(fields: readonly FieldDef[], base: Values, mine: Values, theirs: Values) {
  const text = (f: FieldDef, v: Values) => JSON.stringify(jsonOf(f, v[f.name]) ?? null);
  const merged: Values = { ...mine };
  const changed: FieldDef[] = [];
  const clashes: FieldDef[] = [];
  for (const f of fields) {
    const [b, m, t] = [text(f, base), text(f, mine), text(f, theirs)];
    if (t === b) continue;
    changed.push(f);
    if (m === b || m === t) merged[f.name] = theirs[f.name] ?? null;
    else clashes.push(f);
  }
  return { changed, clashes, merged };
}
