import { useSyncExternalStore } from 'react';

/** What cannot be reached, as the last request found. While something is away it is asked for again and again. */

export type Lack = 'server' | 'database';

const every = 2_000;
const long = 2_000; // for an answer, before it is asked whether there is a reason
let lack: Lack | undefined;
let looking = false;
const listeners = new Set<() => void>();
let back: () => void = () => {};

function set(next: Lack | undefined) {
  if (next === lack) return;
  const before = lack;
  lack = next;
  for (const l of listeners) l();
  if (!next) back();
  else if (!before) void ask();
}

/** What the server says of itself: that it is ready, that its database is not, or nothing. */
async function look(): Promise<Lack | undefined> {
  return fetch('/readyz', { cache: 'no-store' }).then(
    (r) => (r.ok ? undefined : gateway(r) ? 'server' : 'database'),
    () => 'server',
  );
}

/** The answer of a proxy whose server is gone. */
const gateway = (r: Response) => r.status === 502 || r.status === 504;

async function ask() {
  for (let first = true; lack; first = false) {
    if (!first) await new Promise((r) => setTimeout(r, every));
    set(await look());
  }
}

/** Looks once for the reason why an answer is late or was refused. */
async function doubt() {
  if (lack || looking) return;
  looking = true;
  set(await look());
  looking = false;
}

/** Called with what becomes of each request. That the database is back is not said by answers which do without it. */
export function heard(response: Response | undefined) {
  if (!response || gateway(response)) set('server');
  else if (response.status === 503) void doubt();
  else if (lack === 'server') set(undefined);
}

/** Follows a request whose answer may be late: while the database starts the server holds questions back. */
export async function followed(request: Promise<Response>): Promise<Response> {
  const late = setTimeout(doubt, long);
  return request.finally(() => clearTimeout(late));
}

/** Says what to do when what was away is back. */
export function whenBack(act: () => void) {
  back = act;
}

export const useAway = () =>
  useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => void listeners.delete(l);
    },
    () => lack,
  );
