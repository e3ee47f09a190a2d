import { Head } from '../ui/Head';

/** Shown instead of every screen while nobody is signed in: how to get a link. */
export function SignIn() {
  return (
    <>
      <Head title="Sign in">You are not signed in. A sign-in link opens a session in this browser.</Head>
      <div className="prose">
        <p>
          At its first start Linchpin prints a link that works once. Whoever runs the server makes another at
          any time:
        </p>
        <p>
          <code className="shell">linchpin user link --role editor --name you@example.com</code>
        </p>
        <p className="quiet">
          Open the printed address in this browser. The roles are viewer, importer, editor and admin; each may
          do what the one before it may.
        </p>
        <p>
          <a href={location.pathname + location.search}>I have opened a link: load this page again</a>
        </p>
      </div>
    </>
  );
}
