import type { Import, ImportField } from '../api/types';
import { percent } from '../format/text';
import { fieldLabel } from './state';

type Props = {
  i: Import;
  fields: readonly ImportField[];
  closed: boolean;
  onField: (at: number, field: string) => void;
};

const because = {
  name: 'same name',
  synonym: 'known by another name',
  remembered: 'as in an earlier file with these headers',
  similar: 'similar name: look twice',
  chosen: 'you chose it',
};

/** A row a column of the file: what stands in it, what it becomes, why. */
export function MapTable({ i, fields, closed, onField }: Props) {
  return (
    <section className="scroll bare" aria-label="Columns" tabIndex={0}>
      <table className="table ctl stack" role="table">
        <thead>
          <tr>
            <th scope="col">Column in the file</th>
            <th scope="col" className="num">
              Filled
            </th>
            <th scope="col">First values</th>
            <th scope="col">Becomes</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {i.mapping.columns.map((c, at) => (
            <ColumnRow
              key={at}
              i={i}
              at={at}
              fields={fields}
              closed={closed}
              onField={onField}
              similar={c.by === 'similar'}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ColumnRow({ i, at, fields, closed, onField, similar }: Props & { at: number; similar: boolean }) {
  const map = i.mapping.columns[at];
  const seen = i.sniff.columns[at];
  if (!map) return null;
  const filled = seen && i.sniff.rows ? Math.round((seen.filled / i.sniff.rows) * 100) : 0;
  const asked =
    (seen?.dates === 'ambiguous' && !map.dates) || (seen?.numbers === 'ambiguous' && !map.numbers);
  return (
    <tr role="row" className={similar ? 'attention' : undefined}>
      <th scope="row" role="rowheader" data-label="Column">
        {map.header || <span className="muted">without a name</span>}
      </th>
      <td role="cell" data-label="Filled" className="num">
        {percent(filled)}
      </td>
      <td role="cell" data-label="First values" className="quiet samples">
        {seen?.samples.slice(0, 3).map((s, n) => (
          <span key={s}>
            {n > 0 && <span className="muted">, </span>}
            <span className="mono">{s}</span>
          </span>
        ))}
      </td>
      <td role="cell" data-label="Becomes" className="becomes">
        <span className="select-box">
          <select
            className="input"
            aria-label={`${map.header} becomes`}
            value={map.field}
            disabled={closed}
            onChange={(e) => onField(at, e.target.value)}
          >
            <option value="">Leave out</option>
            {fields.map((f) => (
              <option key={f.name} value={f.name}>
                {fieldLabel(f.name)}
                {f.required ? ', required' : ''}
              </option>
            ))}
          </select>
        </span>
      </td>
      <td role="cell" data-label="Because" className="muted">
        {map.field
          ? asked
            ? 'reads two ways: asked in the next step'
            : because[map.by ?? 'name']
          : 'left out'}
      </td>
    </tr>
  );
}
