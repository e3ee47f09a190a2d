import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { MatrixAnswer } from '../api/types';
import { Proof } from '../proof/Proof';
import { Failed } from '../ui/Notice';
import { CopyLink } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { type MatrixColumns, type MatrixRows, useStop, useTie } from './queries';
import { cellText } from './words';

type Props = { m: MatrixAnswer; cell: string; rows: MatrixRows; columns: MatrixColumns };

/** The proof of the chosen cell, below the matrix. Escape closes it. */
export function CellProof({ m, cell, rows, columns }: Props) {
  const { open } = useFilters();
  const [row, column] = cell.split('~');
  const found = m.cells.find((c) => c.row.id === row && c.column.id === column);
  const tied = rows === 'roadmap-items' && columns === 'partners';
  const stops = found?.effect === 'stops' && rows !== 'layers';
  const tie = useTie(row ?? '', column ?? '', !!found && tied);
  const stop = useStop(row ?? '', column ?? '', columns, !!found && stops && !tied);
  useEffect(() => {
    const close = (e: KeyboardEvent) => {
      if (e.key === 'Escape' && !e.defaultPrevented) open({ cell: undefined });
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [open]);
  if (!found) return null;
  const proof = tied ? tie.data : stop.data;
  const error = tie.error ?? stop.error;
  const key = m.rows.find((r) => r.row.id === row)?.key;
  return (
    <Section
      title={cellText(found, key)}
      note="selected cell · Escape closes"
      className="gap-above"
      end={
        <>
          <Link
            to="/explore"
            search={{ focus: found.column.kind === 'country' ? found.row.id : found.column.id, hops: 4 }}
          >
            Show in lanes
          </Link>
          <CopyLink />
        </>
      }
    >
      {error && <Failed error={error} />}
      {proof && proof.why.length > 0 && <Proof cause={[found.column]} steps={proof.why} />}
      {proof && proof.why.length === 0 && <p className="sentence">{proof.sentence}</p>}
      {!proof && !error && !tied && !stops && (
        <p className="quiet">
          {found.effect === 'stops'
            ? 'It stops a component of this layer.'
            : 'Something it rests on has an alternative, which catches the failure.'}
        </p>
      )}
    </Section>
  );
}
