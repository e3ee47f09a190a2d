import type { ReactNode } from 'react';
import { problemOf } from '../api/problem';
import { instant, sentence } from '../format/text';
import { Icon } from './Icon';

type Tone = 'exposed' | 'unknown' | 'safe' | 'plain';

export function Notice({
  tone = 'plain',
  title,
  children,
  end,
  alert,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  end?: ReactNode;
  alert?: boolean;
}) {
  return (
    <div className={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      {tone !== 'plain' && <Icon id={`v-${tone}`} />}
      <div>
        {title && <h2>{title}</h2>}
        {children}
      </div>
      {end && <div className="end">{end}</div>}
    </div>
  );
}

/**
 * Why something that was asked for was not done. Nothing while no answer came at all: that the server is away is told
 * above, and whether it was done shows when it is back.
 */
export function NotDone({ error, what }: { error: unknown; what: string }) {
  if (!error || problemOf(error).status === 0) return null;
  return <Failed error={error} what={what} />;
}

/** What failed, what is safe, and the way on: stands where the rows would be. */
export function Failed({ error, again, what }: { error: unknown; again?: () => void; what?: string }) {
  const p = problemOf(error);
  return (
    <Notice
      tone="exposed"
      alert
      title={p.detail ? sentence(p.detail) : p.message}
      end={
        again && (
          <button type="button" className="btn" onClick={again}>
            Ask again
          </button>
        )
      }
    >
      <p>{what || 'Nothing you entered is lost.'}</p>
      <p className="muted small">
        {p.status || 'no answer'} {p.code}
        {p.request && (
          <>
            {' · request '}
            <span className="mono">{p.request}</span>
          </>
        )}
        {` · ${instant(p.at)}`}
      </p>
    </Notice>
  );
}
