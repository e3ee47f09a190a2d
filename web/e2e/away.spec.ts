import { expect, forgive, open, test } from './fixtures';
import { atRest } from './rest';

test('while the server is away one still moves about, and nothing typed is lost', async ({
  page,
  context,
  faults,
}) => {
  const code = page.waitForResponse(/PersonPage/); // of a screen nobody went to: the code of all is on its way
  await open(page, '/partners/new');
  await code;
  await atRest(page);
  await page.getByRole('textbox', { name: 'Name required' }).fill('Tarn Optics');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Look whether it was saved');
  await expect(page.getByRole('textbox', { name: 'Name required' })).toHaveValue('Tarn Optics');
  await page.getByRole('navigation', { name: 'Browse' }).getByRole('link', { name: 'Contracts' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Contracts');
  await expect(page.locator('.banner.away')).toContainText('The server cannot be reached');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Entity, screen or question' })).toBeFocused();
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  await expect(page.getByRole('rowheader', { name: 'CT-2024-014' })).toBeVisible();
  faults.splice(0, faults.length, ...faults.filter((f) => !f.includes('ERR_INTERNET_DISCONNECTED')));
});

test('a page that is loaded while the database starts says so, and comes by itself', async ({
  page,
  faults,
}) => {
  const starts = { status: 503, contentType: 'application/problem+json', json: { code: 'unavailable' } };
  await page.route('**/readyz', (r) => r.fulfill(starts));
  let begin = () => {};
  const up = new Promise<void>((done) => {
    begin = done;
  });
  await page.route('**/api/v1/imports?*', async (r) => {
    await up; // the server holds the question back meanwhile
    await r.continue();
  });
  await page.goto('/import');
  const banner = page.locator('.banner.away');
  await expect(banner).toContainText('The database is starting');
  await page.unroute('**/readyz');
  begin();
  await expect(banner).toBeEmpty();
  await expect(page.getByRole('region', { name: 'Imports' })).toHaveAttribute('aria-busy', 'false');
  forgive(faults, 503);
});

test('a question is given up with the page that asked it, and says nothing of the server', async ({
  page,
  request,
}) => {
  const [partner] = (await (await request.get('/api/v1/partners?limit=1')).json()).items;
  // Late, as on a busy server: until then the partner may be gone, and to ask of it is a fault.
  await page.route('**/graph/neighbourhood?*', () => {});
  const asked = page.waitForRequest('**/graph/neighbourhood?*');
  await page.goto(`/partners/${partner.id}`);
  const late = await asked;
  await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import');
  await expect.poll(() => late.failure()?.errorText).toBe('net::ERR_ABORTED');
  await expect(page.locator('.banner.away')).toBeEmpty();
});
