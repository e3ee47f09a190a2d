import { readFileSync } from 'node:fs';
import { expect, forgive, open, test } from './fixtures';

/** The partnership manager's records: contracts, certificates and people, from their lists to what they rest on. */

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

test('a contract that ends before the launch that needs it says so', async ({ page }) => {
  await open(page, '/contracts?sort=endsOn');
  await page.getByRole('link', { name: 'CT-2024-014' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT-2024-014');
  // Ends on 31 March 2027 with 90 days of notice; what it covers carries items of May 2027 and later.
  await expect(page.locator('.lede')).toContainText('31 Mar 2027');
  await expect(page.locator('.lede')).toContainText('notice by 31 Dec 2026');
  await expect(page.locator('.lede')).toContainText('2 roadmap items that would stop');
  const covers = page.getByRole('region', { name: 'Covers' });
  await expect(covers.getByRole('rowheader')).toHaveCount(2);
  await page.getByRole('complementary', { name: 'Facts' }).getByRole('link', { name: 'Tomas Quell' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tomas Quell');
  await page.getByRole('region', { name: 'Answers for' }).getByRole('link', { name: 'CT-2024-014' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('CT-2024-014');
});

test('add a contract with what it covers and who owns it, each chosen by name; take it away', async ({
  page,
  request,
  faults,
}) => {
  const offering = (await (await request.get('/api/v1/offerings?limit=1')).json()).items[0];
  const partner = await (await request.get(`/api/v1/partners/${offering.maker}`)).json();
  const person = (await (await request.get('/api/v1/people?limit=1')).json()).items[0];
  const reference = unique('CT-E2E');
  await open(page, `/partners/${partner.id}`);
  await page.getByRole('link', { name: 'Add a contract' }).click();
  await expect(page.getByRole('combobox', { name: 'Partner', exact: false })).toHaveValue(partner.name);
  await page.getByLabel('Ends').fill('2027-06-30');
  await page.getByLabel('Currency').fill('euros');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Reference')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Currency')).toHaveAttribute('aria-invalid', 'true');
  forgive(faults, 422);
  await page.getByLabel('Reference').fill(reference);
  await page.getByLabel('Currency').fill('EUR');
  await page.getByLabel('Notice, days').fill('30');
  await page.getByLabel('Renews itself').check();
  await page.getByRole('button', { name: 'Add to “covers”' }).click();
  await page.getByRole('combobox', { name: 'Covers: name' }).fill(offering.mpn ?? offering.sku);
  await page
    .getByRole('option', { name: offering.mpn ?? offering.sku })
    .first()
    .click();
  await page.getByRole('button', { name: 'Add to “owners”' }).click();
  await page.getByRole('combobox', { name: 'Owners: name' }).fill(person.name);
  await page.getByRole('option', { name: person.name }).first().click();
  await page.getByRole('group', { name: 'Owners' }).getByLabel('Role').fill('signatory');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(reference);
  const facts = page.getByRole('complementary', { name: 'Facts' });
  await expect(facts.getByRole('link', { name: person.name })).toBeVisible();
  await expect(facts).toContainText('signatory');
  await expect(facts).toContainText('by 31 May 2027'); // 30 days before the end of June
  const { items } = await (
    await request.get(`/api/v1/contracts?reference=${encodeURIComponent(reference)}`)
  ).json();
  expect(items[0]).toMatchObject({ partner: partner.id, noticeDays: 30, autoRenew: true });
  const links = await (await request.get(`/api/v1/links?to=${items[0].id}&kind=owns`)).json();
  expect(links.items).toMatchObject([{ from: person.id, role: 'signatory' }]);

  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 link “covers”');
  await expect(dialog).toContainText('1 link “owns”');
  await dialog.getByRole('button', { name: 'Delete contract' }).click();
  await expect(page).toHaveURL(/\/contracts$/);
  expect((await request.get(`/api/v1/contracts/${items[0].id}`)).status()).toBe(404);
});

test('a person has a depth in each layer, or none is recorded', async ({ page, request }) => {
  const name = unique('Odile Marchetti');
  await open(page, '/people');
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByRole('textbox', { name: 'Name required' }).fill(name);
  await page.getByLabel('Communications').selectOption('3');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText('3 of 3')).toHaveCount(1);
  await expect(page.getByText('0 of 3')).toHaveCount(4);
  const { items } = await (await request.get(`/api/v1/people?name=${encodeURIComponent(name)}`)).json();
  expect(items[0].layerDepth).toEqual([0, 0, 3, 0, 0]);
});

test('the file of a list has the rows of its filters', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/certificates?limit=500')).json();
  const { partner, standard } = items[0];
  const wanted = items.filter((c: { partner: string }) => c.partner === partner).length;
  await open(page, `/certificates?partner=${partner}`);
  await expect(page.getByRole('rowheader')).toHaveCount(wanted);
  await page.getByLabel('Standard').selectOption(standard);
  await expect(page).toHaveURL(/standard=/);
  const both = items.filter(
    (c: { partner: string; standard: string }) => c.partner === partner && c.standard === standard,
  ).length;
  await expect(page.getByRole('rowheader')).toHaveCount(both);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^CSV/ }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(rows.length).toBe(both + 1);
  await page.getByRole('button', { name: 'Drop filter Partner' }).click();
  await expect(page).not.toHaveURL(/partner=/);
});

test('a country leads to the partners in it', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/partners?country=DE&limit=500')).json();
  await open(page, `/partners/${items[0].id}`);
  await page.getByRole('complementary').last().getByRole('link', { name: 'Germany' }).click();
  await expect(page).toHaveURL(/\/partners\?country=DE$/);
  await expect(page.getByRole('rowheader')).toHaveCount(items.length);
});

test('the palette finds each kind by its name', async ({ page, request }) => {
  const kinds: [list: string, field: string, path: RegExp][] = [
    ['partners', 'name', /\/partners\//],
    ['components', 'name', /\/components\//],
    ['offerings', 'mpn', /\/offerings\//],
    ['products', 'name', /\/products\//],
    ['roadmap-items', 'key', /\/roadmap\//],
    ['contracts', 'reference', /\/contracts\//],
    ['certificates', 'standard', /\/certificates\//],
    ['people', 'name', /\/people\//],
  ];
  await open(page, '/');
  for (const [list, field, path] of kinds) {
    const { items } = await (await request.get(`/api/v1/${list}?limit=50`)).json();
    const one = items.find((x: Record<string, string>) => x[field]);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Entity, screen or question' }).fill(one[field]);
    const found = page.getByRole('dialog').getByRole('option').first();
    await expect(found).toContainText(
      String(one.reference ?? one.name ?? one.title ?? one.standard ?? one.mpn),
    );
    await found.click();
    await expect(page).toHaveURL(path);
  }
});
