import type { ReactNode } from 'react';
import { notify } from '../app/announce';
import { number } from '../format/text';

type Props = {
  shown: number | undefined;
  /** How many rows come before this page. */
  at: number;
  total?: number;
  order?: string;
  onNext?: () => void;
  onPrevious?: () => void;
  onFirst?: () => void;
  csv?: string;
  children?: ReactNode;
};

/** The line under a table: which rows these are, the way to the others, the same rows as a file. */
export function Pager({ shown, at, total, order, onNext, onPrevious, onFirst, csv, children }: Props) {
  const range = !shown ? 'No rows' : `${number(at + 1)}–${number(at + shown)}`;
  return (
    <div className="under">
      <span>
        {shown === undefined ? '' : range}
        {!!shown && total !== undefined && ` of ${number(total)}`}
        {!!shown && order && `, ${order}`}
      </span>
      {children}
      <span className="end">
        {onFirst && <Step onClick={onFirst}>First</Step>}
        {onPrevious && <Step onClick={onPrevious}>Previous</Step>}
        {onNext && <Step onClick={onNext}>Next</Step>}
        {csv && (
          <a href={csv} download>
            {total !== undefined ? `CSV, all ${number(total)}` : 'CSV'}
          </a>
        )}
        <CopyLink />
      </span>
    </div>
  );
}

function Step({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="as-link" onClick={onClick}>
      {children}
    </button>
  );
}

export function CopyLink({ button }: { button?: boolean }) {
  const copy = () => navigator.clipboard?.writeText(location.href).then(() => notify('Link copied.'));
  return (
    <button type="button" className={button ? 'btn' : 'as-link'} onClick={copy}>
      Copy link
    </button>
  );
}
