import type { Change } from '../api/types';
import { kindNames } from '../format/kinds';

/** What was written together: an import in all its batches, or one operation. The newest change stands for its time. */
export type Operation = {
  key: string;
  importId?: string;
  /** An import that was taken back. */
  undone: boolean;
  /** The one record it is about: the first entity, else the first link. */
  main: Change;
  changes: Change[];
};

/** Changes in the order of the log as operations, the last written first; other writes may stand between batches. */
export function operations(log: readonly Change[]): Operation[] {
  const by = new Map<string, Operation>();
  for (const c of [...log].reverse()) {
    const key = c.importId ? `${c.importId}/${step(c)}` : c.operationId;
    const known = by.get(key);
    if (known) known.changes.unshift(c);
    else
      by.set(key, { key, importId: c.importId, undone: step(c).startsWith('undo'), main: c, changes: [c] });
  }
  const all = [...by.values()];
  for (const o of all) o.main = o.changes.find((c) => Object.hasOwn(kindNames, c.kind)) ?? o.main;
  return all;
}

/** Whether a change of an import was made by its apply or by its undo. */
function step(c: Change): string {
  return c.operationId.split('/').slice(1, -1).join('/');
}
