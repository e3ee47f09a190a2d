import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { useImport } from '../api/imports';
import type { Import } from '../api/types';
import { Unread } from '../ui/ErrorScreen';
import { Crumbs, Head, useKeptFocus } from '../ui/Head';
import { Icon } from '../ui/Icon';
import { Plain } from '../ui/Plain';

type Step = 'map' | 'check' | 'done';
const order: Step[] = ['map', 'check', 'done'];
const to = { map: '/import/$id/map', check: '/import/$id/check', done: '/import/$id/done' } as const;
const names = { map: 'Map', check: 'Check', done: 'Done' };

type Props = { i: Import; step: Step; answer: ReactNode; verbs?: ReactNode; children: ReactNode };

/** Before an import is known, and where there is none. What was known of it stays while the server is away. */
export function NoImport({ of }: { of: Pick<ReturnType<typeof useImport>, 'error' | 'refetch'> }) {
  if (of.error) return <Unread error={of.error} what="import" again={() => void of.refetch()} />;
  return <Head title="Import" />;
}

/** The frame of every step: the file's name, where one is, the sentence that says what is true now. */
export function Frame({ i, step, answer, verbs, children }: Props) {
  useKeptFocus();
  const here = order.indexOf(step);
  const reached = ['applying', 'applied', 'undone'].includes(i.state)
    ? 2
    : ['checking', 'checked'].includes(i.state)
      ? 1
      : i.plan
        ? 1
        : 0;
  return (
    <>
      <Head
        title={i.file}
        crumbs={
          <Crumbs
            of={[
              <Link key="l" to="/import" activeOptions={{ exact: true }}>
                Import
              </Link>,
              i.file,
            ]}
          />
        }
        verbs={verbs}
      >
        {answer}
      </Head>
      <ol className="steps" aria-label="Steps">
        <li>
          <Icon id="v-safe" /> <Plain to="/import">Upload</Plain>
        </li>
        {order.map((s, n) => (
          <li key={s} aria-current={s === step ? 'step' : undefined}>
            {n < here ? <Icon id="v-safe" /> : <span>{n + 2}</span>}
            {n !== here && n <= Math.max(reached, here - 1) ? (
              <Plain to={to[s]} params={{ id: i.id }}>
                {names[s]}
              </Plain>
            ) : (
              names[s]
            )}
          </li>
        ))}
      </ol>
      {children}
    </>
  );
}
