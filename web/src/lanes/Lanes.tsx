import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { kindNames } from '../format/kinds';
import { type Lane, nodeHeight, type Picture, type Placed } from './layout';
import { laneNames } from './model';

type Props = {
  picture: Picture;
  focus: string;
  name: string;
  stopped: ReadonlySet<string>;
};

/** The lanes as a picture. Nodes are links with one tab stop among them; arrow keys move it. */
export function Lanes({ picture, focus, name, stopped }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<string | null>(null);
  const [tab, setTab] = useState(focus);
  const at = new Map(picture.nodes.map((n) => [n.id, n]));
  const stop = at.has(tab) ? tab : picture.nodes[0]?.id;
  const centre = hover ?? focus;
  const near = new Set<string>([centre]);
  for (const e of picture.edges) {
    if (e.from === centre) near.add(e.to);
    if (e.to === centre) near.add(e.from);
  }
  const { lanes } = picture;
  const fails = (id: string) => id === focus || stopped.has(id);

  const onKeyDown = (e: KeyboardEvent) => {
    const from = at.get(tab) ?? at.get(focus);
    const to = from && next(picture.nodes, from, e.key);
    if (!to) return;
    e.preventDefault();
    setTab(to.id);
    svg.current?.querySelector<SVGAElement>(`[data-node="${CSS.escape(to.id)}"]`)?.focus();
  };
  const state = (n: Placed) => {
    if (n.id === focus) return 'focus';
    if (stopped.has(n.id)) return 'stopped';
    return near.has(n.id) ? 'on' : 'off';
  };
  return (
    <svg
      ref={svg}
      className="lanes"
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      width="100%"
      role="group"
      aria-label={`Lanes around ${name}. The table below has the same rows.`}
      onKeyDown={onKeyDown}
    >
      {lanes.map((l, i) =>
        l.width ? (
          <g key={laneNames[i]}>
            <text className={picture.width > 800 ? 'lane-head' : 'lane-sub'} x={l.x} y={11}>
              {picture.width > 800 ? laneNames[i] : laneNames[i]?.replace(' by layer', '')}
            </text>
            <line className="rule" x1={l.x} x2={l.x + l.width} y1={18.5} y2={18.5} />
          </g>
        ) : null,
      )}
      {/* The table says in words what the edges draw. */}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be focused */}
      <g aria-hidden="true">
        {[...picture.edges]
          .map((e) => {
            const stops = fails(e.from) && fails(e.to);
            const touched = e.from === centre || e.to === centre;
            return { e, stops, touched, rank: stops ? 2 : touched ? 1 : 0 };
          })
          .sort((a, b) => a.rank - b.rank)
          .map(({ e, stops, touched }) => {
            const [from, to] = [at.get(e.from), at.get(e.to)];
            if (!from || !to) return null;
            return (
              <path
                key={`${e.from} ${e.to}`}
                className={`edge${stops ? ' stop' : touched ? ' near' : ''}${e.alternate ? ' alt' : ''}`}
                d={curve(lanes, from, to)}
              />
            );
          })}
      </g>
      {picture.captions.map((c) => (
        <g key={`${c.x} ${c.y}`}>
          {c.layer !== undefined && (
            <svg x={c.x} y={c.y - 10} width={12} height={12} aria-hidden="true" className="lane-layer">
              <use href={`#l-${c.layer}`} />
            </svg>
          )}
          <text
            className={c.more ? 'more' : 'lane-sub'}
            x={c.x + (c.layer !== undefined ? 18 : c.more ? 8 : 0)}
            y={c.y}
          >
            {c.text}
          </text>
        </g>
      ))}
      {picture.nodes.map((n) => (
        <Node
          key={n.id}
          node={n}
          lane={lanes[n.lane]}
          state={state(n)}
          stopped={stopped.has(n.id)}
          tab={n.id === stop}
          onFocus={() => {
            setTab(n.id);
            setHover(n.id);
          }}
          onHover={(on) => setHover(on ? n.id : null)}
        />
      ))}
    </svg>
  );
}

type NodeProps = {
  node: Placed;
  lane: Lane | undefined;
  state: string;
  stopped: boolean;
  tab: boolean;
  onFocus: () => void;
  onHover: (on: boolean) => void;
};

function Node({ node: n, lane, state, stopped, tab, onFocus, onHover }: NodeProps) {
  const router = useRouter();
  const w = lane?.width ?? 100;
  const search = { focus: n.id };
  const { href } = router.buildLocation({
    to: '/explore',
    search: (old: object) => ({ ...old, ...search }),
  } as never);
  const text = n.key ? `${n.key} ${n.name}` : n.name;
  const label = `${text}, ${kindNames[n.kind].one}${state === 'focus' ? ', focus' : stopped ? ', stopped when the focus fails' : ''}`;
  const go = (e: MouseEvent) => {
    if (e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    void router.navigate({ to: '/explore', search: ((old: object) => ({ ...old, ...search })) as never });
  };
  return (
    <a
      href={href}
      data-node={n.id}
      aria-label={label}
      tabIndex={tab ? 0 : -1}
      onClick={go}
      onFocus={onFocus}
      onBlur={() => onHover(false)}
      onMouseEnter={() => onHover(true)}
      onMouseLeave={() => onHover(false)}
    >
      <g className={`node ${state}`} transform={`translate(${lane?.x ?? 0} ${n.y})`}>
        <title>{text}</title>
        <rect width={w} height={nodeHeight} rx={2} />
        <text x={8} y={14}>
          {clip(text, w - (stopped ? 30 : 14))}
        </text>
        {stopped && (
          <svg x={w - 17} y={5} width={10} height={10} aria-hidden="true">
            <use href="#e-stops" />
          </svg>
        )}
      </g>
    </a>
  );
}

/** As much of a name as fits, at about 6.1 units a letter. */
export function clip(text: string, room: number): string {
  const letters = Math.floor(room / 6.1);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}

/** A curve to the right between lanes; an arc beside the lane inside one. */
function curve(lanes: readonly Lane[], a: Placed, b: Placed): string {
  const [la, lb] = [lanes[a.lane], lanes[b.lane]];
  if (!la || !lb) return '';
  const [ya, yb] = [a.y + nodeHeight / 2, b.y + nodeHeight / 2];
  if (a.lane === b.lane) {
    const right = a.lane === 4;
    const x = right ? la.x + la.width : la.x;
    const bulge = (right ? 1 : -1) * Math.min(24, 8 + Math.abs(yb - ya) / 12);
    return `M${x} ${ya}C${x + bulge} ${ya} ${x + bulge} ${yb} ${x} ${yb}`;
  }
  const [l, r, yl, yr] = a.lane < b.lane ? [la, lb, ya, yb] : [lb, la, yb, ya];
  const [x1, x2] = [l.x + l.width, r.x];
  const mid = (x1 + x2) / 2;
  return `M${x1} ${yl}C${mid} ${yl} ${mid} ${yr} ${x2} ${yr}`;
}

/** The node an arrow key leads to: the next one of the lane, or the nearest of the next lane that has any. */
function next(nodes: readonly Placed[], from: Placed, key: string): Placed | undefined {
  const up = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (up) {
    const lane = nodes.filter((n) => n.lane === from.lane).sort((a, b) => a.y - b.y);
    return lane[lane.indexOf(from) + up];
  }
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (!side) return undefined;
  for (let i = from.lane + side; i >= 0 && i < laneNames.length; i += side) {
    const lane = nodes.filter((n) => n.lane === i);
    if (lane.length) return lane.sort((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0];
  }
  return undefined;
}
