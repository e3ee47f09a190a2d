import { getRouteApi } from '@tanstack/react-router';
import { useName } from '../api/queries';
import type { Kind, Reference } from '../api/types';
import { EntityPicker } from '../forms/EntityPicker';
import { FilterBar } from '../ui/Filters';
import { useFilters } from '../ui/useFilters';
import { usePointRows } from './queries';

const route = getRouteApi('/risk');
const kinds: readonly Kind[] = ['roadmap_item', 'product', 'component'];

/**
 * What a question about one thing is asked of: the one in the address, else the first that a partner stops (none: nobody
 * knows yet). Where that cannot be told, it fails in place of the answer.
 */
export function useTop() {
  const { top } = route.useSearch();
  const points = usePointRows({ limit: 1 }, !top);
  const first = points.data?.items[0]?.tops[0]?.id;
  const failsFor = <P extends { error: unknown; refetch: () => unknown }>(page: P) =>
    points.error && !top ? points : page;
  return { top: top ?? first, none: !top && !!points.data && !first, failsFor };
}

/** What a table says while there is nothing it could be asked of. */
export const chooseTop = 'No partner stops anything alone yet. Choose a roadmap item, product or component.';

/** Chooses it by typing a name. */
export function TopChoice({ top, children }: { top: string | undefined; children?: React.ReactNode }) {
  const { filter } = useFilters();
  const { data } = useName(top);
  const value: Reference | null = data ?? null;
  return (
    <FilterBar end={children}>
      <span className="muted">What stops</span>
      <EntityPicker
        label="Item, product or component"
        kinds={kinds}
        value={value}
        onChange={(r) => r && filter({ top: r.id })}
      />
    </FilterBar>
  );
}
