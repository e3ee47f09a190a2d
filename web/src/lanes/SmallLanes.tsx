import { Link } from '@tanstack/react-router';
import { useBlast, useItemFacts, useNeighbourhood } from '../api/queries';
import { Section } from '../ui/Section';
import { Lanes } from './Lanes';
import { layout } from './layout';
import { type Edge, foldEdges, type Node, withoutProducts, withStopped } from './model';

/** The lanes around one entity, on its page: what it rests on, what is joined with it, what stops with it. */
export function SmallLanes({ focus, name }: { focus: string; name: string }) {
  const near = useNeighbourhood({ focus, hops: 3, cap: 25 });
  const blast = useBlast(focus);
  const facts = useItemFacts();
  if (!near.data || !blast.data) return null;
  const stopped = new Set(blast.data.stopped.map((s) => s.entity.id));
  const whole = withStopped({ nodes: near.data.nodes as Node[], links: near.data.links }, blast.data.stopped);
  const all = near.data.focus.kind === 'product' ? whole : withoutProducts(whole);
  const touched = new Set([focus, ...stopped, ...joined(focus, foldEdges(all.nodes, all.links))]);
  const nodes = all.nodes
    .filter((n) => touched.has(n.id) || n.kind === 'offering')
    .map((n) => ({
      ...n,
      key: facts.data?.get(n.id)?.key,
      date: n.date ?? facts.data?.get(n.id)?.targetDate,
    }));
  const picture = layout(nodes, all.links, focus, stopped, 12, true);
  if (picture.nodes.length < 2) return null;
  return (
    <Section
      className="wide-only"
      title="In lanes"
      note={
        near.data.focus.kind === 'product'
          ? 'what stops with it is drawn strong'
          : 'what stops with it is drawn strong; products left out'
      }
      end={
        <Link to="/explore" search={{ focus }}>
          Explore from here
        </Link>
      }
    >
      <Lanes picture={picture} focus={focus} name={name} stopped={stopped} />
    </Section>
  );
}

/** What a focus leads to, and what it rests on up to two edges back. */
function joined(focus: string, edges: readonly Edge[]): string[] {
  const after = edges.filter((e) => e.from === focus).map((e) => e.to);
  const before = edges.filter((e) => e.to === focus).map((e) => e.from);
  const behind = edges.filter((e) => before.includes(e.to)).map((e) => e.from);
  return [...after, ...before, ...behind];
}
