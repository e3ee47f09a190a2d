import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useFilters } from '../ui/useFilters';
import { pageSize } from './queries';

const route = getRouteApi('/risk');

type Page = { next: string | null; count?: number; items: readonly unknown[] } | undefined;

/** Where a list of the risk page stands, and the ways to its other pages. */
export function usePlace(page: Page) {
  const { cursor, at = 0, proof } = route.useSearch();
  const { push, open } = useFilters();
  const router = useRouter();
  return {
    proof,
    toggle: (id: string) => open({ proof: proof === id ? undefined : id }),
    pager: {
      shown: page?.items.length,
      at,
      total: page?.count,
      onNext: page?.next ? () => push({ cursor: page.next ?? undefined, at: at + pageSize }) : undefined,
      onPrevious: cursor ? () => router.history.back() : undefined,
      onFirst: cursor ? () => push({ cursor: undefined, at: undefined }) : undefined,
    },
  };
}
