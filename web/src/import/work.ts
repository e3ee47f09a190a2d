import { useEffect, useRef } from 'react';
import { ended, isBehind, useJob } from '../api/imports';
import type { Import, Job } from '../api/types';
import { announce } from '../app/announce';
import { count, list, number } from '../format/text';

export const doing = { check: 'Checking', apply: 'Applying', undo: 'Undoing' };

/**
 * The last job of an import, and whether something is at work on it: also while it is not known yet, and between the
 * end of a job and the answer that has the import as it is then. How it gets on is said to those who do not see it.
 */
export function useWork(i: Import | undefined): { job: Job | undefined; busy: boolean } {
  const { data: job } = useJob(i?.job);
  useSaid(job, i?.file ?? '');
  return { job, busy: !!i && isBusy(i, job) };
}

export function isBusy(i: Pick<Import, 'state' | 'job'>, job: Job | undefined): boolean {
  return isBehind(i, job) || (!!i.job && (!job || !ended(job)));
}

/** Tells the beginning, each quarter and the end of a job; nothing of one that had ended before it was looked at. */
function useSaid(job: Job | undefined, file: string) {
  const watched = useRef('');
  const over = ended(job);
  const quarter = job?.progress.total ? Math.floor((4 * job.progress.done) / job.progress.total) : 0;
  useEffect(() => {
    if (!job || (over && watched.current !== job.id)) return;
    watched.current = over ? '' : job.id;
    if (over) announce(ending(job, file));
    else announce(`${doing[job.kind]} ${file}${quarter > 0 ? `: ${quarter * 25} percent` : ''}`);
  }, [job, over, quarter, file]);
}

/** What a job came to, in one sentence. */
export function ending(job: Job, file: string): string {
  const what = `${doing[job.kind]} ${file}`;
  if (job.state === 'cancelled') return `${what} was stopped.`;
  if (job.state === 'failed' || !job.result)
    return `${what} failed: ${job.errors[0]?.detail ?? 'no reason is known'}.`;
  const { counts: c, changes, kept } = job.result;
  if (job.kind === 'apply') return `${what} is done: ${count(changes, 'change')} written.`;
  if (job.kind === 'undo')
    return `${what} is done: ${count(changes, 'change')} taken back${kept ? `, ${number(kept)} kept` : ''}.`;
  const found = (['create', 'update', 'unchanged', 'undecided', 'rejected', 'skipped'] as const)
    .filter((o) => c[o] > 0)
    .map((o) => `${number(c[o])} ${o}`);
  return `${what} is done: ${list(found) || 'no rows'}.`;
}
