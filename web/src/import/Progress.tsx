import { Link } from '@tanstack/react-router';
import { useCancel } from '../api/imports';
import type { Job } from '../api/types';
import { count, number } from '../format/text';
import { Failed, Notice } from '../ui/Notice';
import { Ref } from '../ui/Ref';
import { doing } from './work';

const over = { check: 'checked', apply: 'written', undo: 'taken back' };

/** A job at work: rows done of rows, a bar, Stop. */
export function Progress({ job: j, file }: { job: Job | undefined; file: string }) {
  const cancel = useCancel();
  if (!j) return null;
  const { done, total, unit } = j.progress;
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : 0;
  return (
    <div className="job">
      <p>
        {doing[j.kind]} {file}:{' '}
        {j.waits ? (
          <>
            waits until{' '}
            <Link to="/import/$id/done" params={{ id: j.waits.import }}>
              {j.waits.file}
            </Link>{' '}
            is {over[j.waits.kind]}
          </>
        ) : j.state === 'queued' ? (
          'waits in line'
        ) : (
          `${number(done)}${total ? ` of ${number(total)}` : ''} ${unit}`
        )}
      </p>
      <div
        className="progress"
        role="progressbar"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={doing[j.kind]}
      >
        <i style={{ inlineSize: `${share}%` }} />
      </div>
      {j.waits && j.waits.silent > 0 && (
        <Notice tone="unknown" title="The server that writes it is away">
          Nothing was heard of it for {count(Math.round(j.waits.silent / 60), 'minute')}. When it starts again
          it finishes {j.waits.file}. If it will not come back, roll that import back here.{' '}
          {j.waits.job && <RollBack job={j.waits.job} file={j.waits.file} />}
        </Notice>
      )}
      <p className="under">
        {j.kind !== 'check' && j.state === 'running' && !j.waits && 'Answers meanwhile say “importing”. '}
        {j.kind !== 'undo' && (
          <button
            type="button"
            className="as-link"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(j.id)}
          >
            {j.kind === 'check' ? 'Stop' : 'Stop and roll back'}
          </button>
        )}
      </p>
    </div>
  );
}

function RollBack({ job, file }: { job: string; file: string }) {
  const cancel = useCancel();
  return (
    <>
      <button
        type="button"
        className="as-link"
        disabled={cancel.isPending || cancel.isSuccess}
        onClick={() => cancel.mutate(job)}
      >
        Roll back {file}
      </button>
      {cancel.error && <Failed error={cancel.error} />}
    </>
  );
}

/** What a job that ended badly says. */
export function JobFaults({ errors, title }: { errors: Job['errors']; title: string }) {
  if (!errors.length) return null;
  return (
    <Notice tone="exposed" alert title={title}>
      <ul className="plain-list">
        {errors.map((e) => (
          <li key={`${e.code} ${e.detail} ${e.line ?? ''}`}>
            {e.line ? `line ${e.line}: ` : ''}
            {e.ref && (
              <>
                <Ref to={e.ref} />:{' '}
              </>
            )}
            {e.detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
