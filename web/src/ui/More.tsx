import {
  Children,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';

/** The verbs of a page that are asked for less often, in a menu. Its children bear the role menuitem. */
export function More({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  }, [open]);
  if (!Children.toArray(children).length) return null;
  const close = () => {
    setOpen(false);
    button.current?.focus(); // a dialog that opens then hands it back
  };
  const walk = (e: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[e.key];
    if (e.key === 'Escape' || e.key === 'Tab') close();
    if (to !== undefined) all[to % all.length]?.focus();
    if (to !== undefined || e.key === 'Escape') e.preventDefault();
    e.stopPropagation(); // the keys of the page rest while a menu is open
  };
  const chosen = (e: MouseEvent) => {
    if (e.target instanceof Element && e.target.closest('[role="menuitem"]')) close();
  };
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== button.current && !currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div className="more-verbs">
      <button
        ref={button}
        type="button"
        className="btn"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(e) => {
          if (e.key !== 'ArrowDown') return;
          e.preventDefault();
          setOpen(true);
        }}
      >
        More
      </button>
      {open && (
        <div
          ref={menu}
          className="menu"
          role="menu"
          aria-label="More"
          onKeyDown={walk}
          onClick={chosen}
          onBlur={left}
        >
          {children}
        </div>
      )}
    </div>
  );
}
