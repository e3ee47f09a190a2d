import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

type Fixtures = {
  faults: string[];
  axe: () => Promise<void>;
  shot: (name: string) => Promise<void>;
};

/** Every test fails on a console error, an uncaught error, a violation of the policy, or a request off the origin. */
export const test = base.extend<Fixtures>({
  faults: [
    async ({ page, context, baseURL }, use) => {
      const faults: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
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
  axe: async ({ page }, use) => {
    await use(async () => {
      const r = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`)).toEqual([]);
    });
  },
  shot: async ({ page }, use, info) => {
    await use(async (name) => {
      await page.screenshot({ path: `e2e/shots/${name}-${info.project.name}.png`, fullPage: true });
    });
  },
});

/** Takes an answer the screen has to show out of the faults: the browser logs every refusal as an error. */
export function forgive(faults: string[], status: number) {
  const kept = faults.filter((f) => !f.includes(`status of ${status}`));
  faults.splice(0, faults.length, ...kept);
}

/** Goes to an address and waits until the screen has its answers. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await settled(page);
}

export async function settled(page: Page) {
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

export { expect };
