import { useEffect, useRef } from 'react';
import { settings } from './settings';

/** True where a key press is text, not a command. */
export function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Single keys as commands, unless they are switched off, a modifier is held, or a dialog is open. */
export function useKeys(map: Record<string, (e: KeyboardEvent) => void>) {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const on = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || !settings().keys) return;
      if (typing(e.target) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const act = latest.current[e.key];
      if (act) act(e);
    };
    document.addEventListener('keydown', on);
    return () => document.removeEventListener('keydown', on);
  }, []);
}

/** j and k move between the rows of the first table marked with data-rows; Space opens a row's proof. */
export function useRowKeys() {
  useKeys({
    j: (e) => step(e, 1),
    k: (e) => step(e, -1),
    ' ': (e) => {
      const row = document.activeElement?.closest('tr');
      const twist = row?.querySelector<HTMLButtonElement>('.twist');
      if (!twist || document.activeElement?.tagName === 'BUTTON') return;
      e.preventDefault();
      twist.click();
    },
  });
}

function step(e: KeyboardEvent, by: number) {
  const here = document.activeElement?.closest<HTMLElement>('[data-rows]');
  const table = here ?? document.querySelector<HTMLElement>('[data-rows]');
  const links = [...(table?.querySelectorAll<HTMLElement>('tbody > tr > th[scope="row"] a') ?? [])];
  if (!links.length) return;
  const row = document.activeElement?.closest('tr');
  const at = links.findIndex((l) => l.closest('tr') === row);
  const to = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
  if (!to) return;
  e.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest' });
}

/** Puts the cursor into the page's text filter. */
export function focusFilter(e: KeyboardEvent) {
  const input = document.querySelector<HTMLInputElement>('[data-filter]');
  if (!input) return;
  e.preventDefault();
  input.focus();
  input.select();
}
