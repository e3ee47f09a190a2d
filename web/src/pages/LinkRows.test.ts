import { expect, it } from 'vitest';
import type { Link } from '../api/types';
import { linkFacts } from './LinkRows';

const link = (to: string, more: Partial<Link>) =>
  ({ id: to, from: 'item', kind: 'needs', to, group: 'g', ...more }) as Link;

it('tells of each alternate how many of its group must work, whichever link says it', () => {
  const group = [link('a', { minimum: 2 }), link('b', {}), link('c', {})];
  for (const l of group) expect(linkFacts(l, group)).toBe('alternates “g”, 2 must work');
});

it('takes one where no link of a group says how many', () => {
  const group = [link('a', {}), link('b', {})];
  expect(linkFacts(group[0] as Link, group)).toBe('alternates “g”, 1 must work');
});

it('does not say how many where the other links of the group are not there', () => {
  expect(linkFacts(link('a', {}))).toBe('alternates “g”');
  expect(linkFacts(link('a', { minimum: 3 }))).toBe('alternates “g”, 3 must work');
});
