import { describe, expect, it } from 'vitest';
import type { Change } from '../api/types';
import { type Log, lastWrites } from './lastWrites';

/** A log of `size` changes of people, one each, but for the runs that belong to imports. */
function logOf(size: number, runs: { from: number; to: number; import: string; step: string }[]) {
  const asked: number[] = [];
  const at = (seq: number): Change => {
    const run = runs.find((r) => seq >= r.from && seq <= r.to);
    return {
      seq,
      at: '2026-11-29T10:00:00Z',
      actor: 'ida',
      op: 'create',
      kind: 'partner',
      entityId: `e${seq}`,
      version: 1,
      before: null,
      after: {},
      operationId: run ? `${run.import}/${run.step}/0` : `o${seq}`,
      importId: run?.import,
    };
  };
  const log: Log = {
    changes: async (after, limit) => {
      asked.push(after);
      const last = Math.min(size, after + limit);
      return { items: Array.from({ length: last - after }, (_, i) => at(after + 1 + i)), refs: {} };
    },
    extent: async (id) => {
      const [applied, undone] = ['apply', 'undo'].map((s) =>
        runs.find((r) => r.import === id && r.step === s),
      );
      return { since: (applied?.from ?? 1) - 1, restored: undone ? undone.to - undone.from + 1 : 0 };
    },
  };
  return { log, asked };
}

const newest = async (upTo: number, log: Log) =>
  (await lastWrites(upTo, 3, log)).operations.map((o) => o.importId ?? o.main.entityId);

describe('the last writes', () => {
  it('are told in one read where people wrote them', async () => {
    const { log, asked } = logOf(40, []);
    expect(await newest(40, log)).toEqual(['e40', 'e39', 'e38']);
    expect(asked).toEqual([0]);
  });

  it('go on before an import of thousands, without reading it', async () => {
    const { log, asked } = logOf(5002, [{ from: 3, to: 5001, import: 'i', step: 'apply' }]);
    expect(await newest(5002, log)).toEqual(['e5002', 'i', 'e2']);
    expect(asked).toEqual([4902, 0]);
  });

  it('go on before an import and its undo', async () => {
    const { log, asked } = logOf(4002, [
      { from: 3, to: 2002, import: 'i', step: 'apply' },
      { from: 2003, to: 4002, import: 'i', step: 'undo' },
    ]);
    expect(await newest(4002, log)).toEqual(['i', 'i', 'e2']);
    expect(asked).toEqual([3902, 1902, 0]);
  });

  it('are none of an empty graph', async () => {
    const { log, asked } = logOf(0, []);
    expect(await newest(0, log)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
