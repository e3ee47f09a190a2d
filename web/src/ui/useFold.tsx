import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { number } from '../format/text';
import { Plain } from './Plain';

const first = 20;

/** The first rows of a part of a page, and the way to all of them; what is unfolded is in the URL. */
export function useFold<T>(rows: readonly T[] | undefined, name: string) {
  const { all } = useSearch({ strict: false }) as { all?: string };
  const total = rows?.length ?? 0;
  const open = all === name;
  let more: ReactNode = null;
  if (total > first)
    more = (
      <p className="under">
        {open ? `All ${number(total)}. ` : `${number(first)} of ${number(total)}. `}
        <Plain to="." search={{ all: open ? undefined : name }} keep>
          {open ? `Show the first ${number(first)}` : `Show all ${number(total)}`}
        </Plain>
      </p>
    );
  return { rows: open ? rows : rows?.slice(0, first), more };
}
