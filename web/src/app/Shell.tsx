import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSession } from '../api/queries';
import { Icon } from '../ui/Icon';
import { Failed, Notice } from '../ui/Notice';
import { Live } from '../ui/Toast';
import { Away } from './Away';
import { focusFilter, typing, useKeys, useRowKeys } from './keys';
import { Side } from './Side';
import { SignIn } from './SignIn';

const Palette = lazy(() => import('./Palette').then((m) => ({ default: m.Palette })));
const Help = lazy(() => import('./Help').then((m) => ({ default: m.Help })));

type Open = 'palette' | 'help' | null;

/** The frame around every screen: navigation, banner, live region, and what opens by key. */
export function Shell() {
  const [open, setOpen] = useState<Open>(null);
  const [menu, setMenu] = useState(false);
  const session = useSession();
  const path = useRouterState({ select: (s) => s.location.pathname });

  useEffect(() => {
    const on = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'k') {
        e.preventDefault();
        setOpen('palette');
      }
      if (e.key === 'Escape' && typing(e.target)) (e.target as HTMLElement).blur();
    };
    document.addEventListener('keydown', on);
    return () => document.removeEventListener('keydown', on);
  }, []);
  useKeys({ '?': () => setOpen('help'), '/': focusFilter });
  useRowKeys();
  useEffect(() => setMenu(false), [path]);

  const signedOut = session.data && session.data.auth === 'on' && !session.data.role;
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className={menu ? 'frame menu-open' : 'frame'}>
        <Side onSearch={() => setOpen('palette')} onHelp={() => setOpen('help')} />
        <header className="topbar">
          <button
            type="button"
            className="btn plain"
            aria-label="Menu"
            aria-expanded={menu}
            onClick={() => setMenu(!menu)}
          >
            <Icon id={menu ? 'x' : 'k-menu'} className="mark" />
          </button>
          <a className="brand" href="/">
            Linchpin
          </a>
          <button type="button" className="btn plain" aria-label="Search" onClick={() => setOpen('palette')}>
            <Icon id="k-find" className="mark" />
          </button>
        </header>
        <main id="main" tabIndex={-1}>
          <Away />
          {session.data?.auth === 'off' && (
            <div className="banner">
              <Notice tone="unknown">
                <p>
                  Sign-in is off: everyone who reaches this address is admin. Start without{' '}
                  <code>LINCHPIN_AUTH=off</code> to change that.
                </p>
              </Notice>
            </div>
          )}
          {session.error && !session.data && (
            <Failed error={session.error} again={() => void session.refetch()} />
          )}
          {/* Nothing is asked before it is known who asks: a refused question would be one too many. */}
          {session.data && (signedOut ? <SignIn /> : <Outlet />)}
        </main>
      </div>
      <Live />
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
        {open === 'help' && <Help onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
