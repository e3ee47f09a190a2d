import { mkdir, writeFile } from 'node:fs/promises';
import { test as base, expect, type Page } from '@playwright/test';
import { findings } from './axe';
import { complaints, logged } from './log';
import { atRest, follow } from './rest';

type Fixtures = {
  log: undefined;
  faults: string[];
  looks: (name: string, prepare: () => Promise<void>) => Promise<void>;
};

export const widths = [1280, 390] as const;
export const themes = ['light', 'dark'] as const;

/** Every test fails on a console error, an uncaught error, a violation of the policy, or a request off the origin. */
export const test = base.extend<Fixtures>({
  log: [
    async ({ baseURL: _ }, use, info) => {
      const before = logged();
      await use(undefined);
      if (info.status !== info.expectedStatus) console.log(complaints(before));
    },
    { auto: true },
  ],
  faults: [
    async ({ page, context, baseURL }, use) => {
      const faults: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      follow(page);
      await page.exposeFunction('__fault', (s: string) => faults.push(s));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (e) => {
          (globalThis as unknown as { __fault(s: string): void }).__fault(
            `policy ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`,
          );
        });
      });
      page.on('console', (m) => {
        if (m.type() === 'error') faults.push(`console ${m.text()} ${m.location().url}`);
      });
      page.on('pageerror', (e) => faults.push(`uncaught ${e.message}`));
      context.on('request', (r) => {
        const u = new URL(r.url());
        if (!['data:', 'blob:'].includes(u.protocol) && u.origin !== origin)
          faults.push(`off origin ${r.url()}`);
      });
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  looks: async ({ page }, use) => {
    await use((name, prepare) => look(page, name, prepare));
  },
});

/**
 * Looks at a screen in both widths and themes: a picture, no accessibility finding, nothing wider than the page.
 * Both change under the open page, as they do for a person: only stylesheets know of them.
 */
export async function look(page: Page, name: string, prepare: () => Promise<void>) {
  await prepare();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${width}-${colorScheme}`);
      expect(await findings(page, colorScheme === 'light' ? 'everything' : 'colours')).toEqual([]);
    }
    await fits(page);
  }
}

/** The whole page as a picture to be looked at: taken for speed, which Playwright's own are not. */
async function picture(page: Page, name: string) {
  const chromium = await page.context().newCDPSession(page);
  const { data } = await chromium.send('Page.captureScreenshot', {
    captureBeyondViewport: true,
    optimizeForSpeed: true,
  });
  await chromium.detach();
  await mkdir('e2e/shots', { recursive: true });
  await writeFile(`e2e/shots/${name}.png`, data, 'base64');
}

/** Nothing but what scrolls by itself is wider than the page. */
export async function fits(page: Page) {
  const wide = await page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    return [...document.querySelectorAll('main *')]
      .filter((e) => e.getBoundingClientRect().right > most + 1 && !e.closest('.scroll'))
      .slice(0, 5)
      .map((e) => `${e.tagName}.${e.className}`);
  });
  expect(wide).toEqual([]);
}

/** Takes an answer the screen has to show out of the faults: the browser logs every refusal as an error. */
export function forgive(faults: string[], status: number) {
  const kept = faults.filter((f) => !f.includes(`status of ${status}`));
  faults.splice(0, faults.length, ...kept);
}

/** The same of requests that a test has cut off, as when the server is away. */
export function forgiveCut(faults: string[]) {
  faults.splice(0, faults.length, ...faults.filter((f) => !f.includes('ERR_FAILED')));
}

/** Goes to an address and waits until the screen has its answers. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

/** Chooses one of the verbs of a page that stand under More. */
export async function more(page: Page, verb: string) {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: verb }).click();
}

export async function settled(page: Page) {
  await page.locator('h1').waitFor();
  await atRest(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

export { expect };
