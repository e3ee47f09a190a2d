import { expect, it } from 'vitest';
import type { FieldDef } from './define';
import { type Draft, linkBody, linkDefs, task } from './links';
import { compare, createBody, patchBody, placeErrors, toValues, type Values } from './values';

const fields: FieldDef[] = [
  { name: 'name', label: 'Name', type: 'text' },
  { name: 'parent', label: 'Parent', type: 'ref', ref: 'partner' },
  { name: 'days', label: 'Days', type: 'whole' },
  { name: 'aliases', label: 'Other names', type: 'lines' },
  { name: 'roles', label: 'Roles', type: 'choices' },
];
const stored = { id: '1', name: 'Ostrel', parent: 'p', days: 0, aliases: ['a', 'b'] };
const refs = { p: { id: 'p', kind: 'partner', name: 'Norrvik' } } as const;

it('reads an entity and writes the same again', () => {
  const v = toValues(fields, stored, refs);
  expect(v.parent).toEqual(refs.p);
  expect(createBody(fields, v)).toEqual({ name: 'Ostrel', parent: 'p', days: 0, aliases: ['a', 'b'] });
  expect(patchBody(fields, v, v)).toEqual({});
});

it('patches what changed only, null for what was cleared, text for a number that is none', () => {
  const base = toValues(fields, stored, refs);
  expect(patchBody(fields, base, { ...base, parent: null, days: 'ten', roles: ['vendor'] })).toEqual({
    parent: null,
    days: 'ten',
    roles: ['vendor'],
  });
});

it('places errors by their pointer and keeps the others', () => {
  const { by, rest } = placeErrors(
    [
      { pointer: '/name', detail: 'is required' },
      { pointer: '/roles/0', detail: 'is unknown' },
      { pointer: '/roles/1', detail: 'twice' },
      { pointer: '', detail: 'not JSON' },
      { pointer: '/other', detail: 'x' },
    ],
    ['name', 'roles'],
  );
  expect(by).toEqual({ name: 'is required', roles: 'is unknown twice' });
  expect(rest.map((e) => e.pointer)).toEqual(['', '/other']);
});

it('merges two edits and asks only where both changed one field', () => {
  const base: Values = { name: 'A', parent: null, days: '1', aliases: '', roles: [] };
  const mine: Values = { ...base, name: 'B', days: '2' };
  const theirs: Values = { ...base, name: 'C', aliases: 'x' };
  const { changed, clashes, merged } = compare(fields, base, mine, theirs);
  expect(changed.map((f) => f.name)).toEqual(['name', 'aliases']);
  expect(clashes.map((f) => f.name)).toEqual(['name']);
  expect(merged).toEqual({ name: 'B', parent: null, days: '2', aliases: 'x', roles: [] });
});

it('knows what to send for a link', () => {
  const def = linkDefs.roadmap_item[0];
  if (!def) throw new Error('no definition');
  const to = { id: 'c', kind: 'component', name: 'Modem' } as const;
  const kept: Draft = {
    key: '1',
    kind: 'needs',
    id: 'l',
    to,
    values: { group: 'radio' },
    stored: { group: 'radio' },
  };
  expect(task(kept)).toBe('none');
  expect(task({ ...kept, values: { group: '' } })).toBe('change');
  expect(task({ ...kept, removed: true })).toBe('delete');
  expect(task({ key: '2', kind: 'needs', to: null, values: {} })).toBe('none');
  expect(task({ key: '2', kind: 'needs', to, values: {} })).toBe('create');
  expect(linkBody(def, { group: '', minimum: '2', quantity: 'x' }, { group: 'radio' })).toEqual({
    group: null,
    minimum: 2,
    quantity: 'x',
  });
});
