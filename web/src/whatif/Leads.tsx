import type { ReactNode } from 'react';
import { Plain } from '../ui/Plain';
import { allRows, type Impact, type Rows } from './rows';

type Props = {
  n: number;
  to: readonly Impact[];
  kind?: Rows['kind'];
  quarter?: string;
  label?: string;
  children: ReactNode;
};

/** A count that leads to its rows in the list of the same page; nothing leads nowhere. */
export function Leads({ n, to, kind = 'roadmap_item', quarter, label, children }: Props) {
  if (!n) return children;
  const search = { ...allRows, impact: to.join(','), kind, quarter };
  return (
    <Plain to="/whatif" search={search} keep label={label}>
      {children}
    </Plain>
  );
}
