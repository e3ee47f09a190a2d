import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

type Patch = Record<string, string | number | boolean | undefined>;

/** Changes search parameters of this screen. Filters replace the entry of the history, places and orders add one. */
export function useFilters() {
  const navigate = useNavigate();
  const go = useCallback(
    (patch: Patch, replace: boolean) =>
      navigate({
        to: '.',
        search: ((old: Patch) => ({ ...old, ...patch })) as never,
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  const filter = useCallback(
    (patch: Patch) => void go({ cursor: undefined, at: undefined, proof: undefined, ...patch }, true),
    [go],
  );
  const push = useCallback((patch: Patch) => void go(patch, false), [go]);
  const open = useCallback((patch: Patch) => void go(patch, true), [go]);
  return { filter, push, open };
}
