import { expect, it } from 'vitest';
import type { Decision } from '../api/types';
import { answersOf, bulks, likest, rowsOf, wanted } from './questions';

const question = (id: string, value: string, options: [string, string][], more: Partial<Decision> = {}) => ({
  id,
  code: 'same_as',
  column: 'Vendor',
  value,
  question: `Is ${value} another name?`,
  rows: 2,
  optional: true,
  options: options.map(([v, label]) => ({ value: v, label })),
  ...more,
});
const known: Decision[] = [
  question('a', 'Acme Ltd', [
    ['1', 'Acme GmbH (92 % alike)'],
    ['2', 'Acmed (81 % alike)'],
    ['create', 'a new partner'],
  ]),
  question('b', 'Bolt Co', [
    ['3', 'Bolt Corp (90 % alike)'],
    ['create', 'a new partner'],
  ]),
  question('c', 'Nobody', [['create', 'a new partner']]),
  question('d', 'Parvell', [['4', 'Parvell (TW)']], { code: 'ambiguous_ref', optional: false }),
];

it('offers in bulk what several questions have, and takes the likest name of each', () => {
  const all = bulks(known);
  expect(all.map((b) => [b.value, b.of.length])).toEqual([
    ['create', 3],
    [likest, 2], // of two stored ones of one name none is likest
  ]);
  expect(answersOf(all[1] ?? { value: '', label: '', of: [] })).toEqual({ a: '1', b: '3' });
  expect(rowsOf(known)).toBe(8);
});

it('finds questions by all words of their value, question and options, and by whether they are answered', () => {
  const i = { answers: { b: '3' } };
  const ids = (asked: 'open' | 'answered' | 'all', text: string) =>
    wanted(known, i, asked, text).map((d) => d.id);
  expect(ids('all', 'acme gmbh')).toEqual(['a']);
  expect(ids('open', '')).toEqual(['a', 'c', 'd']);
  expect(ids('answered', 'bolt')).toEqual(['b']);
  expect(ids('answered', 'acme')).toEqual([]);
});
