import type { AnyRouter } from '@tanstack/react-router';

/** Dialogs that are loaded when they are opened. */
const dialogs = import.meta.glob(['./Palette.tsx', './Help.tsx', '../forms/*Dialog.tsx']);

/**
 * Fetches the code of the other screens once this one stands. From then on going there asks the server for data alone:
 * of a server that is away the screen tells, where else the browser would leave the application for a page of its own.
 */
export function fetchCode(router: AnyRouter) {
  const all = () => {
    const routes = Object.values(router.routesById).map((r) => router.loadRouteChunk(r));
    void Promise.allSettled([...routes, ...Object.values(dialogs).map((load) => load())]);
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(all, { timeout: 5000 });
  else setTimeout(all, 2000);
}
