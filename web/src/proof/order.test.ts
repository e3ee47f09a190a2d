import { expect, it } from 'vitest';
import type { Reference, Step } from '../api/types';
import { arrange } from './order';

const ref = (id: string): Reference => ({ id, kind: 'partner', name: id });
const step = (owner: string, ...members: string[]): Step => ({
  owner: ref(owner),
  rule: 'requires',
  failed: members.map(ref),
  needed: members.length,
  members: members.map(ref),
});
const read = (steps: Step[]) =>
  arrange(steps).map((l) => `${'  '.repeat(l.depth)}${l.step.owner.id}${l.leaf ? '.' : ''}`);

it('leaves a chain as it is', () => {
  expect(read([step('offer', 'maker'), step('part', 'offer'), step('item', 'part')])).toEqual([
    'offer',
    'part',
    'item',
  ]);
});

it('reads two branches one after the other, indented up to the rule that joins them', () => {
  const fired = [
    step('A', 'P'),
    step('B', 'P'),
    step('a', 'A'),
    step('b', 'B'),
    step('M', 'a', 'b'),
    step('item', 'M'),
  ];
  expect(read(fired)).toEqual(['  A', '  a.', '  B', '  b.', 'M', 'item']);
});

it('does not indent what all branches share', () => {
  const fired = [step('S', 'P'), step('a', 'S'), step('b', 'S'), step('M', 'a', 'b')];
  expect(read(fired)).toEqual(['S', '  a.', '  b.', 'M']);
});

it('counts a cause that is itself a member as no branch', () => {
  const fired = [step('b', 'P'), step('M', 'P', 'b')];
  expect(read(fired)).toEqual(['b', 'M']);
});
