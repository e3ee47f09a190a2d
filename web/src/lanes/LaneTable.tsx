import type { Reference } from '../api/types';
import { kindNames, layerNames } from '../format/kinds';
import { date, number, word } from '../format/text';
import { type Column, DataTable } from '../ui/DataTable';
import { Icon } from '../ui/Icon';
import { ItemName } from '../ui/Ref';
import { useFold } from '../ui/useFold';
import { type Edge, laneNames, type Node } from './model';

type Props = {
  nodes: readonly Node[];
  lane: ReadonlyMap<string, number>;
  edges: readonly Edge[];
  focus: string;
  stopped: ReadonlySet<string>;
};

const ref = (n: Node): Reference => ({ id: n.id, kind: n.kind, name: n.name, externalId: n.externalId });

function State({ node, focus, stopped }: { node: Node; focus: string; stopped: ReadonlySet<string> }) {
  if (node.id === focus) return <span className="muted">focus</span>;
  if (stopped.has(node.id))
    return (
      <span className="effect stops">
        <Icon id="e-stops" />
        Stopped
      </span>
    );
  return null;
}

/** The rows of the picture: every entity near the focus, what it leads to, whether it stops. */
export function LaneTable({ nodes, lane, edges, focus, stopped }: Props) {
  const names = new Map(nodes.map((n) => [n.id, n.name]));
  const sorted = [...nodes].sort(
    (a, b) =>
      (lane.get(a.id) ?? 9) - (lane.get(b.id) ?? 9) || a.hop - b.hop || a.name.localeCompare(b.name, 'en'),
  );
  const columns: Column<Node>[] = [
    { id: 'name', head: 'Entity', name: true, wrap: true, cell: (n) => <ItemName item={ref(n)} /> },
    { id: 'kind', head: 'Kind', p2: true, cell: (n) => word(kindNames[n.kind].one) },
    {
      id: 'layer',
      head: 'Layer or date',
      p2: true,
      cell: (n) => (n.layer ? layerNames[n.layer] : n.date ? date(n.date) : ''),
    },
    {
      id: 'leads',
      head: 'Leads to',
      p2: true,
      wrap: true,
      cell: (n) => {
        const to = edges.filter((e) => e.from === n.id).flatMap((e) => names.get(e.to) ?? []);
        return to.length
          ? `${to.slice(0, 3).join(', ')}${to.length > 3 ? `, +${to.length - 3} more` : ''}`
          : '';
      },
    },
    {
      id: 'hop',
      head: 'Links away',
      num: true,
      cell: (n) => (Number.isFinite(n.hop) ? number(n.hop) : 'further'),
    },
    {
      id: 'state',
      head: 'If the focus fails',
      cell: (n) => <State node={n} focus={focus} stopped={stopped} />,
    },
  ];
  const { rows, more } = useFold(sorted, 'table');
  return (
    <>
      <DataTable<Node>
        label="The same as a table"
        columns={columns}
        rows={rows}
        keyOf={(n) => n.id}
        empty=""
      />
      {more}
    </>
  );
}

/** The lanes below 720 px: lists in lane order; stopped ones are marked by a word. */
export function LaneList({ nodes, lane, focus, stopped }: Omit<Props, 'edges'>) {
  return (
    <div className="lane-list">
      <p className="muted">On a narrow screen the lanes stand one below the other.</p>
      {laneNames.map((title, i) => {
        const of = nodes.filter((n) => lane.get(n.id) === i);
        if (!of.length) return null;
        of.sort(
          (a, b) =>
            (stopped.has(a.id) ? 0 : 1) - (stopped.has(b.id) ? 0 : 1) || a.name.localeCompare(b.name, 'en'),
        );
        return (
          <section key={title} aria-label={title}>
            <div className="sect">
              <h2>{title}</h2>
              <span className="note">{of.length}</span>
            </div>
            <table className="table">
              <tbody>
                {of.map((n) => (
                  <tr key={n.id}>
                    <td>
                      <ItemName item={ref(n)} />
                    </td>
                    <td className="num">
                      <State node={n} focus={focus} stopped={stopped} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </div>
  );
}
