import type { APIRequestContext, Page } from '@playwright/test';
import { expect, fits, forgive, forgiveCut, look, more, open, settled, test, themes } from './fixtures';
import { pretend, pretended } from './pretend';

/** Every screen: no accessibility finding, nothing wider than the page, a picture. */

type Kind = 'partner' | 'component' | 'offering' | 'product' | 'item' | 'contract' | 'certificate' | 'person';
type Ids = Record<Kind | 'stopped' | 'import', string>;

let known: Promise<Ids> | undefined;
const ids = (api: APIRequestContext) => (known ??= ask(api));

async function ask(api: APIRequestContext): Promise<Ids> {
  const get = async (path: string) => (await api.get(`/api/v1/${path}`)).json();
  const first = async (list: string): Promise<string> =>
    (await get(`${list}?sort=updatedAt&limit=1`)).items[0].id; // the sample's, not another test's
  const [points, sourcing, items, imports] = await Promise.all([
    get('risk/single-points?hidden=true&limit=1'),
    get('risk/false-diversity?limit=1'),
    get('risk/single-points?limit=1'),
    get('imports?limit=50'),
  ]);
  const tops: { id: string; kind: string }[] = items.items[0].tops;
  return {
    partner: points.items[0].cause.id,
    stopped: points.items[0].tops.find((t: { kind: string }) => t.kind === 'roadmap_item')?.id ?? '',
    component: sourcing.items[0].component.id,
    offering: await first('offerings'),
    contract: (await get('contracts?reference=CT-2024-014')).items[0].id,
    certificate: await first('certificates'),
    person: await first('people'),
    product: await first('products'),
    item: tops.find((t) => t.kind === 'roadmap_item')?.id ?? '',
    import: imports.items.find((i: { file: string }) => i.file === 'vendors-2026q4.csv').id,
  };
}

const screens: [name: string, path: (i: Ids) => string, act?: (page: Page) => Promise<void>][] = [
  ['start', () => '/'],
  ['partners', () => '/partners'],
  ['components', () => '/components'],
  ['offerings', () => '/offerings'],
  ['products', () => '/products'],
  ['contracts', () => '/contracts?sort=endsOn'],
  ['certificates', () => '/certificates'],
  ['people', () => '/people'],
  ['roadmap', () => '/roadmap?verdict=exposed'],
  ['partner', (i) => `/partners/${i.partner}`, (p) => p.locator('.twist').first().click()],
  ['component', (i) => `/components/${i.component}`, (p) => p.locator('.twist').first().click()],
  ['offering', (i) => `/offerings/${i.offering}`],
  ['product', (i) => `/products/${i.product}`],
  ['contract', (i) => `/contracts/${i.contract}`, (p) => p.locator('.twist').first().click()],
  ['certificate', (i) => `/certificates/${i.certificate}`],
  ['person', (i) => `/people/${i.person}`],
  ['item', (i) => `/roadmap/${i.item}`, (p) => p.locator('.twist').first().click()],
  ['risk', (i) => `/risk?proof=${i.partner}`],
  ['risk-countries', () => '/risk?cause=country', (p) => p.locator('.twist').first().click()],
  ['sourcing', () => '/risk?view=sourcing'],
  ['diversity', () => '/risk?view=diversity', (p) => p.locator('.twist').first().click()],
  ['exposure', (i) => `/risk?view=exposure&proof=${i.partner}`],
  ['concentration', () => '/risk?view=concentration&by=parent', (p) => p.locator('.twist').first().click()],
  ['questions', () => '/risk?view=questions', (p) => p.locator('.twist').first().click()],
  ['together', (i) => `/risk?view=together&top=${i.stopped}`, (p) => p.locator('.twist').first().click()],
  ['likelihood', (i) => `/risk?view=likelihood&top=${i.stopped}`],
  ['second', (i) => `/risk?view=second&top=${i.stopped}`],
  ['routes', () => '/risk?view=routes', (p) => p.locator('.twist').first().click()],
  ['skills', () => '/risk?view=skills', (p) => p.locator('.twist').first().click()],
  ['matrix', () => '/matrix'],
  ['matrix-cell', (i) => `/matrix?cell=${i.stopped}~${i.partner}`, async () => {}],
  ['matrix-layers', () => '/matrix?rows=layers'],
  ['what-if-start', () => '/whatif'],
  [
    'what-if',
    (i) => `/whatif?remove=${i.partner}&countries=DE&add=${i.component}~new`,
    (p) => p.locator('.twist').first().click(),
  ],
  ['path-start', () => '/path'],
  ['path', (i) => `/path?from=${i.stopped}&to=${i.partner}`],
  ['explore', (i) => `/explore?focus=${i.partner}&hops=4`],
  ['explore-start', () => '/explore'],
  ['import', () => '/import'],
  ['import-map', (i) => `/import/${i.import}/map`],
  ['import-check', (i) => `/import/${i.import}/check`],
  ['import-done', (i) => `/import/${i.import}/done`],
  ['changes', () => '/changes'],
  ['partner-new', () => '/partners/new'],
  ['contract-new', (i) => `/contracts/new?partner=${i.partner}`],
  ['person-edit', (i) => `/people/${i.person}/edit`],
  ['item-edit', (i) => `/roadmap/${i.item}/edit`],
];

