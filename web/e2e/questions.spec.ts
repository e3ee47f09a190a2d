import type { Page } from '@playwright/test';
import { expect, open, settled, test } from './fixtures';

/** The product manager asks further: who alone closes a region, who alone knows a layer, which country stops what, and why. */

test('a route that one partner closes, from its cell to the what-if', async ({ page, request }) => {
  const routes = await (await request.get('/api/v1/risk/routes?limit=500')).json();
  const single = routes.items.find((r: { single: boolean }) => r.single);
  await open(page, '/risk');
  await page.getByRole('link', { name: 'Routes', exact: true }).click();
  await settled(page);
  const table = page.getByRole('region', { name: 'Routes', exact: true });
  await expect(table.getByRole('rowheader')).toHaveCount(routes.items.length);
  await page
    .getByRole('link', {
      name: `${single.product.name} in ${single.region}: 1 channel partner, one partner alone`,
    })
    .click();
  await expect(page).toHaveURL(/region=/);
  await expect(table.getByRole('rowheader')).toHaveCount(1);
  await expect(page.locator('.proof').getByRole('listitem').last()).toContainText('closes');
  await page.getByRole('link', { name: 'What if it fails' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `What if ${single.partners[0].name} fails`,
  );
});

test('a layer that rests on one person, and what stops without that person', async ({ page, request }) => {
  const skills = await (await request.get('/api/v1/risk/skills')).json();
  const rests = skills.layers.filter((l: { restsOn: unknown }) => l.restsOn);
  const alone = skills.items.find((p: { alone: string[] }) => p.alone.length);
  await open(page, '/risk?view=skills');
  await expect(page.getByText(new RegExp(`^${rests.length} layers? rests? on one person`))).toBeVisible();
  await page.getByRole('button', { name: `Proof for ${alone.person.name}` }).click();
  const proof = page.locator('.proof').getByRole('listitem');
  await expect(proof.first()).toContainText(`Suppose ${alone.person.name} leaves`);
  await expect(proof).toHaveCount(alone.why.length + 1);
  await page.reload();
  await expect(proof).toHaveCount(alone.why.length + 1);
});

test('countries as causes: switched, filtered, and the file has the same rows', async ({ page, request }) => {
  const asked = '/api/v1/risk/single-points?cause=country&q=radio';
  const found = await (await request.get(`${asked}&limit=500`)).json();
  expect(found.items.length).toBeGreaterThan(0);
  await open(page, '/risk');
  await page.getByRole('combobox', { name: 'Causes' }).selectOption('country');
  await page.getByRole('searchbox', { name: 'Filter rows' }).fill('radio');
  await expect(page).toHaveURL(/cause=country.*q=radio|q=radio.*cause=country/);
  const rows = page.getByRole('region', { name: 'Single points' }).getByRole('rowheader');
  await expect(rows).toHaveCount(found.items.length);
  const csv = await page.getByRole('link', { name: /^CSV/ }).getAttribute('href');
  const file = await (await request.get(csv ?? '')).text();
  expect(file.trim().split('\n').length).toBe(found.items.length + 1);
});

test('how an item hangs on a partner, and what is only connected to it', async ({ page, request }) => {
  const id = async (name: string) =>
    (await (await request.get(`/api/v1/search?q=${encodeURIComponent(name)}`)).json()).items[0].id;
  const [item, hidden, one, other] = await Promise.all(
    ['RM-201', 'Quorvale Minerals', 'Kelvessa Radio', 'Odrun Modules'].map(id),
  );
  await open(page, `/roadmap/${item}`);
  await page.getByRole('link', { name: 'Path to…' }).click();
  await page.getByRole('combobox', { name: 'To' }).fill('Quorvale');
  await page.getByRole('option', { name: /Quorvale Minerals/ }).click();
  await expect(page).toHaveURL(new RegExp(`from=${item}.*to=${hidden}`));
  await expect(page.locator('.lede')).toContainText('Quorvale Minerals alone stops RM-201');
  const steps = page.locator('.proof').getByRole('listitem');
  await expect(steps.last()).toContainText(
    /(Ellubrim Ceramics|Fendrith Piezo) sources from Quorvale Minerals/,
  ); // two ways are equally short;
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(steps.first()).toContainText('Quorvale Minerals is a source of');

  await open(page, `/path?from=${one}&to=${other}`);
  await expect(page.locator('.lede')).toContainText('Neither hangs on the other');
  await expect(page.getByRole('cell', { name: 'links only' })).toBeVisible();
});

test('five depths stand in one line, in the order of the layers', async ({ page }) => {
  await open(page, '/risk?view=skills');
  const boxes = await page
    .locator('.depths')
    .first()
    .locator('span')
    .evaluateAll((all) => all.map((e) => e.getBoundingClientRect()).map(({ x, y }) => ({ x, y })));
  expect(boxes).toHaveLength(5);
  expect(new Set(boxes.map((b) => b.y)).size).toBe(1);
  expect(boxes.map((b) => b.x)).toEqual(boxes.map((b) => b.x).sort((a, b) => a - b));
});

test('why a second source helps, by its proof', async ({ page, request }) => {
  const item = (await (await request.get('/api/v1/search?q=RM-301')).json()).items[0].id;
  const found = await (await request.get(`/api/v1/risk/second-sources?top=${item}`)).json();
  const row = found.items.find((r: { gain: number; why: unknown[] }) => r.gain > 0 && r.why.length > 0);
  await open(page, `/risk?view=second&top=${item}`);
  const name = row.candidate?.name ?? `another source of ${row.component.name}`;
  await page.getByRole('button', { name: `Proof for ${name}` }).click();
  await expect(page.getByRole('heading', { name: `Why ${name} helps` })).toBeVisible();
  const proof = page.locator('.proof').getByRole('listitem');
  await expect(proof).toHaveCount(row.why.length + 1);
  await expect(proof.first()).toContainText('Suppose');
  await page.reload();
  await expect(proof).toHaveCount(row.why.length + 1);
});

/** How many rows the first list of a screen says that it has. */
const totalOf = async (page: Page) =>
  /of (\d+(?:,\d{3})*)/.exec(await page.locator('.under').first().innerText())?.[1];

const counted = {
  '/': [
    'open roadmap items',
    'components',
    'partners',
    'offerings',
    'items',
    'more ha(?:s|ve) no source at all',
  ],
  '/risk': ['partners', 'of them', 'exposed', 'unknown', 'safe'],
};
for (const [from, names] of Object.entries(counted))
  test(`what the first lines of ${from} count leads to as many rows`, async ({ page }) => {
    for (const name of names)
      await expect(async () => {
        await open(page, from);
        const link = page.getByRole('main').getByRole('link', { name: new RegExp(`^[\\d,]+ ${name}$`) });
        const n = /^[\d,]+/.exec(await link.innerText())?.[0];
        await link.click();
        await settled(page);
        expect(await totalOf(page), `${n} ${name}`).toBe(n);
      }).toPass(); // others write meanwhile
  });

test('items by verdict, and what stops without a person, are as many as was counted', async ({
  page,
  request,
}) => {
  const lede = page.locator('.lede');
  await expect(async () => {
    const { roadmapItems } = await (await request.get('/api/v1/risk/summary')).json();
    for (const verdict of ['exposed', 'unknown', 'safe']) {
      await open(page, '/roadmap');
      await page.getByRole('combobox', { name: 'Verdict' }).selectOption(verdict);
      await expect(page).toHaveURL(new RegExp(`verdict=${verdict}`));
      await settled(page);
      expect(await totalOf(page), verdict).toBe(String(roadmapItems[verdict]));
    }
    await open(page, '/');
    for (const verdict of ['unknown', 'safe'])
      expect(await lede.locator(`a[href="/roadmap?verdict=${verdict}"]`).innerText()).toBe(
        String(roadmapItems[verdict]),
      );
    await open(page, '/risk');
    expect(await lede.locator('a[href="/roadmap?verdict=exposed"]').innerText()).toBe(
      String(roadmapItems.exposed),
    );
  }).toPass(); // others write meanwhile

  const people = (await (await request.get('/api/v1/risk/skills')).json()).items;
  const first = people[0];
  for (const [to, n] of [
    ['/roadmap', first.stops.roadmapItems],
    ['/products', first.stops.products],
  ]) {
    await open(page, '/risk?view=skills');
    await page.locator(`a[href="${to}?leaving=${first.person.id}"]`).click();
    await settled(page);
    await expect(page.getByText(`Stops without`)).toBeVisible();
    await expect.poll(() => totalOf(page)).toBe(String(n));
  }
  await open(page, '/risk?view=skills');
  await page.locator(`a[href="/people/${first.person.id}#owns-to"]`).click();
  await expect(page.getByRole('region', { name: 'Answers for' }).getByRole('rowheader')).toHaveCount(
    first.owns,
  );
});

test('each count of a next question opens as many rows, which a reload keeps', async ({ page, request }) => {
  const questions = (await (await request.get('/api/v1/risk/next-questions')).json()).items;
  const q = questions.find((x: { settles: number }) => x.settles > 0);
  await open(page, '/risk?view=questions');
  const counts = page.getByRole('region', { name: 'Next questions' }).locator('tr', {
    has: page.getByRole('rowheader').filter({ has: page.locator(`a[href$="${q.entity.id}"]`) }),
  });
  const rows = page.getByRole('region', { name: `What waits for ${q.entity.name}` });
  for (const [waits, n] of [
    ['', q.verdicts],
    ['roadmap_item', q.roadmapItems],
    ['product', q.products],
    ['component', q.components],
    ['settles', q.settles],
  ]) {
    if (!n) continue;
    const link = counts
      .first()
      .locator(waits ? `a[href*="waits=${waits}"]` : 'a[href*="proof="]:not([href*="waits"])');
    await expect(link).toHaveText(String(n));
    await link.click();
    await expect(rows.getByRole('rowheader')).toHaveCount(n);
    await page.reload();
    await expect(rows.getByRole('rowheader')).toHaveCount(n);
  }
  await page.getByRole('button', { name: `Proof for ${q.entity.name}` }).click();
  await expect(rows).toHaveCount(0);
});

test('the rows of a recent import by outcome', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/imports?limit=3')).json();
  const of = items.find((i: { state: string }) => i.state === 'checked');
  await open(page, '/');
  await page
    .locator(`a[href="/import/${of.id}/check?outcome=create"]`)
    .filter({ hasText: `${of.counts.create} to create` })
    .click();
  await expect(page.getByRole('heading', { name: 'Rows that create' })).toBeVisible();
  await expect.poll(() => totalOf(page)).toBe(String(of.counts.create));
});
