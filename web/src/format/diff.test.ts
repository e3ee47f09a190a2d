import { expect, it } from 'vitest';
import { changesBetween, titleOf } from './diff';

it('lists the fields a change touched and nothing the store keeps for itself', () => {
  const before = { id: '1', version: 1, updatedAt: 'x', name: 'A', tags: ['a'], country: 'NO' };
  const after = { id: '1', version: 2, updatedAt: 'y', name: 'B', tags: ['a'], website: 'https://b.example' };
  expect(changesBetween(before, after)).toEqual([
    { field: 'name', old: 'A', new: 'B' },
    { field: 'country', old: 'NO', new: undefined },
    { field: 'website', old: undefined, new: 'https://b.example' },
  ]);
  expect(changesBetween(null, { id: '1', version: 1, name: 'A' })).toEqual([
    { field: 'name', old: undefined, new: 'A' },
  ]);
});

it('names a record by what it has', () => {
  expect(titleOf({ key: 'LK-1', title: 'Launch' })).toBe('Launch');
  expect(titleOf({ component: 'c', mpn: 'KX-52' })).toBe('KX-52');
  expect(titleOf(null)).toBe('');
});
