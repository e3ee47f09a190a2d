import { expect, it } from 'vitest';
import { applyState, settles, stepOf, summaryOf } from './state';

const none = { decisions: [], answers: {} };
const counts = { create: 0, update: 0, unchanged: 0, undecided: 0, rejected: 0, skipped: 0 };

it('applies only what was checked, waits for bad rows, and never writes nothing', () => {
  const checked = {
    state: 'checked' as const,
    skipBad: false,
    edits: 3,
    counts: { ...counts, create: 3 },
    ...none,
  };
  expect(applyState(checked).may).toBe(true);
  expect(applyState({ ...checked, counts: { ...counts, create: 3, rejected: 1, undecided: 2 } })).toEqual({
    may: false,
    leave: { bad: 3, good: 3 },
    why: 'Apply waits for 3 rows: answer and mend them, or',
  });
  expect(applyState({ ...checked, counts: { ...counts, create: 3, rejected: 1 } }).why).toBe(
    'Apply waits for 1 row: mend it, or',
  );
  expect(applyState({ ...checked, skipBad: true, counts: { ...counts, create: 3, rejected: 1 } }).may).toBe(
    true,
  );
  expect(applyState({ ...checked, counts: { ...counts, unchanged: 2, rejected: 1 } })).toEqual({
    may: false, // to leave the bad row out would leave nothing
    why: 'No row can go in before you mend some.',
  });
  const word = {
    id: 'w',
    code: 'bad_value',
    column: 'Status',
    value: 'aktiv',
    question: '',
    options: [],
    rows: 4,
    rejects: true,
  };
  const held = { ...checked, counts: { ...counts, rejected: 4 }, decisions: [word] };
  expect(applyState(held).why).toBe('No row can go in before you answer or mend some.');
  expect(applyState({ ...held, state: 'mapping', answers: { w: 'active' } }).why).toBe(
    '1 answer made: check again to see what then becomes of the rows.',
  );
  expect(settles(held)).toBe(true);
  expect(settles({ ...held, decisions: [{ ...word, chosen: 'active' }] })).toBe(true); // until the next check
  expect(settles({ ...held, decisions: [{ ...word, rows: 0, chosen: 'active' }] })).toBe(false);
  expect(applyState({ ...checked, edits: 0 }).may).toBe(false);
  expect(applyState({ ...checked, state: 'mapping' }).may).toBe(false);
});

it('knows the step and the words of each state', () => {
  expect(stepOf({ state: 'mapping', plan: '' })).toBe('/import/$id/map');
  expect(stepOf({ state: 'applying', plan: 'x' })).toBe('/import/$id/done');
  const errors: never[] = [];
  expect(summaryOf({ state: 'applied', errors, counts: { ...counts, create: 2, update: 1200 } })).toBe(
    '2 created and 1,200 updated',
  );
  expect(summaryOf({ state: 'checked', errors, counts: { ...counts, unchanged: 5 } })).toBe(
    'checked: nothing changes',
  );
  const ref = { id: 'p', kind: 'partner' as const, name: 'Alder' };
  const kept = [{ code: 'conflict', detail: 'it was changed since', ref }];
  expect(summaryOf({ state: 'undone', errors: kept, counts })).toBe('undone, some of it stays');
  expect(summaryOf({ state: 'undone', errors, counts })).toBe('undone');
  expect(summaryOf({ state: 'failed', errors: kept, counts })).toBe('failed, some of it stays');
});
