import type { Import } from '../api/types';
import { number } from '../format/text';
import { byView, fieldLabel, viewName } from './mapping';
import { Samples } from './Samples';

/** What of a document becomes what, by the thing it is about. The format says it; there is no column to choose. */
export function DocumentTable({ i }: { i: Import }) {
  const columns = i.mapping.columns.flatMap((map, at) => {
    const seen = i.sniff.columns[at];
    return map.field && seen?.filled ? [{ field: map.field, seen }] : [];
  });
  return (
    <section className="scroll bare" aria-label="What becomes what" tabIndex={0}>
      <table className="table stack" role="table">
        <thead>
          <tr>
            <th scope="col">Becomes</th>
            <th scope="col" className="num">
              Rows
            </th>
            <th scope="col">First values</th>
          </tr>
        </thead>
        {byView(columns, (c) => c.field).map(({ view, of }) => (
          <tbody key={view}>
            <tr className="group" role="row">
              <th colSpan={3} scope="rowgroup" role="rowheader">
                {viewName(view)}
              </th>
            </tr>
            {of.map(({ field, seen }) => (
              <tr key={field} role="row">
                <th scope="row" role="rowheader" data-label="Becomes">
                  {fieldLabel(field.slice(view.length + 1))}
                </th>
                <td role="cell" data-label="Rows" className="num">
                  {number(seen.filled)}
                </td>
                <td role="cell" data-label="First values" className="quiet samples">
                  <Samples of={seen.samples} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
