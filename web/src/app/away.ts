import { useSyncExternalStore } from 'react';

/** Whether the server can be reached, as the last request found. While it is away it is asked again and again. */

const every = 2_000;
let away = false;
const listeners = new Set<() => void>();
let back: () => void = () => {};

function set(next: boolean) {
  if (next === away) return;
  away = next;
  for (const l of listeners) l();
  if (away) void ask();
  else back();
}

async function ask() {
  for (let first = true; away; first = false) {
    if (!first) await new Promise((r) => setTimeout(r, every));
    const here = await fetch('/readyz', { cache: 'no-store' }).then(
      (r) => r.ok,
      () => false,
    );
    if (here) set(false);
  }
}

/** Called with what becomes of each request: no answer at all, or that of a proxy whose server is gone, is away. */
export function heard(response: Response | undefined) {
  set(!response || response.status === 502 || response.status === 504);
}

/** Says what to do when the server is back. */
export function whenBack(act: () => void) {
  back = act;
}

export const useAway = () =>
  useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => void listeners.delete(l);
    },
    () => away,
  );
