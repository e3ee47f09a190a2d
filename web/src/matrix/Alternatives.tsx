import { Link } from '@tanstack/react-router';
import type { Reference } from '../api/types';
import { PathSteps } from '../path/PathSteps';
import { usePaths } from '../path/queries';
import { Failed } from '../ui/Notice';

/** Where an alternative catches the failure: the shortest way along which it comes, step by step. */
export function Alternatives({ row, column, of }: { row: Reference; column: Reference; of?: number }) {
  const paths = usePaths(row.id, column.id, undefined);
  const all = paths.data?.items ?? [];
  const first = all.find((p) => p.steps.some((s) => s.of === of && s.needed === of)) ?? all[0];
  const n = all.length;
  if (paths.error) return <Failed error={paths.error} />;
  if (!first) return null;
  return (
    <>
      <PathSteps of={first} />
      <p className="sentence after-proof">
        {n === 1 ? 'This is the shortest way' : `One of ${paths.data?.next ? 'many' : n} shortest ways`}; on
        each an alternative catches the failure.{' '}
        <Link to="/path" search={{ from: row.id, to: column.id }}>
          Open in Path
        </Link>
      </p>
    </>
  );
}
