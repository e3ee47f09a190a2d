import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

let navigated = false;

/** Called by the router when the path has changed: the next page takes the focus to its title. */
export function pathChanged() {
  navigated = true;
}

type Props = {
  title: string;
  /** Shown muted before the title: the key of a roadmap item. */
  lead?: string;
  crumbs?: ReactNode;
  children?: ReactNode;
  verbs?: ReactNode;
};

/** The head of a page: breadcrumb, title, the answer in one sentence, verbs. Names the window, takes the focus. */
export function Head({ title, lead, crumbs, children, verbs }: Props) {
  const h1 = useRef<HTMLHeadingElement>(null);
  const whole = lead ? `${lead} ${title}` : title;
  useEffect(() => {
    document.title = `${whole} · Linchpin`;
  }, [whole]);
  useEffect(() => {
    if (!navigated) return;
    navigated = false;
    h1.current?.focus({ preventScroll: true });
  });
  // A head that gives way to another, as when a page has its answer, hands the focus on.
  useLayoutEffect(() => {
    const own = h1.current;
    return () => {
      if (own && document.activeElement === own) navigated = true;
    };
  }, []);
  return (
    <>
      {crumbs && (
        <nav className="crumbs" aria-label="Breadcrumb">
          {crumbs}
        </nav>
      )}
      <div className="head">
        <div>
          <h1 ref={h1} tabIndex={-1}>
            {lead && <span className="muted lead">{lead} </span>}
            {title}
          </h1>
          {children && <p className="lede">{children}</p>}
        </div>
        {verbs && <div className="verbs">{verbs}</div>}
      </div>
    </>
  );
}

/** The parts of a breadcrumb with the slashes between them. */
export function Crumbs({ of }: { of: ReactNode[] }) {
  return of.map((c, i) => (
    <span key={i} className="crumb">
      {i > 0 && <span aria-hidden="true">/</span>}
      {c}
    </span>
  ));
}

/** When what had the focus goes or cannot be used any more, the title takes it: who uses the keyboard stays on the page. */
export function useKeptFocus() {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const on = (e: FocusEvent) => {
      last.current = e.target instanceof Element ? e.target : null;
    };
    document.addEventListener('focusin', on);
    return () => document.removeEventListener('focusin', on);
  }, []);
  useEffect(() => {
    const lost = last.current && (!last.current.isConnected || last.current.matches(':disabled'));
    if (!lost || document.activeElement !== document.body) return;
    last.current = null;
    document.querySelector('h1')?.focus({ preventScroll: true });
  });
}
