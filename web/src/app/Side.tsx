import { Link } from '@tanstack/react-router';
import { useMeta, useSession, useSignOut, useSummary } from '../api/queries';
import { instant, number, word } from '../format/text';
import { Icon } from '../ui/Icon';
import { change, type Theme, useSettings } from './settings';

type Count = number | undefined;

/** The left column: the screens that exist, with their counts, and what the answers are true of. */
export function Side({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const { data: meta } = useMeta();
  const { data: summary } = useSummary();
  const counts = meta?.counts;
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
      <nav className="nav" aria-label="Questions">
        <h2>Questions</h2>
        <Item to="/risk" name="Risk" n={summary?.singlePoints} />
        <Item to="/matrix" name="Matrix" />
        <Item to="/roadmap" name="Roadmap" n={counts?.roadmap_item} />
        <Item to="/whatif" name="What if" />
      </nav>
      <nav className="nav" aria-label="Browse">
        <h2>Browse</h2>
        <Item to="/explore" name="Explore" />
        <Item to="/partners" name="Partners" n={counts?.partner} />
        <Item to="/components" name="Components" n={counts?.component} />
        <Item to="/products" name="Products" n={counts?.product} />
      </nav>
      <nav className="nav" aria-label="Data">
        <h2>Data</h2>
        <Item to="/import" name="Import" />
        <Item to="/changes" name="Changes" />
      </nav>
      <Foot onHelp={onHelp} />
    </div>
  );
}

type Screen =
  | '/risk'
  | '/matrix'
  | '/whatif'
  | '/roadmap'
  | '/explore'
  | '/partners'
  | '/components'
  | '/products'
  | '/import'
  | '/changes';

function Item({ to, name, n }: { to: Screen; name: string; n?: Count }) {
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
