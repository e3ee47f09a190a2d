import { Link } from '@tanstack/react-router';
import { useMeta, useSession, useSignOut, useSummary } from '../api/queries';
import { instant, number, word } from '../format/text';
import { Icon } from '../ui/Icon';
import { type Place, places } from './places';
import { change, type Theme, useSettings } from './settings';

type Count = number | undefined;

/** The left column: the screens that exist, with their counts, and what the answers are true of. */
export function Side({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { data: meta } = useMeta();
  const { data: summary } = useSummary();
  const n = meta?.counts;
  const counts: Partial<Record<Place['to'], Count>> = {
    '/risk': summary?.singlePoints,
    '/roadmap': n?.roadmap_item,
    '/partners': n?.partner,
    '/components': n?.component,
    '/offerings': n?.offering,
    '/products': n?.product,
    '/contracts': n?.contract,
    '/certificates': n?.certificate,
    '/people': n?.person,
  };
  return (
    <div className="side">
      <header className="top">
        <Link to="/" className="brand">
          <Icon id="mark" className="mark" />
          <span>Linchpin</span>
        </Link>
        <button type="button" className="find" onClick={onSearch}>
          <Icon id="k-find" />
          Search or jump<kbd>Ctrl K</kbd>
        </button>
      </header>
      {(['Questions', 'Browse', 'Data'] as const).map((group) => (
        <nav key={group} className="nav" aria-label={group}>
          <h2>{group}</h2>
          {places
            .filter((p) => p.group === group)
            .map((p) => (
              <Item key={p.to} to={p.to} name={p.name} n={counts[p.to]} />
            ))}
        </nav>
      ))}
      <Foot onHelp={onHelp} />
    </div>
  );
}

function Item({ to, name, n }: { to: Place['to']; name: string; n?: Count }) {
  return (
    <Link to={to} activeProps={{ 'aria-current': 'page' }}>
      {name}
      {n !== undefined && <span className="n">{number(n)}</span>}
    </Link>
  );
}

const themes: Theme[] = ['system', 'light', 'dark'];

function Foot({ onHelp }: { onHelp: () => void }) {
  const { data: meta } = useMeta();
  const { data: session } = useSession();
  const signOut = useSignOut();
  const { theme } = useSettings();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <footer className="foot">
      {meta && (
        <>
          Change {number(meta.change)}
          <br />
          {meta.importing ? (
            <Link to="/import/$id/done" params={{ id: meta.importing }}>
              importing
            </Link>
          ) : meta.changedAt ? (
            instant(meta.changedAt)
          ) : (
            'no data yet'
          )}
          <br />
        </>
      )}
      {session?.role && (
        <>
          {session.user ? `${session.user} · ` : ''}
          {session.role}
        </>
      )}
      <span className="foot-row">
        <button type="button" className="as-link" onClick={() => change({ theme: next })}>
          Theme: {word(theme).toLowerCase()}
        </button>
        <button type="button" className="as-link" onClick={onHelp}>
          Help
        </button>
        {session?.auth === 'on' && session.role && (
          <button type="button" className="as-link" onClick={() => signOut.mutate()}>
            Sign out
          </button>
        )}
      </span>
    </footer>
  );
}
