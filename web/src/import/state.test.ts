import { expect, it } from 'vitest';
import type { Mapping } from '../api/types';
import { applyState, lacking, setField, stepOf, summaryOf } from './state';

const mapping: Mapping = {
  as: 'partners',
  source: 'erp',
  columns: [
    { header: 'No', field: 'external_id', by: 'synonym' },
    { header: 'Vendor', field: 'name', by: 'synonym' },
    { header: 'Full name', field: '' },
  ],
};
const counts = { create: 0, update: 0, unchanged: 0, undecided: 0, rejected: 0, skipped: 0 };

it('gives a field to one column only, and says who chose', () => {
  const next = setField(mapping, 2, 'name');
  expect(next.columns.map((c) => [c.field, c.by])).toEqual([
    ['external_id', 'synonym'],
    ['', 'chosen'],
    ['name', 'chosen'],
  ]);
  expect(mapping.columns[1]?.field).toBe('name');
  expect(setField(mapping, 0, '').columns.map((c) => c.field)).toEqual(['', 'name', '']);
});

it('names required fields without a column or constant', () => {
  const fields = [
    { name: 'name', type: 'text' as const, required: true },
    { name: 'layer', type: 'text' as const, required: true },
    { name: 'kind', type: 'text' as const, required: false },
  ];
  expect(lacking(mapping, fields)).toEqual(['layer']);
  expect(lacking({ ...mapping, constants: { layer: 'applications' } }, fields)).toEqual([]);
});

it('applies only what was checked, waits for bad rows, and never writes nothing', () => {
  const checked = { state: 'checked' as const, skipBad: false, edits: 3, counts: { ...counts, create: 3 } };
  expect(applyState(checked).may).toBe(true);
  expect(
    applyState({ ...checked, counts: { ...counts, create: 3, rejected: 1, undecided: 2 } }),
  ).toMatchObject({
    may: false,
    bad: 3,
  });
  expect(applyState({ ...checked, skipBad: true, counts: { ...counts, create: 3, rejected: 1 } }).may).toBe(
    true,
  );
  expect(applyState({ ...checked, edits: 0 }).may).toBe(false);
  expect(applyState({ ...checked, state: 'mapping' }).may).toBe(false);
});

it('knows the step and the words of each state', () => {
  expect(stepOf({ state: 'mapping', plan: '' })).toBe('/import/$id/map');
  expect(stepOf({ state: 'applying', plan: 'x' })).toBe('/import/$id/done');
  expect(summaryOf({ state: 'applied', counts: { ...counts, create: 2, update: 1200 } })).toBe(
    '2 created and 1,200 updated',
  );
  expect(summaryOf({ state: 'checked', counts: { ...counts, unchanged: 5 } })).toBe(
    'checked: nothing changes',
  );
});
