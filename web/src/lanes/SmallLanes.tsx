import { Link } from '@tanstack/react-router';
import { useBlast, useNeighbourhood } from '../api/queries';
import { Section } from '../ui/Section';
import { Lanes } from './Lanes';
import { layout } from './layout';
import { foldEdges, type Node } from './model';

/** The lanes around one entity, on its page: only what is joined with it, a few a lane. */
export function SmallLanes({ focus, name }: { focus: string; name: string }) {
  const near = useNeighbourhood({ focus, hops: 3, cap: 25 });
  const blast = useBlast(focus);
  if (!near.data || !blast.data) return null;
  const stopped = new Set(blast.data.stopped.map((s) => s.entity.id));
  const edges = foldEdges(near.data.nodes, near.data.links);
  const touched = new Set([focus, ...stopped]);
  for (const e of edges) {
    if (e.from === focus) touched.add(e.to);
    if (e.to === focus) touched.add(e.from);
  }
  const ends = near.data.nodes.filter((n) => touched.has(n.id) || n.kind === 'offering') as Node[];
  const picture = layout(ends, near.data.links, focus, stopped, 12);
  if (picture.nodes.length < 2) return null;
  return (
    <Section
      className="wide-only"
      title="In lanes"
      note="what stops with it is drawn strong"
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
