import { expect, it } from 'vitest';
import { alike } from './reasons';

it('tells a reason once, with its lines, and apart what differs in any word', () => {
  const fault = (line: number, got: string) => ({
    line,
    column: 'Country',
    code: 'bad_value',
    got,
    expected: 'a country',
    hint: 'correct it',
  });
  const row = (line: number, ...got: string[]) => ({
    line,
    row: line,
    outcome: 'rejected' as const,
    errors: got.map((g) => fault(line, g)),
  });
  const found = alike([
    row(4, 'Nowhere'),
    row(5, 'Elsewhere'),
    row(9, 'Nowhere'),
    { ...row(2, 'Nowhere'), sheet: 'B' },
  ]);
  expect(found.map((r) => [r.sheet, r.error.got, r.lines])).toEqual([
    [undefined, 'Nowhere', [4, 9]],
    [undefined, 'Elsewhere', [5]],
    ['B', 'Nowhere', [2]],
  ]);
});
