import type { ReactNode } from 'react';
import { safeHref } from '../format/text';
import { Missing } from './Marks';

export type Fact = { label: ReactNode; value: ReactNode; note?: ReactNode; id?: string };

/** Facts with what is known about them. What nobody recorded is written out. */
export function Facts({ of, dated }: { of: readonly Fact[]; dated?: boolean }) {
  return (
    <dl className={dated ? 'facts dated' : 'facts'}>
      {of.map((f, i) => (
        <div key={f.id ?? (typeof f.label === 'string' ? f.label : i)}>
          <dt>{f.label}</dt>
          <dd>
            {f.value === undefined || f.value === null || f.value === '' ? <Missing /> : f.value}
            {f.note && <span className="src">{f.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A stored address: a link when it is http or https, plain text otherwise. */
export function Address({ text }: { text: string }) {
  const href = safeHref(text);
  return href ? (
    <a href={href} rel="noopener noreferrer nofollow" target="_blank">
      {text}
    </a>
  ) : (
    text
  );
}
