import type { Kind, Layer, Stopped } from '../api/types';

/** What the lanes are drawn from: entities near a focus and the links among them, as the API answers them. */
export type Node = {
  id: string;
  kind: Kind;
  name: string;
  externalId?: string;
  /** Of a roadmap item. */
  key?: string;
  layer?: Layer;
  /** Links away from the focus; infinite where only a proof leads to it. */
  hop: number;
  date?: string;
};
export type Arrow = { id: string; from: string; kind: string; to: string; group?: string };

export const laneNames = ['Sub-tiers and parents', 'Partners', 'Components by layer', 'Products', 'Roadmap'];

/** An edge as drawn: offerings are folded into it, and it runs the way a failure spreads. */
export type Edge = { from: string; to: string; kind: string; alternate: boolean };

/** The links a failure runs along from `to` to `from`, because `from` rests on `to`. */
const against = new Set([
  'owned_by',
  'sources_from',
  'requires',
  'uses',
  'needs',
  'depends_on',
  'delivers',
  'involves',
]);

/** Folds each offering into edges from its maker, seller and sub-tiers to its component, and turns the rest. */
export function foldEdges(nodes: readonly Node[], arrows: readonly Arrow[]): Edge[] {
  const kind = new Map(nodes.map((n) => [n.id, n.kind]));
  const offers = new Map<string, { component?: string; sides: string[]; maker?: string; subs: string[] }>();
  const offer = (id: string) => {
    const known = offers.get(id) ?? { sides: [], subs: [] };
    offers.set(id, known);
    return known;
  };
  const edges = new Map<string, Edge>();
  const add = (from: string, to: string, k: string, alternate: boolean) => {
    const key = `${from} ${to}`;
    const old = edges.get(key);
    edges.set(key, { from, to, kind: old?.kind ?? k, alternate: alternate && (old?.alternate ?? true) });
  };
  for (const a of arrows) {
    if (a.kind === 'fulfils') offer(a.from).component = a.to;
    else if (a.kind === 'made_by') {
      offer(a.from).sides.push(a.to);
      offer(a.from).maker = a.to;
    } else if (a.kind === 'sold_by') offer(a.from).sides.push(a.to);
    else if (a.kind === 'relies_on') offer(a.from).subs.push(a.to);
    else if (against.has(a.kind)) add(a.to, a.from, a.kind, !!a.group);
    else if (a.kind === 'sells' || a.kind === 'services') add(a.from, a.to, a.kind, false);
  }
  const sources = new Map<string, number>();
  for (const o of offers.values())
    if (o.component) sources.set(o.component, (sources.get(o.component) ?? 0) + 1);
  for (const o of offers.values()) {
    if (!o.component) continue;
    const several = (sources.get(o.component) ?? 0) > 1;
    for (const side of o.sides) add(side, o.component, 'supplies', several);
    for (const sub of o.subs)
      if (o.maker && o.maker !== sub) add(sub, o.maker, 'relies_on', false);
      else add(sub, o.component, 'relies_on', several);
  }
  return [...edges.values()].filter((e) => kind.has(e.from) && kind.has(e.to) && e.from !== e.to);
}

/** The lane of each node, in the order of laneNames; offerings, contracts and people have none. */
export function laneOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, number> {
  const kind = new Map(nodes.map((n) => [n.id, n.kind]));
  const direct = new Set<string>();
  const behind = new Set<string>();
  for (const e of edges) {
    if (kind.get(e.from) !== 'partner') continue;
    if (kind.get(e.to) === 'partner') behind.add(e.from);
    else direct.add(e.from);
  }
  const lane = new Map<string, number>();
  for (const n of nodes) {
    if (n.kind === 'partner') lane.set(n.id, behind.has(n.id) && !direct.has(n.id) ? 0 : 1);
    else if (n.kind === 'component') lane.set(n.id, 2);
    else if (n.kind === 'product') lane.set(n.id, 3);
    else if (n.kind === 'roadmap_item') lane.set(n.id, 4);
  }
  return lane;
}

/** A step of a proof as the links it ran along: what stops is drawn even where the neighbourhood does not reach. */
const stepLinks: Record<string, string> = { sources: 'fulfils', share: 'fulfils' };

/** Adds what a failure stops to what is near: the entities, and the links of their proofs. */
export function withStopped(
  near: { nodes: readonly Node[]; links: readonly Arrow[] },
  stopped: readonly Stopped[],
): { nodes: Node[]; links: Arrow[] } {
  const known = new Set(near.nodes.map((n) => n.id));
  const nodes = [...near.nodes];
  const links = new Map(near.links.map((l) => [`${l.from} ${l.kind} ${l.to}`, l]));
  for (const s of stopped) {
    if (!known.has(s.entity.id)) {
      known.add(s.entity.id);
      nodes.push({ ...s.entity, layer: s.layer, hop: Number.POSITIVE_INFINITY });
    }
    for (const w of s.why) {
      for (const m of w.failed) {
        const back = w.rule in stepLinks;
        const [from, kind, to] = back
          ? [m.id, stepLinks[w.rule] ?? w.rule, w.owner.id]
          : [w.owner.id, w.rule, m.id];
        const key = `${from} ${kind} ${to}`;
        if (!links.has(key)) links.set(key, { id: key, from, kind, to });
      }
    }
  }
  return { nodes, links: [...links.values()] };
}

/** Leaves products out: an item that delivers one then needs what the product uses. */
export function withoutProducts(of: { nodes: readonly Node[]; links: readonly Arrow[] }): {
  nodes: Node[];
  links: Arrow[];
} {
  const uses = of.links.filter((l) => l.kind === 'uses');
  const through = of.links
    .filter((l) => l.kind === 'delivers')
    .flatMap((d) => uses.filter((u) => u.from === d.to).map((u) => ({ ...u, from: d.from, kind: 'needs' })));
  return {
    nodes: of.nodes.filter((n) => n.kind !== 'product'),
    links: [...of.links, ...through.map((l) => ({ ...l, id: `${l.from} ${l.to}` }))],
  };
}
