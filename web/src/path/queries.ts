import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import type { components } from '../api/schema';

type S = components['schemas'];
export type Path = S['Path'];
export type Hop = S['Hop'];
export type Paths = S['PathPage'] & { dependency: boolean };

export const pathsShown = 20;

/** How one entity hangs on another; where neither does on the other, how else they are connected. */
export function usePaths(from: string | undefined, to: string | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: ['graph', 'paths', from, to, cursor],
    queryFn: async ({ signal }): Promise<Paths> => {
      const ask = (dependency: boolean, at?: string) =>
        take(
          api.GET('/api/v1/graph/paths', {
            signal,
            params: { query: { from: from ?? '', to: to ?? '', dependency, cursor: at, limit: pathsShown } },
          }),
        );
      // A cursor is of one of the two questions; only the other kind's answer can say that there is none.
      const found = await ask(true, cursor?.startsWith('links.') ? undefined : cursor);
      if (found.items.length) return { ...found, dependency: true };
      const links = await ask(false, cursor?.replace('links.', ''));
      return { ...links, next: links.next && `links.${links.next}`, dependency: false };
    },
    enabled: !!from && !!to && from !== to,
    placeholderData: keepPreviousData,
  });
}
