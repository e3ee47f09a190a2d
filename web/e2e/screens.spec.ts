import type { APIRequestContext, Page } from '@playwright/test';
import { expect, forgive, open, settled, test } from './fixtures';

/** Every screen: no accessibility finding, nothing wider than the page, a picture. */

type Ids = Record<'partner' | 'component' | 'offering' | 'product' | 'item' | 'import', string>;

async function ids(api: APIRequestContext): Promise<Ids> {
  const get = async (path: string) => (await api.get(`/api/v1/${path}`)).json();
  const [points, sourcing, offerings, items, imports] = await Promise.all([
    get('risk/single-points?hidden=true&limit=1'),
    get('risk/false-diversity?limit=1'),
    get('offerings?limit=1'),
    get('risk/single-points?limit=1'),
    get('imports?limit=50'),
  ]);
  const tops: { id: string; kind: string }[] = items.items[0].tops;
  return {
    partner: points.items[0].cause.id,
    component: sourcing.items[0].component.id,
    offering: offerings.items[0].id,
    product: (await get('products?limit=1')).items[0].id,
    item: tops.find((t) => t.kind === 'roadmap_item')?.id ?? '',
    import: imports.items.find((i: { file: string }) => i.file === 'vendors-2026q4.csv').id,
  };
}

const screens: [name: string, path: (i: Ids) => string, act?: (page: Page) => Promise<void>][] = [
  ['start', () => '/'],
  ['partners', () => '/partners'],
  ['components', () => '/components'],
  ['products', () => '/products'],
  ['roadmap', () => '/roadmap'],
  ['partner', (i) => `/partners/${i.partner}`, (p) => p.locator('.twist').first().click()],
  ['component', (i) => `/components/${i.component}`, (p) => p.locator('.twist').first().click()],
  ['offering', (i) => `/offerings/${i.offering}`],
  ['product', (i) => `/products/${i.product}`],
  ['item', (i) => `/roadmap/${i.item}`, (p) => p.locator('.twist').first().click()],
  ['risk', (i) => `/risk?proof=${i.partner}`],
  ['sourcing', () => '/risk?view=sourcing'],
  ['diversity', () => '/risk?view=diversity', (p) => p.locator('.twist').first().click()],
  ['explore', (i) => `/explore?focus=${i.partner}&hops=4`],
  ['explore-start', () => '/explore'],
  ['import', () => '/import'],
  ['import-map', (i) => `/import/${i.import}/map`],
  ['import-check', (i) => `/import/${i.import}/check`],
  ['import-done', (i) => `/import/${i.import}/done`],
  ['changes', () => '/changes'],
  ['partner-new', () => '/partners/new'],
  ['item-edit', (i) => `/roadmap/${i.item}/edit`],
];

for (const [name, path, act] of screens) {
  test(name, async ({ page, request, axe, shot }) => {
    await open(page, path(await ids(request)));
    if (act) {
      await act(page);
      await expect(page.locator('.proof').first()).toBeVisible();
    }
    await shot(name);
    await axe();
    await fits(page);
  });
}

test('palette', async ({ page, axe, shot }) => {
  await open(page, '/');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Entity, screen or question' }).fill('se');
  await page.getByRole('option').nth(2).waitFor();
  await shot('palette');
  await axe();
});

test('help', async ({ page, axe, shot }) => {
  await open(page, '/');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shot('help');
  await axe();
});

test('delete dialog', async ({ page, request, axe, shot }) => {
  await open(page, `/partners/${(await ids(request)).partner}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(/goes with it|takes along|cannot be without/);
  await shot('delete');
  await axe();
});

test('a failing question keeps the rest of the page', async ({ page, faults, axe, shot }) => {
  await page.route('**/api/v1/risk/single-points*', (r) =>
    r.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      headers: { 'X-Request-Id': '8f2c-41d7' },
      json: {
        type: 'urn:linchpin:problem:internal',
        title: 'Internal error',
        status: 500,
        instance: '/',
        code: 'internal',
        requestId: '8f2c-41d7',
      },
    }),
  );
  await page.goto('/risk');
  await expect(page.getByRole('alert')).toContainText('8f2c-41d7');
  await expect(page.getByRole('table').first()).toContainText('Device hardware');
  await shot('failing');
  await axe();
  forgive(faults, 500);
});

test('signed out', async ({ browser, baseURL, colorScheme, viewport }, info) => {
  const context = await browser.newContext({
    baseURL,
    colorScheme,
    viewport,
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  await page.goto('/partners');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.getByText('linchpin user link')).toBeVisible();
  await page.screenshot({ path: `e2e/shots/signed-out-${info.project.name}.png`, fullPage: true });
  expect(errors).toEqual([]);
  await context.close();
});

test('no screen is wider than 320 px', async ({ page, request }, info) => {
  if (!info.project.name.startsWith('390')) await page.setViewportSize({ width: 640, height: 700 });
  else await page.setViewportSize({ width: 320, height: 700 });
  const i = await ids(request);
  for (const [, path] of screens.filter(([n]) =>
    /^(start|risk|partner|explore|import-check|item-edit|changes)$/.test(n),
  )) {
    await open(page, path(i));
    await fits(page);
  }
});

test('text in the lanes has contrast', async ({ page, request }, info) => {
  if (info.project.name.startsWith('390')) await page.setViewportSize({ width: 1280, height: 844 });
  await open(page, `/explore?focus=${(await ids(request)).partner}&hops=4`);
  await settled(page);
  const low = await page.evaluate(() => {
    const light = (c: string) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      const g = canvas.getContext('2d');
      if (!g) return 0;
      g.fillStyle = c;
      g.fillRect(0, 0, 1, 1);
      const [r = 0, gr = 0, b = 0] = [...g.getImageData(0, 0, 1, 1).data].map((v) => {
        const s = v / 255;
        return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * gr + 0.0722 * b;
    };
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll<SVGTextElement>('.lanes text')].flatMap((t) => {
      const rect = t.parentElement?.querySelector(':scope > rect');
      const fill = rect ? getComputedStyle(rect).fill : 'none';
      const back = fill === 'none' || fill === 'rgba(0, 0, 0, 0)' ? ground : fill;
      const [a, b] = [light(getComputedStyle(t).fill), light(back)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return ratio < 4.5 ? [`${t.textContent} ${ratio.toFixed(2)}`] : [];
    });
  });
  expect(low).toEqual([]);
});

async function fits(page: Page) {
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
