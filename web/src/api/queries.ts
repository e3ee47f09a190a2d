import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Query, read, rows, take, url } from './client';
import type { components } from './schema';
import type { Collection, Entities, Kind, LinkKind, Page, Reference, StoredKind } from './types';

type S = components['schemas'];

/** Every read of the application, one hook a question. Keys start with what a write makes stale. */

export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => take(api.GET('/api/v1/session', { signal })),
    staleTime: 60_000,
  });
}

export function useSignedIn(): boolean {
  const { data } = useSession();
  return !!data && (data.auth === 'off' || !!data.role);
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/session')),
    onSettled: () => {
      client.clear();
      location.assign('/');
    },
  });
}

export function useMeta() {
  const enabled = useSignedIn();
  return useQuery({
    queryKey: ['graph', 'meta'],
    queryFn: ({ signal }) => take(api.GET('/api/v1/meta', { signal })),
    enabled,
    refetchInterval: (q) => (q.state.data?.importing ? 2_000 : 30_000),
  });
}

export function useSummary() {
  const enabled = useSignedIn();
  return useQuery({
    queryKey: ['graph', 'summary'],
    queryFn: ({ signal }) => take(api.GET('/api/v1/risk/summary', { signal })),
    enabled,
  });
}

export function useSearchHits(q: string, kinds?: readonly Kind[]) {
  return useQuery({
    queryKey: ['graph', 'search', q, kinds],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/search', {
          signal,
          params: { query: { q, limit: 12, kinds: kinds?.length ? (kinds as StoredKind[]) : undefined } },
        }),
      ),
    select: (page) => page.items,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
}

/** What an id is called, for changes, which carry ids alone. Null when it is gone. */
export function useName(id: string | undefined) {
  return useQuery({
    queryKey: ['graph', 'name', id],
    queryFn: async ({ signal }): Promise<Reference | null> => {
      const page = await take(
        api.GET('/api/v1/search', { signal, params: { query: { q: id ?? '', exact: true } } }),
      );
      const hit = page.items.find((h) => h.id === id);
      return hit ? { id: hit.id, kind: hit.kind, name: hit.name, externalId: hit.externalId } : null;
    },
    enabled: !!id,
    staleTime: 60_000,
  });
}

export function useEntity<C extends Collection>(collection: C, id: string) {
  return useQuery({
    queryKey: ['graph', collection, id],
    queryFn: ({ signal }) => read<Entities[C]>(url(`/${collection}/${encodeURIComponent(id)}`), signal),
  });
}

