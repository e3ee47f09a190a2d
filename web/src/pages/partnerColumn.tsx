import type { Refs } from '../api/types';
import type { Column } from '../ui/DataTable';
import { NamedRef } from '../ui/Ref';

/** The column of the partner that something belongs to. */
export function partnerColumn<T extends { partner: string }>(refs: Refs | undefined): Column<T> {
  return {
    id: 'partner',
    head: 'Partner',
    wrap: true,
    cell: (row) => <NamedRef id={row.partner} refs={refs} />,
  };
}
