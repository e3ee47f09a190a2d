import type { MatrixCell } from '../api/types';
import { oneOf } from '../ui/Marks';
import { refName } from '../ui/Ref';

/** A cell as a sentence: "Norrvik Holding stops LK-211". */
export function cellText(c: MatrixCell, rowKey: string | undefined): string {
  const row = rowKey ?? refName(c.row);
  const column = refName(c.column);
  switch (c.effect) {
    case 'stops':
      return `${column} stops ${row}`;
    case 'delays':
      return `${column} delays ${row}`;
    case 'one_of_k':
      return `${column} is ${oneOf(c.of).toLowerCase()} for ${row}`;
    default:
      return `${column} takes part in ${row}`;
  }
}
