import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { type Log, lastWrites } from './lastWrites';

const log = (signal: AbortSignal): Log => ({
  changes: (after, limit) =>
    take(api.GET('/api/v1/changes', { signal, params: { query: { after, limit } } })),
  extent: (id) => take(api.GET('/api/v1/imports/{id}', { signal, params: { path: { id } } })),
});

/** The last operations as of a change number. */
export function useLastWrites(upTo: number | undefined, want: number) {
  return useQuery({
    queryKey: ['graph', 'last-writes', upTo, want],
    queryFn: ({ signal }) => lastWrites(upTo ?? 0, want, log(signal)),
    enabled: upTo !== undefined,
    placeholderData: keepPreviousData,
  });
}
