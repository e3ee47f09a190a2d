import { getRouteApi } from '@tanstack/react-router';
import { useName, useSinglePoints } from '../api/queries';
import type { Kind, Reference } from '../api/types';
import { EntityPicker } from '../forms/EntityPicker';
import { FilterBar } from '../ui/Filters';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/risk');
const kinds: readonly Kind[] = ['roadmap_item', 'product', 'component'];

/** What a question about one thing is asked of: the one in the address, else the first that a partner stops. */
export function useTop(): string | undefined {
  const { top } = route.useSearch();
  const points = useSinglePoints({}, !top);
  return top ?? points.data?.items[0]?.tops[0]?.id;
}

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
