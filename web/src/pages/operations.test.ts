import { describe, expect, it } from 'vitest';
import type { Change } from '../api/types';
import { operations } from './operations';

const change = (seq: number, kind: string, operationId: string, importId?: string): Change => ({
  seq,
  at: '2026-11-29T10:00:00Z',
  actor: 'ida',
  op: 'create',
  kind,
  entityId: `e${seq}`,
  version: 1,
  before: null,
  after: {},
  operationId,
  importId,
});

describe('the log as operations', () => {
  it('makes one of an import with all its batches, and another of its undo', () => {
    const log = [
      change(1, 'partner', 'i/apply/0', 'i'),
      change(2, 'partner', 'i/apply/0', 'i'),
      change(3, 'owned_by', 'i/apply/1', 'i'),
      change(4, 'owned_by', 'i/undo/3/0', 'i'),
    ];
    const seen = operations(log).map((o) => [o.importId, o.undone, o.changes.length]);
    expect(seen).toEqual([
      ['i', true, 1],
      ['i', false, 3],
    ]);
  });

  it('is about the entity where links went with it, and about the link where it is alone', () => {
    const log = [change(1, 'owned_by', 'a'), change(2, 'partner', 'a'), change(3, 'needs', 'b')];
    expect(operations(log).map((o) => o.main.entityId)).toEqual(['e3', 'e2']);
  });

  it('keeps an import one where another write stands between its batches', () => {
    const log = [
      change(1, 'partner', 'i/apply/0', 'i'),
      change(2, 'product', 'x'),
      change(3, 'partner', 'i/apply/1', 'i'),
    ];
    expect(operations(log).map((o) => o.changes.map((c) => c.seq))).toEqual([[1, 3], [2]]);
  });
});
