import { useState } from 'react';
import type { Column, Import, ImportField, Mapping } from '../api/types';
import { count, date, list, percent } from '../format/text';
import { useHeld } from '../ui/held';
import { byView, fieldLabel, runs, viewName, viewOf } from './mapping';
import { Samples } from './Samples';

type Props = {
  i: Import;
  fields: readonly ImportField[];
  closed: boolean;
  onField: (at: number, field: string) => void;
};

/** A sheet may have two thousand columns, and each has a choice of a hundred fields. */
const step = 60;

/** A row a column of the file: what stands in it, what it becomes, why. */
export function MapTable({ i, fields, closed, onField }: Props) {
  const [shown, setShown] = useState(step);
  const { columns } = i.mapping;
  const rest = columns.length - shown;
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
          {columns.slice(0, shown).map((_, at) => (
            <ColumnRow key={at} i={i} at={at} fields={fields} closed={closed} onField={onField} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p className="under">
          <button type="button" className="as-link" onClick={() => setShown(shown + step)}>
            Show {count(Math.min(rest, step), 'more column')}
          </button>
        </p>
      )}
    </section>
  );
}

function ColumnRow({ i, at, fields, closed, onField }: Props & { at: number }) {
  const map = i.mapping.columns[at];
  const seen = i.sniff.columns[at];
  const select = useHeld(map?.field ?? '', (field) => onField(at, field));
  if (!map) return null;
  const filled = seen && i.sniff.rows ? Math.round((seen.filled / i.sniff.rows) * 100) : 0;
  const name = map.header || `column ${at + 1}`;
  return (
    <tr role="row" className={map.by === 'similar' ? 'attention' : undefined}>
      <th scope="row" role="rowheader" data-label="Column">
        {map.header || <span className="muted">{name}, without a name</span>}
        <Place columns={i.sniff.columns} at={at} />
      </th>
      <td role="cell" data-label="Filled" className="num">
        {percent(filled)}
      </td>
      <td role="cell" data-label="First values" className="quiet samples">
        <Samples of={seen?.samples} />
      </td>
      <td role="cell" data-label="Becomes" className="becomes">
        <span className="select-box">
          <select className="input" aria-label={`${name} becomes`} disabled={closed} {...select}>
            <option value="">Leave out</option>
            <Options fields={fields} />
          </select>
        </span>
      </td>
      <td role="cell" data-label="Because" className="muted">
        {because(map, seen, i.remembered?.usedAt)}
        {said(map).map((s) => (
          <span key={s} className="src">
            {s}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** The fields a column may have, by the thing they are about where the file is about several. */
function Options({ fields }: { fields: readonly ImportField[] }) {
  const option = (f: ImportField) => (
    <option key={f.name} value={f.name}>
      {fieldLabel(f.name)}
      {f.required && !viewOf(f.name) ? ', required' : ''}
    </option>
  );
  return byView(fields, (f) => f.name).map(({ view, of }) =>
    view ? (
      <optgroup key={view} label={viewName(view)}>
        {of.map(option)}
      </optgroup>
    ) : (
      of.map(option)
    ),
  );
}

/** What tells a column from another of its name, and over which others its header is merged. */
function Place({ columns, at }: { columns: readonly Column[]; at: number }) {
  const own = columns[at];
  if (!own) return null;
  const before = own.header ? columns.slice(0, at).filter((c) => c.header === own.header).length : 0;
  const said = [
    before > 0 && `column ${at + 1}, number ${before + 1} of this name`,
    own.also?.length &&
      `and ${own.also.length > 1 ? 'columns' : 'column'} ${list(own.also.map((n) => String(n + 1)))}, under one header`,
  ].filter(Boolean);
  return said.map((s) => (
    <span key={String(s)} className="src">
      {s}
    </span>
  ));
}

type ColumnMap = Mapping['columns'][number];

const reasons = {
  name: 'same name',
  synonym: 'known by another name',
  similar: 'similar name: look twice',
  chosen: 'you chose it',
};

function because(map: ColumnMap, seen: Column | undefined, usedAt: string | undefined): string {
  if (!map.field) return map.by === 'chosen' ? 'you left it out' : 'left out';
  if ((seen?.dates === 'ambiguous' && !map.dates) || (seen?.numbers === 'ambiguous' && !map.numbers))
    return 'reads two ways: asked in the next step';
  if (map.by === 'remembered') return usedAt ? `remembered from ${date(usedAt)}` : 'remembered';
  return reasons[map.by ?? 'name'];
}

/** What more a mapping says of a column: words that stand for others, what it is read with. */
function said({
  values = {},
  with: beside = {},
  join = [],
  down,
  over,
  dates,
  numbers,
  sets,
}: ColumnMap): string[] {
  const words = Object.entries(values);
  const pairs = words.slice(0, 3).map(([from, to]) => `${from} = ${to || 'blank'}`);
  if (words.length > 3) pairs.push(`${words.length - 3} more`);
  return [
    pairs.join(', '),
    ...Object.entries(beside).map(([field, value]) => `${fieldLabel(field)} is ${value}`),
    sets && sets.length > 0 && !Object.keys(beside).length ? `for source ${list(runs(sets))} of a row` : '',
    join.length ? `with ${list(join)} behind it` : '',
    over ? 'goes before the other column of this field' : '',
    down ? 'where blank, the row is more about the part above' : '',
    dates ? `the ${dates === 'dmy' ? 'day' : 'month'} comes first` : '',
    numbers ? `decimal ${numbers}` : '',
  ].filter(Boolean);
}
