import { layerNames, layers } from '../format/kinds';
import { quarter } from '../format/text';
import { type Arrow, type Edge, foldEdges, laneOf, type Node } from './model';

export const pitch = 24;
export const nodeHeight = 20;
export const top = 44;

export type Lane = { x: number; width: number };
/** Five columns over 1024 units. */
export const wide: readonly Lane[] = [
  { x: 0, width: 130 },
  { x: 170, width: 146 },
  { x: 362, width: 186 },
  { x: 596, width: 104 },
  { x: 752, width: 246 },
];
/** How much of a narrower picture each lane wants, and the room between two lanes. */
const wants = [112, 140, 150, 100, 190];
const gap = 36;

/** The lanes that hold something, side by side in the width of an entity's page; the others take no room. */
export function narrow(present: ReadonlySet<number>, total = 696): Lane[] {
  const used = wants.map((w, i) => (present.has(i) ? w : 0));
  const sum = used.reduce((a, b) => a + b, 0) || 1;
  const room = total - gap * (used.filter(Boolean).length - 1);
  let x = 0;
  return used.map((w) => {
    const width = Math.round((room * w) / sum);
    const lane = { x, width };
    if (w) x += width + gap;
    return lane;
  });
}

export type Placed = Node & { lane: number; y: number };
export type Caption = { text: string; x: number; y: number; layer?: number; more?: boolean };
export type Picture = {
  nodes: Placed[];
  edges: Edge[];
  captions: Caption[];
  /** Where each lane stands; one without width is left out. */
  lanes: readonly Lane[];
  width: number;
  height: number;
  /** Entities of the lanes, drawn or not. */
  total: number;
};

type Band = { caption?: string; layer?: number; nodes: Node[]; left: number };

/**
 * Places nodes in five columns. The same input always gives the same picture: bands in the order of the layers
 * and quarters, in each what is stopped first, then by the barycentre of the neighbours, then by name and id.
 */
export function layout(
  all: readonly Node[],
  arrows: readonly Arrow[],
  focus: string,
  stopped: ReadonlySet<string>,
  cap: number,
  small = false,
): Picture {
  const edges = foldEdges(all, arrows);
  const lane = laneOf(all, edges);
  const shown = all.filter((n) => lane.has(n.id));
  const first = (n: Node) => (n.id === focus ? 0 : stopped.has(n.id) ? 1 : 2);
  const ranked = [...shown].sort(
    (a, b) =>
      first(a) - first(b) || a.hop - b.hop || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1),
  );
  const columns = [0, 1, 2, 3, 4].map((i) =>
    bands(
      i,
      ranked.filter((n) => lane.get(n.id) === i),
      cap,
    ),
  );
  const near = neighbours(edges);
  sweep(columns, near, first);
  const lanes = small ? narrow(new Set(lane.values())) : wide;
  return place(columns, lanes, edges, near, shown.length);
}

function bands(lane: number, nodes: Node[], cap: number): Band[] {
  if (lane === 2) {
    const part = Math.max(2, Math.floor(cap / layers.length));
    return layers.flatMap((l, i) => {
      const of = nodes.filter((n) => n.layer === l);
      const cut = of.length === part + 1 ? part + 1 : part; // "+1 more" takes as much room as the one
      return of.length
        ? [{ caption: layerNames[l], layer: i, nodes: of.slice(0, cut), left: Math.max(0, of.length - cut) }]
        : [];
    });
  }
  const kept = nodes.slice(0, cap);
  const left = nodes.length - kept.length;
  if (lane !== 4) return nodes.length ? [{ nodes: kept, left }] : [];
  const by = new Map<string, Node[]>();
  const dated = [...kept].sort((a, b) => ((a.date ?? '9') < (b.date ?? '9') ? -1 : 1));
  for (const n of dated) {
    const q = n.date ? quarter(n.date) : 'No date';
    by.set(q, [...(by.get(q) ?? []), n]);
  }
  const out: Band[] = [...by].map(([caption, of]) => ({ caption, nodes: of, left: 0 }));
  const last = out[out.length - 1];
  if (last) last.left = left;
  return out;
}

function neighbours(edges: readonly Edge[]): Map<string, string[]> {
  const near = new Map<string, string[]>();
  for (const e of edges) {
    near.set(e.from, [...(near.get(e.from) ?? []), e.to]);
    near.set(e.to, [...(near.get(e.to) ?? []), e.from]);
  }
  return near;
}

