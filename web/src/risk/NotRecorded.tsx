import type { components } from '../api/schema';
import { count, fieldName } from '../format/text';
import { SentenceRef } from '../ui/Ref';

type Missing = components['schemas']['Missing'];

/** Facts nobody recorded, the first of them by name, as the end of a sentence. */
export function NotRecorded({ of, total, show }: { of: readonly Missing[]; total: number; show: number }) {
  const shown = of.slice(0, show);
  return (
    <>
      {shown.map((m, i) => (
        <span key={`${m.entity.id}${m.field}`}>
          {i > 0 && ', '}
          {inSentence(fieldName(m.field))} of <SentenceRef to={m.entity} />
        </span>
      ))}
      {total > shown.length && ` and ${count(total - shown.length, 'more fact')}`}.
    </>
  );
}

/** A label within a sentence: duration P90, LEI, annual spend. */
function inSentence(label: string): string {
  const plain = label.replace(/, (days|percent)$/, '');
  return /^[A-Z]{2}/.test(plain) ? plain : plain.charAt(0).toLowerCase() + plain.slice(1);
}
