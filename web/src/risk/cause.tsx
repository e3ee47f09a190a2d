import { getRouteApi } from '@tanstack/react-router';
import type { Reference } from '../api/types';
import { ChipSelect } from '../ui/Filters';
import { useFilters } from '../ui/useFilters';

const route = getRouteApi('/risk');

/** Whose failures a question considers: partners unless the address says otherwise. */
export type Cause = 'partner' | 'country' | 'person';

export const causeNames: Record<Cause, { one: string; many: string; head: string }> = {
  partner: { one: 'partner', many: 'partners', head: 'Partner' },
  country: { one: 'country', many: 'countries', head: 'Country' },
  person: { one: 'person', many: 'people', head: 'Person' },
};

const choices = [
  { id: 'country', name: 'countries' },
  { id: 'person', name: 'people' },
];

export function useCause(): Cause {
  return route.useSearch().cause ?? 'partner';
}

/** The choice as a chip; it is part of the address. */
export function CauseChoice() {
  const { cause } = route.useSearch();
  const { filter } = useFilters();
  return (
    <ChipSelect
      label="Causes"
      value={cause}
      all="partners"
      choices={choices}
      onChange={(c) => filter({ cause: c })}
    />
  );
}

/** The what-if in which these fail. */
export function supposing(causes: readonly Reference[]): { countries?: string; remove?: string } {
  const ids = (countries: boolean) =>
    causes
      .filter((c) => (c.kind === 'country') === countries)
      .map((c) => c.id)
      .join(' ') || undefined;
  return { countries: ids(true), remove: ids(false) };
}
