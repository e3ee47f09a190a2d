import type { Decision, Import } from '../api/types';

/** The questions of a check, as they are filtered and answered many at a time. */

export type Asked = 'open' | 'answered' | 'all';

/** Options that mean the same in every question, beside those that name something known. */
const common: Record<string, string> = {
  create: 'a new partner of each name',
  new: 'another one: none of those that are known',
  blank: 'nothing: leave the cells blank',
  dmy: 'the day comes first',
  mdy: 'the month comes first',
  point: 'the point is the decimal sign',
  comma: 'the comma is the decimal sign',
};

/** The answer in bulk that takes in each question what is most like its value. */
export const likest = 'likest';

export const answerOf = (i: Pick<Import, 'answers'>, d: Decision): string =>
  i.answers[d.id] ?? d.chosen ?? '';

/** Whether an option names something that is known: options of a few words are the same in all questions of a column. */
const isKnown = (d: Decision, value: string) =>
  !(value in common) && (d.code === 'same_as' || d.code === 'ambiguous_ref');

export function wanted(
  of: readonly Decision[],
  i: Pick<Import, 'answers'>,
  asked: Asked,
  text: string,
): Decision[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return of.filter((d) => {
    if (asked !== 'all' && !!answerOf(i, d) !== (asked === 'answered')) return false;
    if (!words.length) return true;
    const said = [d.value, d.column, d.question, ...d.options.map((o) => o.label)].join(' ').toLowerCase();
    return words.every((w) => said.includes(w));
  });
}

export type Bulk = { value: string; label: string; of: Decision[] };

/** What several questions can be answered with at once, and which of them have that answer. */
export function bulks(of: readonly Decision[]): Bulk[] {
  const found = new Map<string, Bulk>();
  const add = (value: string, label: string, d: Decision) => {
    const known = found.get(value);
    if (known) known.of.push(d);
    else found.set(value, { value, label, of: [d] });
  };
  for (const d of of) {
    const [first] = d.options;
    if (d.code === 'same_as' && first && isKnown(d, first.value))
      add(likest, 'the known name that each is most like', d);
    for (const o of d.options) if (!isKnown(d, o.value)) add(o.value, common[o.value] ?? o.label, d);
  }
  return [...found.values()].filter((b) => b.of.length > 1).sort((a, b) => b.of.length - a.of.length);
}

/** The option that a bulk answer is in one question. */
export function optionOf(b: Pick<Bulk, 'value'>, d: Decision): Decision['options'][number] | undefined {
  return b.value === likest ? d.options[0] : d.options.find((o) => o.value === b.value);
}

export function answersOf(b: Bulk): Record<string, string> {
  return Object.fromEntries(b.of.map((d) => [d.id, optionOf(b, d)?.value ?? '']));
}

export const rowsOf = (of: readonly Decision[]): number => of.reduce((sum, d) => sum + d.rows, 0);
