import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, base, call, take, url } from './client';
import { useSignedIn } from './queries';
import type { Import, ImportPatch, Job, Outcome } from './types';

/** Reads and writes of imports and their jobs. */

export function useImports(cursor?: string) {
  const enabled = useSignedIn();
  return useQuery({
    queryKey: ['imports', 'list', cursor],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/imports', { signal, params: { query: { limit: 20, cursor } } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => take(api.GET('/api/v1/imports/{id}', { signal, params: { path: { id } } })),
  });
}

export function useImportFields() {
  return useQuery({
    queryKey: ['import-fields'],
    queryFn: ({ signal }) => take(api.GET('/api/v1/import-fields', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useImportRows(
  id: string,
  outcome: Outcome | undefined,
  cursor: string | undefined,
  key: string,
) {
  return useQuery({
    queryKey: ['imports', id, 'rows', outcome, cursor, key],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/imports/{id}/rows', {
          signal,
          params: { path: { id }, query: { outcome, cursor, limit: 50 } },
        }),
      ),
    placeholderData: keepPreviousData,
    enabled: !!outcome,
  });
}

export function rejectsUrl(id: string): string {
  return url(`/imports/${encodeURIComponent(id)}/rejects`);
}

export function mappingUrl(id: string): string {
  return url(`/imports/${encodeURIComponent(id)}/mapping`);
}

/** The mappings that files left behind; a new file with like headers begins with one of them. */
export function useSavedMappings(enabled: boolean) {
  return useQuery({
    queryKey: ['import-mappings'],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/import-mappings', { signal, params: { query: { limit: 500 } } })),
    enabled,
  });
}

export function useForgetMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<unknown>('DELETE', url(`/import-mappings/${encodeURIComponent(id)}`)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['import-mappings'] }),
  });
}

export type Upload = { file: File; as?: string; source?: string };

export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, as, source }: Upload) => {
      const form = new FormData();
      if (as) form.set('as', as);
      if (source) form.set('source', source);
      form.set('file', file);
      return (await call<Import>('POST', url('/imports'), form)).data;
    },
    onSuccess: (i) => {
      client.setQueryData(['imports', i.id], i);
      void client.invalidateQueries({ queryKey: ['imports', 'list'] });
    },
  });
}

/** What is asked of an import is asked one after the other. */
const inTurn = (id: string) => ({ id: `import ${id}` });

/**
 * Changes of an import, one after the other. Each shows at once, so the next can be made before the server has answered;
 * what the server made of all of them shows with the last answer.
 */
export function usePatchImport(id: string) {
  const client = useQueryClient();
  const queryKey = ['imports', id];
  const mutationKey = ['imports', 'patch', id];
  const last = () => client.isMutating({ mutationKey }) === 1;
  return useMutation({
    mutationKey,
    scope: inTurn(id),
    mutationFn: (patch: ImportPatch) =>
      take(api.PATCH('/api/v1/imports/{id}', { params: { path: { id } }, body: patch })),
    onMutate: async ({ mapping, decisions, skipBad }) => {
      // An answer asked for before the change must not replace the newer one.
      await client.cancelQueries({ queryKey, exact: true });
      client.setQueryData<Import>(
        queryKey,
        (i) =>
          i && {
            ...i,
            mapping: mapping ?? i.mapping,
            answers: { ...i.answers, ...decisions },
            skipBad: skipBad ?? i.skipBad,
          },
      );
    },
    onSuccess: (i) => last() && client.setQueryData(queryKey, i),
    onError: () => client.invalidateQueries({ queryKey, exact: true }),
  });
}

/** Starts a check, an apply or an undo, when all changes made before are kept; the job is followed by useJob. */
export function useStart(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: inTurn(id),
    mutationFn: async (work: 'check' | 'apply' | 'undo') =>
      (await call<Job>('POST', url(`/imports/${encodeURIComponent(id)}/${work}`))).data,
    onSuccess: async (job) => {
      client.setQueryData(['jobs', job.id], job);
      await client.invalidateQueries({ queryKey: ['imports', id], exact: true });
    },
  });
}

export function useCancel() {
  return useMutation({
    mutationFn: (id: string) => take(api.DELETE('/api/v1/jobs/{id}', { params: { path: { id } } })),
  });
}

export function ended(job: Job | undefined): boolean {
  return !!job && ['done', 'failed', 'cancelled'].includes(job.state);
}

/** Whether an import was read before the end of its job was written to it. */
export function isBehind(i: Pick<Import, 'state'>, job: Job | undefined): boolean {
  if (i.state === 'checking' || i.state === 'applying') return true;
  return job?.kind === 'undo' && job.state === 'done' && i.state === 'applied';
}

/** A job by its event stream; where that breaks off, by asking every second. At its end all answers are asked again. */
export function useJob(id: string | undefined) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/jobs/{id}', { signal, params: { path: { id: id ?? '' } } })),
    enabled: !!id,
    staleTime: 0,
    refetchInterval: (q) => (ended(q.state.data) ? false : 1_000),
  });
  const over = ended(job.data);
  useEffect(() => {
    if (!id || over) return;
    const events = new EventSource(`${base}/jobs/${encodeURIComponent(id)}/events`);
    events.addEventListener('job', (e) => {
      const next = JSON.parse((e as MessageEvent<string>).data) as Job;
      client.setQueryData(['jobs', id], next);
      if (ended(next)) events.close();
    });
    events.addEventListener('error', () => events.close());
    return () => events.close();
  }, [id, over, client]);
  const of = job.data?.import;
  const watched = useRef(false); // one that had ended before it was looked at changes nothing
  if (job.data) watched.current ||= !over;
  useEffect(() => {
    if (!over || !of) return;
    const read = client.getQueryData<Import>(['imports', of]);
    if (!watched.current && read && !isBehind(read, job.data)) return;
    watched.current = false;
    void client.invalidateQueries({ queryKey: ['imports', of], exact: true });
    void client.invalidateQueries({ queryKey: ['imports', 'list'] });
    void client.invalidateQueries({ queryKey: ['graph'] });
  }, [over, of, job.data, client]);
  return job;
}
