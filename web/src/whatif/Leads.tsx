import type { ReactNode } from 'react';
import { Plain } from '../ui/Plain';
import { allRows, type Rows } from './rows';

type Props = { n: number; to: Rows; label?: string; children: ReactNode };

/** A count that leads to its rows in the list of the same page; nothing leads nowhere. */
export function Leads({ n, to, label, children }: Props) {
  if (!n) return children;
  return (
    <Plain to="/whatif" search={{ ...allRows, ...to }} keep label={label}>
      {children}
    </Plain>
  );
}
