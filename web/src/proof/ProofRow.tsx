import type { ReactNode } from 'react';
import type { Reference, Step } from '../api/types';
import { Proof } from './Proof';

/** The button in front of a row that opens its proof in place. */
export function Twist({ open, of, onToggle }: { open: boolean; of: string; onToggle: () => void }) {
  return (
    <button
      type="button"
      className="twist"
      aria-expanded={open}
      aria-label={`Proof for ${of}`}
      onClick={onToggle}
    />
  );
}

type Props = {
  title: ReactNode;
  note?: ReactNode;
  cause: readonly Reference[];
  steps: readonly Step[];
  children?: ReactNode;
};

/** A proof under its row. */
export function ProofRow({ title, note, cause, steps, children }: Props) {
  return (
    <>
      <div className="sect">
        <h3>{title}</h3>
        {note && <span className="note">{note}</span>}
      </div>
      <Proof cause={cause} steps={steps} />
      {children && <p className="sentence after-proof">{children}</p>}
    </>
  );
}
