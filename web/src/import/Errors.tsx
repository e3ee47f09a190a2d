import type { Row } from '../api/types';
import { number, shown } from '../format/text';
import { alike, type Reason } from './reasons';

/** Why rows cannot go in: each reason once, with the lines it holds back. */
export function Errors({ rows }: { rows: readonly Row[] }) {
  return (
    <table className="table stack" role="table">
      <thead>
        <tr>
          <th scope="col" className="num">
            Line
          </th>
          <th scope="col">Column</th>
          <th scope="col">Got</th>
          <th scope="col">Expected</th>
          <th scope="col">What to do</th>
        </tr>
      </thead>
      <tbody>
        {alike(rows).map((r) => (
          <ReasonRow key={r.key} of={r} />
        ))}
      </tbody>
    </table>
  );
}

const most = 4;

function ReasonRow({ of: { error: e, sheet, lines } }: { of: Reason }) {
  return (
    <tr role="row">
      <td role="cell" data-label="Line" className="num">
        {sheet && `${sheet}, `}
        {lines.slice(0, most).map(number).join(', ')}
        {lines.length > most && <span className="src">and {number(lines.length - most)} more</span>}
      </td>
      <td role="cell" data-label="Column">
        {e.column || <span className="muted">the row</span>}
      </td>
      <td role="cell" data-label="Got">
        {e.got ? <span className="mono">{shown(e.got)}</span> : <span className="muted">nothing</span>}
      </td>
      <td role="cell" data-label="Expected">
        {e.expected}
      </td>
      <td role="cell" data-label="What to do">
        {e.hint}
      </td>
    </tr>
  );
}
