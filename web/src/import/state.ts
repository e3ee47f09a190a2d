import type { Import, Outcome } from '../api/types';
import { count, list, number } from '../format/text';

/** Where an import stands, as the address of the step that shows it. */
export function stepOf(
  i: Pick<Import, 'state' | 'appliedAt' | 'plan'>,
): '/import/$id/map' | '/import/$id/check' | '/import/$id/done' {
  switch (i.state) {
    case 'mapping':
      return '/import/$id/map';
    case 'checking':
    case 'checked':
      return '/import/$id/check';
    case 'failed':
      return i.plan ? '/import/$id/done' : '/import/$id/check';
    default:
      return '/import/$id/done';
  }
}

type Counted = Pick<Import, 'state' | 'counts'>;

/** The outcomes of rows worth a word, where rows have one that holds. */
export function outcomesOf(i: Counted): { outcome: Outcome; text: string }[] {
  if (i.state !== 'checked' && i.state !== 'applied') return [];
  const done = i.state === 'applied';
  const words: [Outcome, string][] = [
    ['create', done ? 'created' : 'to create'],
    ['update', done ? 'updated' : 'to update'],
    ['rejected', 'rejected'],
    ['undecided', 'undecided'],
  ];
  return words
    .filter(([outcome]) => i.counts[outcome] > 0)
    .map(([outcome, word]) => ({ outcome, text: `${number(i.counts[outcome])} ${word}` }));
}

/** Where an import stands, in a few words. */
export function summaryOf(i: Counted & Pick<Import, 'errors'>): string {
  const found = outcomesOf(i).map((o) => o.text);
  const counted = found.length ? list(found) : i.counts.unchanged ? 'nothing changes' : 'no rows';
  switch (i.state) {
    case 'mapping':
      return 'waits for its mapping';
    case 'checking':
      return 'is being checked';
    case 'checked':
      return `checked: ${counted}`;
    case 'applying':
      return 'is being applied';
    case 'applied':
      return counted;
    case 'failed':
      return someStay(i) ? 'failed, some of it stays' : 'failed, nothing written';
    default:
      return someStay(i) ? 'undone, some of it stays' : 'undone';
  }
}

/** Whether the graph still has something of an import that was taken back, since it was changed or used meanwhile. */
export const someStay = (i: Pick<Import, 'state' | 'errors'>): boolean =>
  (i.state === 'undone' || i.state === 'failed') && i.errors.some((e) => e.ref);

type Held = { bad: number; good: number };

/** Whether the file can be applied, what holds it back, and the rows that may be left out where others can go in. */
export function applyState(
  i: Pick<Import, 'state' | 'counts' | 'skipBad' | 'edits' | 'decisions' | 'answers'>,
): {
  may: boolean;
  why: string;
  leave?: Held;
} {
  const { create, update, rejected, undecided } = i.counts;
  const bad = rejected + undecided;
  const good = create + update;
  if (i.state !== 'checked') return { may: false, why: uncheckedBecause(i) };
  if (bad && !good) return { may: false, why: `No row can go in before you ${todo(i, 'or')} some.` };
  const leave = bad ? { bad, good } : undefined;
  if (bad && !i.skipBad)
    return {
      may: false,
      leave,
      why: `Apply waits for ${count(bad, 'row')}: ${todo(i, 'and')} ${bad === 1 ? 'it' : 'them'}, or`,
    };
  if (!i.edits) return { may: false, leave, why: 'Nothing in this file changes what is stored.' };
  return { may: true, leave, why: '' };
}

type Standing = Pick<Import, 'state' | 'counts' | 'decisions' | 'answers'>;

/** Why a file that is not checked is not: answers made since count from the next check on. */
function uncheckedBecause({ state, decisions, answers }: Standing): string {
  const made = decisions.filter((d) => answers[d.id] && d.rows).length;
  if (state !== 'mapping' || !made) return 'The file has to be checked first.';
  return `${count(made, 'answer')} made: check again to see what then becomes of the rows.`;
}

/** Whether rows were rejected, when they were looked at last, for a question that an answer settles. */
export function settles({ counts, decisions }: Pick<Standing, 'counts' | 'decisions'>): boolean {
  return counts.rejected > 0 && decisions.some((d) => d.rows > 0 && d.rejects);
}

/** What is to be done about rows that cannot go in. */
function todo(i: Standing, word: 'and' | 'or'): string {
  const { rejected, undecided } = i.counts;
  const verbs = [(undecided || settles(i)) && 'answer', rejected && 'mend'].filter(Boolean);
  return verbs.join(` ${word} `);
}
