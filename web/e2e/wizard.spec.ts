import type { Locator, Page } from '@playwright/test';
import { expect, forgiveCut, open, test } from './fixtures';
import { atRest } from './rest';

/** The import wizard by keyboard alone, with a large file, and found again after a reload at any step. */

const counts = (page: Page) => page.getByRole('navigation', { name: 'Rows by outcome' });

/** Walks by Tab to what is named, which then shows that it has the focus. */
async function walk(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  for (let steps = 0; steps < 60; steps++) {
    if (await to.evaluate((e) => e === document.activeElement)) break;
    await page.keyboard.press(key);
  }
  await expect(to).toBeFocused();
  expect(await to.evaluate((e) => getComputedStyle(e).outlineStyle)).not.toBe('none');
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('from the first page to undo without a mouse', async ({ page, request }) => {
  const prefix = `Keyholm${Date.now().toString(36)}`;
  for (const country of ['DE', 'FR'])
    for (const name of [`${prefix} Castings`, `${prefix} Optics`])
      await request.post('/api/v1/partners', { data: { name, country } });
  const file = [
    'Supplier Id,Supplier,Ctry,Comment',
    `${prefix}-1,${prefix} Castings,,one of two of this name`,
    `${prefix}-2,${prefix} Optics,,one of two of this name`,
    `${prefix}-3,${prefix} Springs,SE,`,
    `${prefix}-4,${prefix} Cables,Nowhere,`,
  ].join('\n');
  // From the start: choosers are caught a moment after somebody begins to listen, and nothing tells when.
  page.on('filechooser', (chooser) =>
    chooser.setFiles({ name: `${prefix}.csv`, mimeType: 'text/csv', buffer: Buffer.from(file) }),
  );
  await open(page, '/');
  await walk(page, page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: 'Import' }));
  await page.keyboard.press('Enter');
  await expect(title(page)).toBeFocused();

  await walk(page, page.getByLabel('The rows are'));
  await page.keyboard.type('partners');
  await walk(page, page.getByRole('button', { name: 'Choose a file' }));
  await page.keyboard.press('Enter');

  // Map: a choice keeps its place, and the next can be made at once.
  await expect(page).toHaveURL(/\/map$/);
  await expect(title(page)).toBeFocused();
  const comment = page.getByLabel('Comment becomes');
  await walk(page, comment);
  await page.keyboard.type('notes');
  await expect(comment).toBeFocused();
  const country = page.getByLabel('Ctry becomes');
  await walk(page, country, 'Shift+Tab');
  await page.keyboard.type('country');
  await expect(country).toHaveValue('country');
  await expect(comment).toHaveValue('notes');
  await walk(page, page.getByRole('button', { name: 'Check 4 rows' }), 'Shift+Tab');
  await page.keyboard.press('Enter');

  // Check: the end is said; both questions stay while they are answered.
  await expect(page).toHaveURL(/\/check$/);
  await expect(title(page)).toBeFocused();
  const said = page.getByRole('status').filter({ hasText: 'Checking' });
  await expect(said).toHaveText(`Checking ${prefix}.csv is done: 1 create, 2 undecided and 1 rejected.`);
  for (const name of ['Castings', 'Optics']) {
    const answer = page.getByLabel(`Answer for ${prefix} ${name}`);
    await walk(page, answer);
    await page.keyboard.press('ArrowDown');
    await expect(answer).not.toHaveValue('');
    await expect(answer).toBeFocused();
  }
  await walk(page, page.getByRole('button', { name: 'Check again' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(counts(page).getByRole('link', { name: '1 rejected' })).toBeVisible();
  await expect(counts(page).getByRole('link', { name: 'need a decision' })).toHaveCount(0);
  await expect(title(page)).toBeFocused();
  await walk(page, page.getByRole('checkbox', { name: /leave it out/ }));
  await page.keyboard.press('Space');
  await walk(page, page.getByRole('button', { name: 'Apply' }), 'Shift+Tab');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/done$/);
  await expect(title(page)).toBeFocused();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible();
  await walk(page, page.getByRole('button', { name: 'Undo this import' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await expect(title(page)).toBeFocused();
});

test('a reload at any step comes back to it, and a large file makes no large page', async ({ page }) => {
  const rows = 10_000;
  const file = Array.from({ length: rows }, (_, n) => `B${n},Bulk ${n.toString(36)}x Works ${n},DE,n${n}`);
  /** What takes a page long to lay out is the number of its elements, which does not grow with the file. */
  const small = async () => expect(await page.locator('*').count()).toBeLessThan(2_000);

  await open(page, '/import');
  await page.getByLabel('The rows are').selectOption('partners');
  await page.getByLabel('Source', { exact: true }).fill('bulk-way');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bulk.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Supplier Id,Supplier,Country,Remark', ...file].join('\n')),
  });
  await expect(page).toHaveURL(/\/map$/);
  await page.getByLabel('Remark becomes').selectOption('notes');
  await atRest(page);
  await small();
  await page.reload();
  await expect(page.getByLabel('Remark becomes')).toHaveValue('notes');

  await page.getByRole('button', { name: /^Check 10,000 rows/ }).click();
  await expect(page).toHaveURL(/\/check$/);
  await page.reload(); // while it is checked, or just was
  await expect(counts(page).getByRole('link', { name: '10,000 create' })).toBeVisible();
  await page.reload();
  await expect(counts(page).getByRole('link', { name: '10,000 create' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('51–100 of 10,000')).toBeVisible();
  await page.reload();
  await expect(page.getByText('51–100 of 10,000')).toBeVisible();
  await small();

  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/\/done$/);
  await page.reload(); // in the middle of it
  await expect(page.getByRole('progressbar', { name: 'Applying' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toHaveCount(0);
  await expect(page.getByText('Applied', { exact: true })).toBeVisible({ timeout: 90_000 });
  await small();
  await page.reload();
  await expect(page.getByText('10,000 changes written')).toBeVisible();

  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByRole('progressbar', { name: 'Undoing' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('It is being taken back.')).toBeVisible();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible({ timeout: 90_000 });
  await small();
  await page.reload();
  await expect(page.getByText('10,000 changes taken back')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the check' }).click();
  await expect(page).toHaveURL(/\/check$/);
});

test('while the server is away a step stays as it is, and goes on by itself', async ({ page, faults }) => {
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'away.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Supplier,Country,Remark\nAwayholm Works,SE,x\n'),
  });
  await expect(page).toHaveURL(/\/map$/);
  const cut = (url: URL) => url.pathname.startsWith('/api/') || url.pathname === '/readyz';
  await page.route(cut, (r) => r.abort());
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The server cannot be reached' })).toBeVisible();
  await expect(page.getByLabel('Supplier becomes')).toHaveValue('name');
  await page.unroute(cut);
  await expect(page.getByRole('status').filter({ hasText: 'The server cannot be reached' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await expect(counts(page).getByRole('link', { name: '1 create' })).toBeVisible();
  forgiveCut(faults);
});
