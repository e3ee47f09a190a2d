import type { ReactNode } from 'react';

type Props = { title: string; note?: ReactNode; end?: ReactNode; children: ReactNode; className?: string };

/** A part of a page: a heading with a muted note beside it and links at the right end. No landmark: its table is one. */
export function Section({ title, note, end, children, className }: Props) {
  return (
    <section className={className}>
      <div className="sect">
        <h2>{title}</h2>
        {note && <span className="note">{note}</span>}
        {end && <span className="end">{end}</span>}
      </div>
      {children}
    </section>
  );
}
