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

test('what the first lines count leads to as many rows', async ({ page }) => {
  const total = async () => /of (\d+(?:,\d{3})*)/.exec(await page.locator('.under').first().innerText())?.[1];
  for (const [from, name] of [
    ['/', 'open roadmap items'],
    ['/', 'components'],
    ['/', 'partners'],
    ['/', 'offerings'],
    ['/risk', 'partners'],
    ['/risk', 'of them'],
    ['/risk', 'exposed'],
    ['/risk', 'unknown'],
    ['/risk', 'safe'],
  ] as const) {
    await open(page, from);
    const link = page.getByRole('main').getByRole('link', { name: new RegExp(`^[\\d,]+ ${name}$`) });
    const n = /^[\d,]+/.exec(await link.innerText())?.[0];
    await link.click();
    await settled(page);
    await expect.poll(total, `${n} ${name}`).toBe(n);
  }
});
