import { useBlast } from '../api/queries';
import type { MatrixCell } from '../api/types';
import { count } from '../format/text';
import { Proof } from '../proof/Proof';
import { Failed } from '../ui/Notice';
import { Plain } from '../ui/Plain';
import { Refs } from '../ui/Ref';
import type { MatrixColumns } from './queries';

/** The components of a layer that a cause stops or takes an alternative from, and why it stops the first. */
export function LayerCell({ cell: c, columns }: { cell: MatrixCell; columns: MatrixColumns }) {
  const blast = useBlast(c.column.id);
  if (blast.error) return <Failed error={blast.error} />;
  if (!blast.data) return null;
  const here = <T extends { entity: { kind: string }; layer?: string }>(all: readonly T[]) =>
    all.filter((s) => s.entity.kind === 'component' && s.layer === c.row.id);
  const stopped = here(blast.data.stopped);
  const weak = here(blast.data.degraded);
  const weakened = [...new Map(weak.map((d) => [d.entity.id, d.entity])).values()];
  const first = stopped[0];
  return (
    <>
      {stopped.length > 0 && (
        <p className="sentence">
          It stops {count(stopped.length, 'component')} of this layer:{' '}
          <Refs of={stopped.map((s) => s.entity)} show={8} />.
        </p>
      )}
      {weakened.length > 0 && (
        <p className="sentence">
          {count(weakened.length, 'component loses', 'components lose')} an alternative:{' '}
          <Refs of={weakened} show={8} />.
        </p>
      )}
      {first && <Proof cause={[c.column]} steps={first.why} />}
      <p className="sentence after-proof">
        <Plain
          to="/matrix"
          search={{
            rows: 'components',
            layer: c.row.id,
            columns: columns === 'partners' ? undefined : columns,
            cell: first && `${first.entity.id}~${c.column.id}`,
          }}
        >
          All components of this layer
        </Plain>
      </p>
    </>
  );
}