for (const [name, path, act] of screens) {
  test(name, async ({ page, request, looks }) => {
    const to = path(await ids(request));
    await looks(name, async () => {
      await open(page, to);
      if (act) {
        await act(page);
        await expect(page.locator('.proof, .detail').first()).toBeVisible();
      }
    });
  });
}

for (const [name, state] of Object.entries(pretended)) {
  test(name, async ({ page, request, looks }) => {
    const { import: id } = await ids(request);
    await pretend(page, id, state);
    await looks(name, () => open(page, `/import/${id}/${state.step}`));
  });
}

test('a refused file', async ({ page, faults, looks }) => {
  await looks('import-refused', async () => {
    await open(page, '/import');
    await page.locator('input[type=file]').setInputFiles({
      name: 'vendors.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    });
    await expect(page.getByRole('alert')).toContainText('save it as .xlsx or .csv');
  });
  forgive(faults, 422);
});

test('the server is away', async ({ page, request, faults, looks }) => {
  const { import: id } = await ids(request);
  const cut = (url: URL) => url.pathname.startsWith('/api/') || url.pathname === '/readyz';
  await looks('import-away', async () => {
    await open(page, `/import/${id}/map`);
    await page.route(cut, (r) => r.abort());
    await page.getByRole('button', { name: /^Check/ }).click();
    await expect(page.getByText('The server cannot be reached')).toBeVisible();
  });
  forgiveCut(faults);
});

test('palette', async ({ page, looks }) => {
  await looks('palette', async () => {
    await open(page, '/');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Entity, screen or question' }).fill('se');
    await page.getByRole('option').nth(2).waitFor();
  });
});

test('help', async ({ page, looks }) => {
  await looks('help', async () => {
    await open(page, '/');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  });
});

test('delete dialog', async ({ page, request, looks }) => {
  const { partner } = await ids(request);
  await looks('delete', async () => {
    await open(page, `/partners/${partner}`);
    await more(page, 'Delete');
    await expect(page.getByRole('alertdialog')).toContainText(/goes with it|takes along|cannot be without/);
  });
});

test('a failing question keeps the rest of the page', async ({ page, faults, looks }) => {
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
  await looks('failing', async () => {
    await page.goto('/risk');
    await expect(page.getByRole('alert')).toContainText('8f2c-41d7');
    await expect(page.getByRole('table').first()).toContainText('Device hardware');
  });
  forgive(faults, 500);
});

test('signed out', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  await look(page, 'signed-out', async () => {
    await page.goto('/partners');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await expect(page.getByText('linchpin user link')).toBeVisible();
  });
  expect(errors).toEqual([]);
  await context.close();
});

for (const width of [320, 640]) {
  test(`no screen is wider than ${width} px`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 700 });
    const i = await ids(request);
    for (const [, path] of screens.filter(([n]) =>
      /^(start|risk|matrix|what-if|partner|explore|import-check|item-edit|changes)$/.test(n),
    )) {
      await open(page, path(i));
      await fits(page);
    }
  });
}

for (const colorScheme of themes) {
  test(`text in the lanes has contrast, ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, `/explore?focus=${(await ids(request)).partner}&hops=4`);
    await settled(page);
    expect(await lowContrast(page)).toEqual([]);
  });
}

/** The texts of the lanes that stand out too little from what is behind them; axe does not look into SVG. */
function lowContrast(page: Page) {
  return page.evaluate(() => {
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
}