/** Three barycentre sweeps each way inside the bands; what is stopped stays on top. */
function sweep(columns: Band[][], near: Map<string, string[]>, first: (n: Node) => number) {
  const at = new Map<string, number>();
  const index = () => {
    for (const c of columns) {
      const flat = c.flatMap((b) => b.nodes);
      flat.forEach((n, i) => {
        at.set(n.id, i / Math.max(1, flat.length - 1));
      });
    }
  };
  index();
  for (let i = 0; i < 6; i++) {
    for (const c of i % 2 ? [...columns].reverse() : columns) {
      for (const b of c) {
        const centre = new Map(b.nodes.map((n) => [n.id, mean(near.get(n.id), at) ?? at.get(n.id) ?? 0]));
        b.nodes.sort(
          (x, y) =>
            first(x) - first(y) ||
            (centre.get(x.id) ?? 0) - (centre.get(y.id) ?? 0) ||
            x.name.localeCompare(y.name, 'en') ||
            (x.id < y.id ? -1 : 1),
        );
      }
      index();
    }
  }
}

function mean(ids: readonly string[] | undefined, at: ReadonlyMap<string, number>): number | undefined {
  const known = (ids ?? []).flatMap((id) => at.get(id) ?? []);
  return known.length ? known.reduce((a, b) => a + b, 0) / known.length : undefined;
}

function place(
  columns: Band[][],
  lanes: readonly Lane[],
  edges: Edge[],
  near: Map<string, string[]>,
  total: number,
): Picture {
  const nodes: Placed[] = [];
  const captions: Caption[] = [];
  const ys = new Map<string, number>();
  let height = top + pitch;
  // Components and roadmap are banded: they stand first and decide the height.
  for (const i of [2, 4]) {
    let y = top - 18;
    for (const b of columns[i] ?? []) {
      captions.push({ text: b.caption ?? '', x: lanes[i]?.x ?? 0, y: y + 13, layer: b.layer });
      y += 18;
      for (const n of b.nodes) {
        nodes.push({ ...n, lane: i, y });
        ys.set(n.id, y);
        y += pitch;
      }
      if (b.left) {
        const where = b.layer === undefined ? '' : ` in ${b.caption?.toLowerCase()}`;
        captions.push({ text: `+${b.left} more${where}`, x: lanes[i]?.x ?? 0, y: y + 12, more: true });
        y += 18;
      }
      y += 8;
    }
    height = Math.max(height, y);
  }
  for (const i of [1, 0, 3]) {
    const band = columns[i]?.[0];
    if (!band) continue;
    const wanted = band.nodes.map((n) => mean(near.get(n.id), ys) ?? top);
    const order = band.nodes.map((n, k) => ({ n, w: wanted[k] ?? top })).sort((a, b) => a.w - b.w);
    const room = Math.max(height, top + order.length * pitch);
    const placed = spread(
      order.map((o) => o.w),
      room - pitch - (band.left ? 18 : 0),
    );
    order.forEach(({ n }, k) => {
      const y = placed[k] ?? top;
      nodes.push({ ...n, lane: i, y });
      ys.set(n.id, y);
    });
    const end = (placed[placed.length - 1] ?? top) + pitch;
    if (band.left)
      captions.push({ text: `+${band.left} more`, x: lanes[i]?.x ?? 0, y: end + 12, more: true });
    height = Math.max(height, end + (band.left ? 18 : 0));
  }
  return {
    nodes,
    edges: edges.filter((e) => ys.has(e.from) && ys.has(e.to)),
    captions,
    lanes,
    width: Math.max(...lanes.map((l) => l.x + l.width)) + 26, // room for the arcs beside the last lane
    height,
    total,
  };
}

/** Keeps an order, stays near what is wanted, holds the pitch, and ends above `bottom` where that is possible. */
export function spread(wanted: readonly number[], bottom: number): number[] {
  const y: number[] = [];
  wanted.forEach((w, i) => {
    y.push(Math.max(w, top, i ? (y[i - 1] ?? 0) + pitch : top));
  });
  let limit = Math.max(bottom, top + (wanted.length - 1) * pitch);
  for (let i = y.length - 1; i >= 0; i--) {
    y[i] = Math.min(y[i] ?? top, limit);
    limit = (y[i] ?? top) - pitch;
  }
  return y;
}
