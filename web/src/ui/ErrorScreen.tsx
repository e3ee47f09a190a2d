import { Link } from '@tanstack/react-router';
import { problemOf } from '../api/problem';
import { Head } from './Head';
import { Failed } from './Notice';

/** When a screen itself breaks: what happened, and the way on. */
export function ErrorScreen({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <>
      <Head title="This screen stopped">The others still work.</Head>
      <Failed error={error} again={reset} />
    </>
  );
}

export function NotFound() {
  return (
    <>
      <Head title="No such screen">Nothing has this address.</Head>
      <p>
        <Link to="/">Go to the start</Link>
      </p>
    </>
  );
}

/** An entity's page when the entity cannot be read: gone, or failing. */
export function Unread({ error, what, again }: { error: unknown; what: string; again: () => void }) {
  const gone = problemOf(error).status === 404;
  return (
    <>
      <Head title={gone ? `No such ${what}` : 'No answer'}>
        {gone ? `It was deleted, or the address is wrong.` : 'What you entered elsewhere is safe.'}
      </Head>
      {gone ? (
        <p>
          <Link to="/">Go to the start</Link>
        </p>
      ) : (
        <Failed error={error} again={again} />
      )}
    </>
  );
}
