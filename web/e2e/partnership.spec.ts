import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, forgive, more, open, test } from './fixtures';

/** The partnership manager: browse, add, change while somebody else does, delete. */

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

test('browse by keyboard: filter, rows, open, back', async ({ page, request }) => {
  const all = await (await request.get('/api/v1/partners?limit=500&sort=name')).json();
  await open(page, '/partners');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = page.getByRole('rowheader').nth(1).getByRole('link');
  await expect(second).toBeFocused();
  await expect(second).toHaveText(all.items[1].name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: all.items[1].name })).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/\/partners$/);

  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter partners')).toBeFocused();
  const name: string = all.items[4].name;
  await page.keyboard.type(name);
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('rowheader').first()).toContainText(name);
  await page.reload();
  await expect(page.getByLabel('Filter partners')).toHaveValue(name);

  await page.getByLabel('Role').selectOption('channel_partner');
  await expect(page).toHaveURL(/role=channel_partner/);
});

test('the table is the API and the file', async ({ page, request }) => {
  await open(page, '/partners?role=channel_partner');
  const api = await (await request.get('/api/v1/partners?roles=channel_partner&limit=500')).json();
  await expect(page.getByRole('rowheader')).toHaveCount(Math.min(50, api.items.length));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^CSV/ }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(rows.length).toBe(api.items.length + 1);
});

test('palette reaches an entity by its name', async ({ page, request }) => {
  const all = await (await request.get('/api/v1/components?limit=1')).json();
  const name: string = all.items[0].name;
  await open(page, '/risk');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Entity, screen or question' }).fill(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
});

