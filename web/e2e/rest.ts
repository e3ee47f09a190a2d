import { expect, type Page, type Request } from '@playwright/test';

/** What each page has asked for and not got yet. */
const open = new WeakMap<Page, Set<Request>>();

export function follow(page: Page) {
  const requests = new Set<Request>();
  open.set(page, requests);
  // A stream of events stays open for as long as its job runs.
  page.on('request', (r) => r.resourceType() !== 'eventsource' && requests.add(r));
  page.on('requestfinished', (r) => requests.delete(r));
  page.on('requestfailed', (r) => requests.delete(r));
}

/**
 * Waits until the page awaits no answer and has nothing left to do: an answer may lead to a next question. Playwright's
 * own way, half a second without a request, takes that half second each time, and is too short on a busy machine.
 */
export async function atRest(page: Page) {
  const requests = open.get(page) ?? new Set();
  do {
    await expect.poll(() => requests.size, { intervals: [20] }).toBe(0);
    await page.evaluate(idle);
  } while (requests.size > 0);
}

/**
 * Twice, with a frame between: what the first frame shows may start something. Without its windows Chromium may call
 * nothing idle while no frame is due, as after a click that changes nothing: then a second is enough.
 */
async function idle() {
  const rest = () => new Promise((r) => requestIdleCallback(r, { timeout: 1_000 }));
  await rest();
  await new Promise(requestAnimationFrame);
  await rest();
}
