import { useName } from '../api/queries';
import { fieldName } from '../format/text';
import { Missing } from './Marks';
import { Ref } from './Ref';

/** The fields of a record that hold an id. */
export const idFields = new Set(['parent', 'component', 'maker', 'seller', 'partner', 'from', 'to']);

/** Old value struck through, new one on a tint; a name for what is an id. */
export function Diff({ field, from, to }: { field?: string; from: unknown; to: unknown }) {
  const ids = field !== undefined && idFields.has(field);
  return (
    <span className="diff">
      {blank(from) ? (
        <Missing>blank</Missing>
      ) : (
        <del>
          <Shown value={from} id={ids} />
        </del>
      )}
      <span className="to">→</span>
      {blank(to) ? (
        <Missing>blank</Missing>
      ) : (
        <ins>
          <Shown value={to} id={ids} />
        </ins>
      )}
    </span>
  );
}

export function FieldLine({ field, from, to }: { field: string; from: unknown; to: unknown }) {
  return (
    <>
      {fieldName(field)} <Diff field={field} from={from} to={to} />
    </>
  );
}

function Shown({ value, id }: { value: unknown; id: boolean }) {
  if (id && typeof value === 'string') return <Named id={value} />;
  if (Array.isArray(value)) return <>{value.map(String).join(', ')}</>;
  if (typeof value === 'object') return <>{JSON.stringify(value)}</>;
  return <>{String(value)}</>;
}

/** An entity by its id; the id itself once nobody has that name any more. */
export function Named({ id }: { id: string }) {
  const { data } = useName(id);
  return data ? <Ref to={data} /> : <span className="mono">{id.slice(0, 8)}</span>;
}

function blank(v: unknown): boolean {
  return v === undefined || v === null || v === '' || (Array.isArray(v) && !v.length);
}