test('palette reaches the screens of the left column', async ({ page }) => {
  await open(page, '/');
  for (const [name, path] of [
    ['Matrix', '/matrix'],
    ['What if', '/whatif'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Entity, screen or question' }).fill(name);
    await page.getByRole('option', { name, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$|${path}\\?`));
  }
});

test('add a partner with a parent and a sub-tier chosen by name; errors stand beside the fields', async ({
  page,
  request,
  faults,
}) => {
  const others = await (await request.get('/api/v1/partners?limit=3&sort=-name')).json();
  const [parent, sub] = others.items;
  const name = unique('<img src=x onerror=alert(1)> & Söhne');
  await open(page, '/partners');
  await page.getByRole('link', { name: 'Add a partner' }).click();
  await page.getByLabel('Website').fill('javascript:alert(1)');
  await page.getByLabel('Time to recover, days').fill('soon');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Time to recover, days')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Time to recover, days').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Name', { exact: false }).first()).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Website')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Website')).toHaveAccessibleDescription(/Website .+\./);
  forgive(faults, 422);
  forgive(faults, 400);

  await page.getByLabel('Name', { exact: false }).first().fill(name);
  await page.getByLabel('Website').fill('https://soehne.example/');
  await page.getByLabel('Vendor').check();
  await page.getByRole('combobox', { name: 'Parent', exact: true }).fill(parent.name);
  await page.getByRole('option', { name: parent.name }).first().click();
  await page.getByRole('button', { name: /Add to “sub-tiers”/ }).click();
  await page.getByRole('combobox', { name: 'Sub-tiers: name' }).fill(sub.name);
  await page.getByRole('option', { name: sub.name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Alternates').fill('castings');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const aside = page.getByRole('complementary').last();
  await expect(aside.getByRole('link', { name: parent.name })).toBeVisible();
  await expect(aside.getByRole('link', { name: sub.name })).toBeVisible();
  await expect(aside.getByText('alternates “castings”')).toBeVisible();
  await expect(aside.getByRole('link', { name: 'https://soehne.example/' })).toHaveAttribute(
    'rel',
    /noopener/,
  );
  await expect(page.locator('main img')).toHaveCount(0);

  // Delete says first what goes along.
  await more(page, 'Delete');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(/takes along/);
  await expect(dialog).toContainText('sources from');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: 'More', exact: true })).toBeFocused();
  await more(page, 'Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete partner' }).click();
  await expect(page).toHaveURL(/\/partners$/);
  await expect(page.getByText(`${name} deleted.`)).toBeVisible();
});

test('somebody else is faster: both edits are kept, a choice only where both changed a field', async ({
  page,
  request,
  faults,
}) => {
  const name = unique('Tarlow Fittings');
  const made = await request.post('/api/v1/partners', { data: { name, status: 'active', country: 'DE' } });
  const { id } = await made.json();
  await open(page, `/partners/${id}/edit`);
  const theirs = await request.patch(`/api/v1/partners/${id}`, {
    headers: { 'If-Match': made.headers().etag ?? '', 'Content-Type': 'application/merge-patch+json' },
    data: JSON.stringify({ status: 'on_hold', segment: 'strategic' }),
  });
  expect(theirs.status()).toBe(200);
  await page.getByLabel('Status').selectOption('exiting');
  await page.getByLabel('Time to recover, days').fill('45');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('Somebody else saved this');
  forgive(faults, 412);
  const both = notice.getByRole('button', { name: 'Save both edits' });
  await expect(both).toBeDisabled();
  await notice.getByRole('radio', { name: 'Exiting' }).check();
  await both.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const now = await (await request.get(`/api/v1/partners/${id}`)).json();
  expect(now).toMatchObject({
    status: 'exiting',
    segment: 'strategic',
    timeToRecoverDays: 45,
    country: 'DE',
  });
});

test('what cannot be without it stands in the way of a delete', async ({ page, request }) => {
  const offerings = await (await request.get('/api/v1/offerings?limit=1')).json();
  const o = offerings.items[0];
  await open(page, `/components/${o.component}`);
  await more(page, 'Delete');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('cannot be without it');
  await expect(dialog.getByRole('button', { name: 'Delete component' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a roadmap item with what it needs, depends on and delivers', async ({ page, request }) => {
  const component = (await (await request.get('/api/v1/components?limit=1')).json()).items[0];
  const product = (await (await request.get('/api/v1/products?limit=1')).json()).items[0];
  const key = `E2E-${Date.now().toString(36)}`;
  await open(page, '/roadmap/new');
  await page.getByLabel('Key').fill(key);
  await page.getByLabel('Title').fill('Wireless key');
  await page.getByLabel('Target', { exact: true }).fill('2027-05-03');
  await page.getByLabel('Value').fill('250000');
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Add to “needs”' }).click();
  await page.getByRole('combobox', { name: 'Needs: name' }).fill(component.name);
  await page.getByRole('option', { name: component.name }).first().click();
  await page.getByRole('button', { name: 'Add to “delivers”' }).click();
  await page.getByRole('combobox', { name: 'Delivers: name' }).fill(product.name);
  await page.getByRole('option', { name: product.name }).first().click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${key} Wireless key`);
  await expect(page.getByRole('region', { name: 'Needs' }).first()).toContainText(component.name);
  await expect(page.getByText('EUR 250,000').first()).toBeVisible();
  const rests = page.getByRole('region', { name: 'Partners it rests on' });
  await expect(rests.getByRole('rowheader').first()).toBeVisible();

  // Change a link and take one away.
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('button', { name: `Remove ${product.name}` }).click();
  await page.getByLabel('Quantity').first().fill('2');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('quantity 2')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Delivers' })).toHaveCount(0);
});

test('a viewer reads and sees no verb that would be refused', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    storageState: join(process.env.E2E_DIR ?? '', 'viewer.json'),
  });
  const page = await context.newPage();
  await open(page, '/partners');
  await expect(page.getByRole('link', { name: 'Add a partner' })).toHaveCount(0);
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('link', { name: 'Explore from here' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'More', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await open(page, '/import');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toHaveCount(0);
  await open(page, '/partners/new');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Editors only');
  await context.close();
});

test('theme is switched, kept, and printed light', async ({ page }) => {
  await open(page, '/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground()).toBe(dark);
  await page.emulateMedia({ media: 'print' });
  expect(await ground()).toBe(light);
});
