import type { MatrixAnswer, MatrixCell, Reference } from '../api/types';
import { date, number } from '../format/text';
import { supposing } from '../risk/cause';
import { Icon } from '../ui/Icon';
import { Plain } from '../ui/Plain';
import { Ref, refName } from '../ui/Ref';
import { columnNames, rowNames } from './Matrix';
import type { MatrixColumns, MatrixRows } from './queries';
import { cellText } from './words';

type Props = { m: MatrixAnswer; rows: MatrixRows; columns: MatrixColumns; cell: string | undefined };

/** The matrix as a table: totals before the first column, so that they are always in view. */
export function Grid({ m, rows, columns, cell }: Props) {
  const by = new Map<string, MatrixCell>(m.cells.map((c) => [`${c.row.id} ${c.column.id}`, c]));
  const noun = rowNames[rows];
  const dated = rows === 'roadmap-items';
  return (
    <section
      className="scroll"
      aria-label={`${noun.title} by ${columnNames[columns].one}`}
      tabIndex={0}
      data-rows
    >
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col" className="corner head-cell">
              {noun.one.charAt(0).toUpperCase() + noun.one.slice(1)}
            </th>
            {dated && (
              <th scope="col" className="num p2 head-cell">
                Target
              </th>
            )}
            <th scope="col" className="tot">
              <div className="v strong">Stopped by</div>
            </th>
            <th scope="col" className="tot cut">
              <div className="v">Rests on</div>
            </th>
            {m.columns.map((c) => (
              <th key={c.column.id} scope="col">
                <div className="v">
                  <Ref to={c.column} className="ink" />
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {m.rows.map((r) => (
            <tr key={r.row.id}>
              <th scope="row">
                <RowName row={r.row} rowKey={r.key} />
              </th>
              {dated && <td className="num p2 nowrap muted">{r.targetDate ? date(r.targetDate) : ''}</td>}
              <td className="tot">
                <Total n={r.stoppedBy} to={stoppedBy(r.row, columns)} said={`What stops ${refName(r.row)}`} />
              </td>
              <td className="tot cut">
                {dated && columns === 'partners' ? (
                  <Plain
                    to="/roadmap/$id"
                    params={{ id: r.row.id }}
                    label={`What ${refName(r.row)} rests on`}
                  >
                    {number(r.restsOn)}
                  </Plain>
                ) : (
                  number(r.restsOn)
                )}
              </td>
              {m.columns.map((c) => (
                <Cell
                  key={c.column.id}
                  of={by.get(`${r.row.id} ${c.column.id}`)}
                  rowKey={r.key}
                  selected={cell === `${r.row.id}~${c.column.id}`}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="corner">
              {`${noun.many.charAt(0).toUpperCase()}${noun.many.slice(1)} it stops`}
            </th>
            {dated && <td className="p2" />}
            <td className="tot" />
            <td className="tot cut" />
            {m.columns.map((c) => (
              <td key={c.column.id}>
                <Total n={c.stops} to={itStops(c.column, dated)} said={`What ${refName(c.column)} stops`} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function RowName({ row, rowKey }: { row: Reference; rowKey: string | undefined }) {
  if (!rowKey) return <Ref to={row} className="ink" />;
  return (
    <>
      <Ref to={row} text={rowKey} className="muted key" /> <Ref to={row} className="ink p2" />
    </>
  );
}

type Door = { to: string; params?: Record<string, string>; search?: Record<string, string | undefined> };

/** The rows behind "stopped by": the single points of the item, or those that stop something in the layer. */
function stoppedBy(row: Reference, columns: MatrixColumns): Door {
  const cause = { partners: undefined, countries: 'country', people: 'person' }[columns];
  return { to: '/risk', search: { cause, [row.kind === 'layer' ? 'layer' : 'top']: row.id } };
}

/** The rows behind "it stops": on the partner's page where they are items, else in the what-if. */
function itStops(column: Reference, dated: boolean): Door {
  if (column.kind === 'partner' && dated) return { to: '/partners/$id', params: { id: column.id } };
  return { to: '/whatif', search: supposing([column]) };
}

function Total({ n, to, said }: { n: number; to: Door; said: string }) {
  if (!n) return <span className="muted">0</span>;
  return (
    <Plain {...to} label={`${said}: ${number(n)}`}>
      <span className="verdict exposed">{number(n)}</span>
    </Plain>
  );
}

function Cell({
  of,
  rowKey,
  selected,
}: {
  of: MatrixCell | undefined;
  rowKey: string | undefined;
  selected: boolean;
}) {
  if (!of) return <td />;
  const classes = [of.effect === 'stops' && 'stops', selected && 'sel'].filter(Boolean).join(' ');
  const to = selected ? undefined : `${of.row.id}~${of.column.id}`;
  return (
    <td className={classes || undefined}>
      <Plain
        to="."
        keep
        search={{ cell: to }}
        current={selected ? 'true' : undefined}
        label={cellText(of, rowKey)}
      >
        <Icon id={icon(of)} />
      </Plain>
    </td>
  );
}

function icon(c: MatrixCell): string {
  switch (c.effect) {
    case 'stops':
      return 'e-stops';
    case 'delays':
      return 'e-delays';
    case 'one_of_k':
      return c.of === 2 ? 'e-half' : 'e-more';
    default:
      return 'e-involved';
  }
}
