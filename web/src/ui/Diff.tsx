import type { Refs } from '../api/types';
import { fieldName, valueText } from '../format/text';
import { Missing } from './Marks';
import { Ref } from './Ref';

/** The fields of a record that hold an id. */
export const idFields = new Set(['parent', 'component', 'maker', 'seller', 'partner', 'from', 'to']);

type Props = { field?: string; from: unknown; to: unknown; refs?: Refs };

/** Old value struck through, new one on a tint; a name for what is an id, where refs tell names. */
export function Diff({ field, from, to, refs }: Props) {
  const ids = field !== undefined && idFields.has(field) ? refs : undefined;
  return (
    <span className="diff">
      {blank(from) ? (
        <Missing>blank</Missing>
      ) : (
        <del>
          <Shown field={field} value={from} refs={ids} />
        </del>
      )}
      <span className="to">→</span>
      {blank(to) ? (
        <Missing>blank</Missing>
      ) : (
        <ins>
          <Shown field={field} value={to} refs={ids} />
        </ins>
      )}
    </span>
  );
}

export function FieldLine({ field, from, to, refs }: Props & { field: string }) {
  return (
    <>
      {fieldName(field)} <Diff field={field} from={from} to={to} refs={refs ?? {}} />
    </>
  );
}

type Value = { field: string | undefined; value: unknown; refs: Refs | undefined };

function Shown({ field, value, refs }: Value) {
  if (refs && typeof value === 'string') return <Named id={value} refs={refs} />;
  return <>{valueText(field, value)}</>;
}

/** An entity by its id; the end of the id once it is gone. */
export function Named({ id, refs }: { id: string | undefined; refs: Refs | undefined }) {
  const ref = id ? refs?.[id] : undefined;
  return ref ? <Ref to={ref} /> : <span className="mono muted">{id?.slice(-6)}</span>;
}

function blank(v: unknown): boolean {
  return v === undefined || v === null || v === '' || (Array.isArray(v) && !v.length);
}
