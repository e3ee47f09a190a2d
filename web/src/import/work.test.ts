import { expect, it } from 'vitest';
import type { Job } from '../api/types';
import { ending, isBusy } from './work';

const counts = { create: 0, update: 0, unchanged: 0, undecided: 0, rejected: 0, skipped: 0 };
const job = (of: Partial<Job>): Job => ({
  id: 'j',
  kind: 'check',
  import: 'i',
  state: 'done',
  progress: { done: 0, total: 0, unit: 'rows' },
  waits: null,
  result: { counts: { ...counts, create: 1200, rejected: 2 }, edits: 1200, changes: 1200, kept: 1 },
  errors: [],
  createdBy: 'x',
  createdAt: '',
  updatedAt: '',
  ...of,
});

it('is busy until the import is known as the job left it', () => {
  expect(isBusy({ state: 'mapping' }, undefined)).toBe(false);
  expect(isBusy({ state: 'applied', job: 'j' }, undefined)).toBe(true); // an undo may be at work
  expect(isBusy({ state: 'applied', job: 'j' }, job({ kind: 'undo', state: 'running' }))).toBe(true);
  expect(isBusy({ state: 'applied', job: 'j' }, job({ kind: 'undo' }))).toBe(true); // undone, as the next answer says
  expect(isBusy({ state: 'applied', job: 'j' }, job({ kind: 'undo', state: 'failed' }))).toBe(false);
  expect(isBusy({ state: 'checking', job: 'j' }, job({}))).toBe(true);
  expect(isBusy({ state: 'checked', job: 'j' }, job({}))).toBe(false);
});

it('tells in a sentence what a job came to', () => {
  expect(ending(job({}), 'a.csv')).toBe('Checking a.csv is done: 1,200 create and 2 rejected.');
  expect(ending(job({ kind: 'apply' }), 'a.csv')).toBe('Applying a.csv is done: 1,200 changes written.');
  expect(ending(job({ kind: 'undo' }), 'a.csv')).toBe(
    'Undoing a.csv is done: 1,200 changes taken back, 1 kept.',
  );
  expect(ending(job({ state: 'cancelled' }), 'a.csv')).toBe('Checking a.csv was stopped.');
  const failed = job({ state: 'failed', result: null, errors: [{ code: 'conflict', detail: 'it moved' }] });
  expect(ending(failed, 'a.csv')).toBe('Checking a.csv failed: it moved.');
});
