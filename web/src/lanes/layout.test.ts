import { describe, expect, it } from 'vitest';
import { layout, narrow, pitch, spread, top } from './layout';
import { type Arrow, foldEdges, laneOf, type Node, withStopped } from './model';

const node = (id: string, kind: Node['kind'], more: Partial<Node> = {}): Node => ({
  id,
  kind,
  name: id,
  hop: 1,
  ...more,
});
const link = (from: string, kind: string, to: string, group?: string): Arrow => ({
  id: `${from}.${kind}.${to}`,
  from,
  kind,
  to,
  group,
});

const nodes = [
  node('holding', 'partner'),
  node('ostrel', 'partner'),
  node('tamsin', 'partner'),
  node('modem', 'component', { layer: 'device_hardware' }),
  node('o1', 'offering'),
  node('o2', 'offering'),
  node('item', 'roadmap_item', { date: '2027-02-26' }),
];
const links = [
  link('ostrel', 'owned_by', 'holding'),
  link('tamsin', 'owned_by', 'holding'),
  link('o1', 'fulfils', 'modem'),
  link('o1', 'made_by', 'ostrel'),
  link('o2', 'fulfils', 'modem'),
  link('o2', 'made_by', 'tamsin'),
  link('item', 'needs', 'modem'),
];

describe('edges', () => {
  it('fold offerings and run the way a failure spreads', () => {
    expect(foldEdges(nodes, links)).toEqual([
      { from: 'holding', to: 'ostrel', kind: 'owned_by', alternate: false },
      { from: 'holding', to: 'tamsin', kind: 'owned_by', alternate: false },
      { from: 'modem', to: 'item', kind: 'needs', alternate: false },
      { from: 'ostrel', to: 'modem', kind: 'supplies', alternate: true },
      { from: 'tamsin', to: 'modem', kind: 'supplies', alternate: true },
    ]);
  });
  it('leave out links whose other end is not shown', () => {
    expect(foldEdges([node('a', 'partner')], [link('a', 'owned_by', 'gone')])).toEqual([]);
  });
});

it('puts a parent without offerings before the partners, and offerings nowhere', () => {
  const lane = laneOf(nodes, foldEdges(nodes, links));
  expect(Object.fromEntries(lane)).toEqual({ holding: 0, ostrel: 1, tamsin: 1, modem: 2, item: 4 });
});

describe('layout', () => {
  it('is the same for any order of the answer', () => {
    const one = layout(nodes, links, 'holding', new Set(['ostrel']), 20);
    const two = layout([...nodes].reverse(), [...links].reverse(), 'holding', new Set(['ostrel']), 20);
    const at = (p: typeof one) => p.nodes.map((n) => [n.id, n.lane, n.y]).sort();
    expect(at(two)).toEqual(at(one));
  });
  it('never lets two nodes of a lane overlap and says what the cap left out', () => {
    const many = Array.from({ length: 30 }, (_, i) => node(`p${i}`, 'partner'));
    const arrows = many.flatMap((p, i) => [
      link(`x${i}`, 'fulfils', 'modem'),
      link(`x${i}`, 'made_by', p.id),
    ]);
    const all = [...many, ...many.map((_, i) => node(`x${i}`, 'offering')), ...nodes];
    const p = layout(all, [...links, ...arrows], 'modem', new Set(), 20);
    const ys = p.nodes
      .filter((n) => n.lane === 1)
      .map((n) => n.y)
      .sort((a, b) => a - b);
    expect(ys).toHaveLength(20);
    for (let i = 1; i < ys.length; i++) expect((ys[i] ?? 0) - (ys[i - 1] ?? 0)).toBeGreaterThanOrEqual(pitch);
    expect(p.captions.some((c) => c.text === '+12 more')).toBe(true); // 30, ostrel and tamsin, less 20
    expect(p.total).toBe(35);
    expect(Math.max(...p.nodes.map((n) => n.y))).toBeLessThan(p.height);
  });
  it('keeps what is stopped when the cap bites', () => {
    const many = Array.from({ length: 9 }, (_, i) => node(`c${i}`, 'component', { layer: 'applications' }));
    const p = layout(many, [], 'none', new Set(['c8']), 10);
    expect(p.nodes.map((n) => n.id)).toContain('c8');
    expect(p.nodes).toHaveLength(2);
  });
});

it('spreads in order, at the pitch, inside the room', () => {
  expect(spread([top, top, top], 500)).toEqual([top, top + pitch, top + 2 * pitch]);
  expect(spread([400, 400], 400)).toEqual([400 - pitch, 400]);
});

it('gives the room of empty lanes to the others', () => {
  const lanes = narrow(new Set([1, 2, 4]), 696);
  expect(lanes[0]?.width).toBe(0);
  expect(lanes[3]?.width).toBe(0);
  const last = lanes[4];
  expect(Math.round((last?.x ?? 0) + (last?.width ?? 0))).toBeCloseTo(696, -1);
});

it('draws what stops beyond the neighbourhood, by the links of its proof', () => {
  const ref = (n: Node) => ({ id: n.id, kind: n.kind, name: n.name });
  const [, ostrel, , modem, o1] = nodes;
  const far = node('far', 'roadmap_item');
  if (!ostrel || !modem || !o1) throw new Error('no nodes');
  const step = (owner: Node, rule: 'made_by' | 'sources' | 'needs', by: Node) => ({
    owner: ref(owner),
    rule,
    failed: [ref(by)],
    needed: 1,
    members: [ref(by)],
  });
  const why = [step(o1, 'made_by', ostrel), step(modem, 'sources', o1), step(far, 'needs', modem)];
  const all = withStopped({ nodes: [ostrel], links: [] }, [
    { entity: ref(o1), why: why.slice(0, 1), sentence: '' },
    { entity: ref(modem), layer: 'device_hardware', why: why.slice(0, 2), sentence: '' },
    { entity: ref(far), why, sentence: '' },
  ]);
  expect(foldEdges(all.nodes, all.links)).toEqual([
    { from: 'modem', to: 'far', kind: 'needs', alternate: false },
    { from: 'ostrel', to: 'modem', kind: 'supplies', alternate: false },
  ]);
});
