import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { MatrixAnswer } from '../api/types';
import { Proof } from '../proof/Proof';
import { supposing } from '../risk/cause';
import { Failed } from '../ui/Notice';
import { CopyLink } from '../ui/Pager';
import { Section } from '../ui/Section';
import { useFilters } from '../ui/useFilters';
import { Alternatives } from './Alternatives';
import { LayerCell } from './LayerCell';
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
  const weakens = found?.effect === 'one_of_k' && rows !== 'layers' && found.column.kind !== 'country';
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
          <Link to="/whatif" search={supposing([found.column])}>
            What if it fails
          </Link>
          {found.column.kind !== 'country' && (
            <Link to="/explore" search={{ focus: found.column.id, hops: 4 }}>
              Show in lanes
            </Link>
          )}
          <CopyLink />
        </>
      }
    >
      {error && <Failed error={error} />}
      {proof && proof.why.length > 0 && <Proof cause={[found.column]} steps={proof.why} />}
      {proof && proof.why.length === 0 && <p className="sentence">{proof.sentence}</p>}
      {rows === 'layers' && <LayerCell cell={found} columns={columns} />}
      {weakens && !tied && <Alternatives row={found.row} column={found.column} of={found.of} />}
      {found.effect === 'one_of_k' && found.column.kind === 'country' && rows !== 'layers' && (
        <p className="sentence">
          Something it rests on has a source elsewhere, which catches the failure.{' '}
          <Link to="/whatif" search={{ countries: found.column.id }}>
            What loses an alternative
          </Link>
        </p>
      )}
    </Section>
  );
}
