import { useSearch } from '@tanstack/react-router';
import { useFilters } from './useFilters';

const size = 50;

/** Pages of rows that are all here: the place is in the URL, as with lists that the server pages. */
export function useParts<T>(rows: readonly T[] | undefined) {
  const { at: asked = 0 } = useSearch({ strict: false }) as { at?: number };
  const { push } = useFilters();
  const total = rows?.length ?? 0;
  const at = asked < total ? asked : 0;
  const go = (to: number) => push({ at: to || undefined, proof: undefined });
  return {
    part: rows?.slice(at, at + size),
    pager: {
      shown: rows && Math.min(size, total - at),
      at,
      total: rows && total,
      onNext: at + size < total ? () => go(at + size) : undefined,
      onPrevious: at > 0 ? () => go(Math.max(0, at - size)) : undefined,
      onFirst: at > size ? () => go(0) : undefined,
    },
  };
}
