import type { Change, Refs } from '../api/types';
import { type Operation, operations } from './operations';

/** Where the log is read from, and what is known of an import's own part of it. */
export type Log = {
  changes: (after: number, limit: number) => Promise<{ items: Change[]; refs: Refs }>;
  /** The number of the last change before an import was applied, and how many its undo made. */
  extent: (importId: string) => Promise<{ since: number; restored: number }>;
};

export type LastWrites = { operations: Operation[]; refs: Refs };

const window = 100; // changes read at once
const most = 6; // times

/**
 * The last operations up to a change number, read backwards in windows. One that reaches into an import goes on
 * before the whole of it: thousands of its changes stand between what people did before and after.
 */
export async function lastWrites(upTo: number, want: number, log: Log): Promise<LastWrites> {
  const found: Change[] = [];
  const refs: Refs = {};
  let all: Operation[] = [];
  for (let to = upTo, i = 0; to > 0 && i < most && all.length <= want; i++) {
    const after = Math.max(0, to - window);
    const page = await log.changes(after, to - after);
    const oldest = page.items[0];
    if (!oldest) break;
    found.unshift(...page.items);
    Object.assign(refs, page.refs);
    all = operations(found);
    to = after;
    const own = all.find((o) => o.importId && o.changes.includes(oldest));
    if (own?.importId && after > 0) {
      const { since, restored } = await log.extent(own.importId);
      const newest = own.changes[own.changes.length - 1]?.seq ?? after;
      to = Math.min(after, own.undone ? newest - restored : since);
    }
  }
  return { operations: all.slice(0, want), refs };
}
