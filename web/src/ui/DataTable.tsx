import { Fragment, type ReactNode } from 'react';
import { useSlow } from '../app/slow';
import { Failed } from './Notice';

export type Column<T> = {
  id: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** Right-aligned figures, money and dates. */
  num?: boolean;
  /** Second rank: leaves below 720 px. */
  p2?: boolean;
  /** The field the server sorts by. */
  sort?: string;
  /** The row's name. */
  name?: boolean;
  wrap?: boolean;
  className?: string;
};

type Props<T> = {
  label: string;
  columns: Column<T>[];
  rows: readonly T[] | undefined;
  keyOf: (row: T) => string;
  sort?: string;
  onSort?: (sort: string) => void;
  error?: unknown;
  again?: () => void;
  empty: ReactNode;
  /** What opens under a row; undefined keeps it closed. */
  detail?: (row: T) => ReactNode;
  foot?: ReactNode;
  className?: string;
  /** A heading row stands before each first row of another group. */
  groupOf?: (row: T) => string;
};

const classes = (...c: (string | false | undefined)[]) => c.filter(Boolean).join(' ') || undefined;

/** The table of every list: native, sorted by the server, j and k walk its rows. */
export function DataTable<T>(props: Props<T>) {
  const { label, columns, rows, keyOf, error, again, empty, detail, foot, groupOf } = props;
  const slow = useSlow(!rows && !error);
  if (error && !rows) return <Failed error={error} again={again} />;
  return (
    <section className="scroll bare" aria-label={label} tabIndex={0} data-rows aria-busy={!rows}>
      <table className={classes('table', props.className)}>
        <thead>
          <tr>
            {columns.map((c) => (
              <Head key={c.id} column={c} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {!rows && slow && <Placeholder columns={columns} />}
          {rows?.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="quiet say">
                {empty}
              </td>
            </tr>
          )}
          {rows?.map((row, i) => {
            const open = detail?.(row);
            const before = rows[i - 1];
            const group = groupOf?.(row);
            return (
              <Fragment key={keyOf(row)}>
                {group !== undefined && (!before || groupOf?.(before) !== group) && (
                  <tr className="group">
                    <th colSpan={columns.length} scope="rowgroup">
                      {group}
                    </th>
                  </tr>
                )}
                <tr className={open ? 'open' : undefined}>
                  {columns.map((c) => (
                    <Cell key={c.id} column={c} row={row} />
                  ))}
                </tr>
                {open && (
                  <tr className="detail">
                    <td colSpan={columns.length}>
                      <div className="detail-in">{open}</div>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        {foot && !!rows?.length && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  );
}

function Cell<T>({ column: c, row }: { column: Column<T>; row: T }) {
  const className = classes(c.num && 'num', c.p2 && 'p2', c.wrap && 'wrap', c.className);
  if (c.name)
    return (
      <th scope="row" className={className}>
        {c.cell(row)}
      </th>
    );
  return <td className={className}>{c.cell(row)}</td>;
}

function Head<T>({
  column: c,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort?: string;
  onSort?: (s: string) => void;
}) {
  const className = classes(c.num && 'num', c.p2 && 'p2');
  if (!c.sort || !onSort) {
    return (
      <th scope="col" className={className}>
        {c.head}
      </th>
    );
  }
  const up = sort === c.sort;
  const down = sort === `-${c.sort}`;
  return (
    <th scope="col" className={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" onClick={() => onSort(up ? `-${c.sort}` : (c.sort ?? ''))}>
        {c.head}
      </button>
    </th>
  );
}

function Placeholder<T>({ columns }: { columns: Column<T>[] }) {
  return [0, 1, 2, 3, 4].map((row) => (
    <tr key={row}>
      {columns.map((c, i) => (
        <td key={c.id} className={classes(c.num && 'num', c.p2 && 'p2')}>
          <span className={`skel w${(row + i) % 3}`} />
        </td>
      ))}
    </tr>
  ));
}
