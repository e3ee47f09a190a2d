import { readFileSync } from 'node:fs';
import { expect, open, settled, test } from './fixtures';

/** The product manager: what can single suppliers stop, why, and which items rest on which partners. */

test('from the first page over a hidden single point and its proof to the item', async ({
  page,
  request,
}) => {
  const hidden = await (await request.get('/api/v1/risk/single-points?hidden=true&limit=500')).json();
  expect(hidden.items.length).toBeGreaterThan(0);
  const first = hidden.items[0];
  await open(page, '/');
  const summary = await (await request.get('/api/v1/risk/summary')).json();
  await expect(page.getByRole('row', { name: /Which of them are hidden/ })).toContainText(
    String(summary.hidden),
  );
  await page.getByRole('link', { name: /Which of them are hidden/ }).click();
  await expect(page).toHaveURL(/hidden=true/);
  await expect(page.getByRole('heading', { level: 1, name: 'Risk' })).toBeFocused();
  const rows = page.getByRole('region', { name: 'Single points' }).getByRole('rowheader');
  await expect(rows).toHaveCount(hidden.items.length);

  // The proof opens in place and is part of the address.
  await page.getByRole('button', { name: `Proof for ${first.cause.name}`, exact: true }).click();
  const proof = page.locator('.proof');
  await expect(proof.getByRole('listitem').first()).toContainText(`Suppose ${first.cause.name} fails`);
  await expect(proof.getByRole('listitem')).toHaveCount(first.why.length + 1);
  await page.reload();
  await expect(proof.getByRole('listitem')).toHaveCount(first.why.length + 1);

  // Every name is a link; the last one is what stops.
  const last = first.why[first.why.length - 1].owner;
  await proof.getByRole('listitem').last().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(last.name);
  await page.goBack();
  await expect(page).toHaveURL(/proof=/);
  await expect(proof).toBeVisible();
});

test('an item lists every partner it rests on, as the API does', async ({ page, request }) => {
  const points = await (await request.get('/api/v1/risk/single-points?limit=1')).json();
  const item = points.items[0].tops.find((t: { kind: string }) => t.kind === 'roadmap_item');
  const partners = await (await request.get(`/api/v1/roadmap-items/${item.id}/partners?limit=500`)).json();
  await open(page, `/roadmap/${item.id}`);
  const table = page.getByRole('region', { name: 'Partners it rests on' });
  await expect(table.locator('th[scope="row"]')).toHaveCount(partners.items.length);
  const stops = partners.items.filter((p: { effect: string }) => p.effect === 'stops').length;
  await expect(table.getByText('Stops', { exact: true })).toHaveCount(stops);
  await expect(table.getByRole('link', { name: points.items[0].cause.name }).first()).toBeVisible();
});

test('the roadmap counts the open items that the risk counts, and judges no shipped one', async ({
  page,
  request,
}) => {
  const summary = await (await request.get('/api/v1/risk/summary')).json();
  const shipped = (await (await request.get('/api/v1/roadmap-items?status=shipped&sort=targetDate')).json())
    .items[0];
  await open(page, '/roadmap');
  const stopped = page.getByText(
    `${summary.roadmapItems.exposed} open items listed here can be stopped by one`,
  );
  await expect(stopped).toBeVisible();
  const row = page.getByRole('row', { name: shipped.title });
  await expect(row).not.toContainText(/Exposed|Unknown|Safe/);
  await row.getByRole('link', { name: shipped.title }).click();
  await expect(page.getByText('No list of risks and no total counts it any more.')).toBeVisible();
  await expect(page.getByRole('term').filter({ hasText: 'Verdict' })).toHaveCount(0);
});

test('sourcing by layer: numbers are doors, rows are those of the API and of the file', async ({
  page,
  request,
}) => {
  await open(page, '/risk?view=sourcing');
  const summary = await (await request.get('/api/v1/risk/summary')).json();
  const layer = summary.layers.find((l: { exposed: number }) => l.exposed > 0);
  const at = summary.layers.indexOf(layer);
  await page
    .getByRole('region', { name: 'By layer' })
    .last()
    .getByRole('row')
    .nth(at + 1)
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/verdict=exposed/);
  const api = await (
    await request.get(`/api/v1/risk/sourcing?layer=${layer.layer}&verdict=exposed&limit=500`)
  ).json();
  expect(api.items.length).toBe(layer.exposed);
  await expect(page.getByRole('region', { name: 'Sourcing' }).getByRole('rowheader')).toHaveCount(
    layer.exposed,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^CSV/ }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect(csv.length).toBe(layer.exposed + 1);
});

test('lanes: refocus by keyboard, Back is undo, the table has the same rows', async ({ page, request }) => {
  const points = await (await request.get('/api/v1/risk/single-points?hidden=true&limit=1')).json();
  const cause = points.items[0].cause;
  await open(page, `/explore?focus=${cause.id}&hops=4`);
  await settled(page);
  const lanes = page.getByRole('group', { name: /Lanes around/ });
  const nodes = lanes.getByRole('link');
  const shown = await nodes.count();
  expect(shown).toBeGreaterThan(3);
  await expect(page.getByText(new RegExp(`^${shown} of \\d+ shown`))).toBeVisible();
  await expect(lanes.locator('a[tabindex="0"]')).toHaveCount(1);
  await lanes.locator('a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(lanes.locator('a[tabindex="0"]')).toBeFocused();
  const name = await lanes.locator('a[tabindex="0"]').getAttribute('data-node');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`focus=${name}`));
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`focus=${cause.id}`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(cause.name);
  await page.getByRole('button', { name: '1', exact: true }).click();
  await expect(page).toHaveURL(/hops=1/);
});
