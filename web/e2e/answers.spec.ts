import { expect, open, test } from './fixtures';

/** Many questions of one file: found by a word, answered together after a look, and kept over a reload. */

test('forty names that nobody knows are answered in two steps', async ({ page }) => {
  const rows = Array.from(
    { length: 40 },
    (_, n) => `BA-${n},${n < 30 ? 'Bulkanser' : 'Otherwise'} ${String.fromCharCode(65 + n)}olm,Frame`,
  );
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'many.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['contract number,supplier,title', ...rows].join('\n')),
  });
  await page.getByRole('button', { name: 'Check 40 rows' }).click();
  await expect(page).toHaveURL(/\/check$/);
  await expect(page.getByText('No row can go in before you answer or mend some.')).toBeVisible();
  await expect(page.getByText('1–25 of 40')).toBeVisible();

  await page.getByLabel('Filter Suggestions').fill('bulkanser');
  await page.getByLabel('Answer many of Suggestions').selectOption('create');
  await expect(page.getByText('30 questions, 30 rows: a new partner of each name')).toBeVisible();
  await page.getByRole('button', { name: 'Answer 30 questions so' }).click();
  await expect(page.getByText(/^30 of 40 answered/)).toBeVisible();
  await expect(page.getByText('30 answers made: check again')).toBeVisible();
  await page.waitForLoadState('networkidle');

  await page.reload();
  await expect(page.getByText(/^30 of 40 answered/)).toBeVisible();
  await expect(page.getByLabel('Filter Suggestions')).toHaveValue('bulkanser');
  await page.getByRole('button', { name: 'Check again' }).click();
  const counts = page.getByRole('navigation', { name: 'Rows by outcome' });
  await expect(counts.getByRole('link', { name: '30 create' })).toBeVisible();
  await counts.getByRole('link', { name: '30 create' }).click();
  await expect(page.getByRole('row', { name: /Bulkanser Aolm/ }).first()).toBeVisible();
});