export function useList<C extends Collection, R = never>(collection: C, query: Query, enabled = true) {
  return useQuery({
    queryKey: ['graph', collection, 'list', query],
    queryFn: async ({ signal }) =>
      (await read<Page<Entities[C], R>>(url(`/${collection}`, query), signal)).data,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The values of a field that people fill in freely, to filter by: those of the first 500 of a collection. */
export function useValues<C extends Collection>(collection: C, field: keyof Entities[C]) {
  const { data } = useList(collection, { limit: 500 });
  const all = new Set(data?.items.flatMap((e) => (e[field] ? String(e[field]) : [])));
  return [...all].sort((a, b) => a.localeCompare(b, 'en')).map((id) => ({ id, name: id }));
}

export function useHistory(collection: Collection, id: string) {
  return useQuery({
    queryKey: ['graph', collection, id, 'history'],
    queryFn: async ({ signal }) => {
      const address = url(`/${collection}/${encodeURIComponent(id)}/history`, { limit: 20 });
      return (await read<S['ChangePage']>(address, signal)).data;
    },
  });
}

export function useLinks(query: { from?: string; to?: string; kind?: LinkKind }, enabled = true) {
  return useQuery({
    queryKey: ['graph', 'links', query],
    queryFn: ({ signal }) =>
      rows<S['LinkPage']>(api.GET('/api/v1/links', { signal, params: { query: { ...query, limit: 500 } } })),
    enabled,
  });
}

export type SinglePointQuery = { top?: string; layer?: Entities['components']['layer']; hidden?: boolean };

export function useSinglePoints(query: SinglePointQuery, enabled = true) {
  return useQuery({
    queryKey: ['graph', 'single-points', query],
    queryFn: ({ signal }) =>
      rows<S['SinglePointPage']>(
        api.GET('/api/v1/risk/single-points', {
          signal,
          params: { query: { ...query, limit: 500, count: true } },
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export type SourcingQuery = {
  layer?: Entities['components']['layer'];
  verdict?: 'exposed' | 'unknown' | 'safe';
  product?: string;
  partner?: string;
  unsourced?: boolean;
};

export function useSourcing(query: SourcingQuery & { cursor?: string; limit?: number }, enabled = true) {
  return useQuery({
    queryKey: ['graph', 'sourcing', query],
    queryFn: ({ signal }) =>
      rows<S['SourcingPage']>(
        api.GET('/api/v1/risk/sourcing', {
          signal,
          params: { query: { limit: 100, ...query, count: true } },
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useFalseDiversity(enabled = true) {
  return useQuery({
    queryKey: ['graph', 'false-diversity'],
    queryFn: ({ signal }) =>
      rows<S['FalseDiversityPage']>(
        api.GET('/api/v1/risk/false-diversity', { signal, params: { query: { limit: 500 } } }),
      ),
    enabled,
  });
}

/** What stops when some entities fail: at most the first hundred of them are asked about. */
export function useBlast(seeds: string | readonly string[] | undefined) {
  const seed = typeof seeds === 'string' ? [seeds] : (seeds ?? []).slice(0, 100);
  return useQuery({
    queryKey: ['graph', 'blast', seed],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/risk/blast', { signal, params: { query: { seed, limit: 500 } } })),
    enabled: seed.length > 0,
  });
}

export function useItemPartners(id: string) {
  return useQuery({
    queryKey: ['graph', 'roadmap-items', id, 'partners'],
    queryFn: ({ signal }) =>
      rows<S['ItemPartnerPage']>(
        api.GET('/api/v1/roadmap-items/{id}/partners', {
          signal,
          params: { path: { id }, query: { limit: 500 } },
        }),
      ),
  });
}

export function usePartnerItems(id: string) {
  return useQuery({
    queryKey: ['graph', 'partners', id, 'roadmap-items'],
    queryFn: ({ signal }) =>
      rows<S['PartnerItemPage']>(
        api.GET('/api/v1/partners/{id}/roadmap-items', {
          signal,
          params: { path: { id }, query: { limit: 500 } },
        }),
      ),
  });
}

export type Near = { focus: string; hops: number; kinds?: readonly string[]; cap: number };

export function useNeighbourhood(near: Near | undefined) {
  return useQuery({
    queryKey: ['graph', 'neighbourhood', near],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/graph/neighbourhood', {
          signal,
          params: {
            query: {
              focus: near?.focus ?? '',
              hops: near?.hops,
              cap: near?.cap,
              kinds: near?.kinds?.length ? (near.kinds as never) : undefined,
            },
          },
        }),
      ),
    enabled: !!near,
    placeholderData: keepPreviousData,
  });
}

export function useChanges(after: number | undefined, limit: number) {
  return useQuery({
    queryKey: ['graph', 'changes', after, limit],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/changes', { signal, params: { query: { after, limit } } })),
    enabled: after !== undefined,
    placeholderData: keepPreviousData,
  });
}

export type ItemFacts = { key: string; targetDate?: string };

/** Key and date of the first 5,000 roadmap items by id, for answers that name an item without them. */
export function useItemFacts(enabled = true) {
  const signedIn = useSignedIn();
  return useQuery({
    queryKey: ['graph', 'item-facts'],
    queryFn: async ({ signal }) => {
      const facts = new Map<string, ItemFacts>();
      let cursor: string | null | undefined;
      for (let pages = 0; pages < 10 && cursor !== null; pages++) {
        const address = url('/roadmap-items', { limit: 500, sort: 'targetDate', cursor });
        const page = (await read<Page<Entities['roadmap-items']>>(address, signal)).data;
        for (const i of page.items) facts.set(i.id, { key: i.key, targetDate: i.targetDate });
        cursor = page.next;
      }
      return facts;
    },
    enabled: enabled && signedIn,
    staleTime: 60_000,
  });
}
