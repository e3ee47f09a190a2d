import { readFileSync } from 'node:fs';
import { expect, forgive, open, test } from './fixtures';

/** Procurement: from the first page to a partner file that is checked, applied, and taken back. */

const file = (prefix: string) =>
  [
    'Supplier Id,Supplier,Ctry,Homepage,Comment',
    `${prefix}-1,${prefix} Castings GmbH,DE,https://castings.example,die casting`,
    `${prefix}-2,${prefix} Optics Oy,FI,,lenses`,
    `${prefix}-3,,SE,,no name`,
    `${prefix}-4,${prefix} Springs AB,Sverige-ish,,country in words`,
  ].join('\n');

test('a partner file: upload, map, check, mend, apply, undo', async ({ page }) => {
  const prefix = `Quelmar${Date.now().toString(36)}`;
  await open(page, '/');
  await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByLabel('The rows are').selectOption('partners');
  await page.getByLabel('Source', { exact: true }).fill('erp-way');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `${prefix}.csv`, mimeType: 'text/csv', buffer: Buffer.from(file(prefix)) });

  // Map: the columns found their fields; one is changed by hand; a reload keeps it.
  await expect(page).toHaveURL(/\/import\/[^/]+\/map$/);
  await expect(page.getByLabel('Supplier becomes', { exact: true })).toHaveValue('name');
  await page.getByLabel('Comment becomes').selectOption('notes');
  await expect(page.getByLabel('Comment becomes')).toBeEnabled();
  await page.reload();
  await expect(page.getByLabel('Comment becomes')).toHaveValue('notes');
  for (const [column, field] of [
    ['Supplier Id', 'external_id'],
    ['Ctry', 'country'],
    ['Homepage', 'website'],
  ] as const) {
    await page.getByLabel(`${column} becomes`).selectOption(field);
    await expect(page.getByLabel(`${column} becomes`)).toBeEnabled();
  }
  await page.getByRole('button', { name: /^Check 4 rows/ }).click();

  // Check: nothing is written; the bad rows say why; Apply waits for them.
  await expect(page).toHaveURL(/\/check$/);
  await expect(page.getByText('Nothing is written yet.')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  const counts = page.getByRole('navigation', { name: 'Rows by outcome' });
  await expect(counts.getByRole('link', { name: '2 create' })).toBeVisible();
  await expect(counts.getByRole('link', { name: '2 rejected' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Rejected rows' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Sverige-ish' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await page.screenshot({ path: 'e2e/shots/way-check.png', fullPage: true });
  const [rejects] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the rows to mend' }).click(),
  ]);
  const mend = readFileSync(await rejects.path(), 'utf8');
  expect(mend).toContain('_error');
  expect(mend).toContain(`${prefix}-4`);
  expect(mend).not.toContain(`${prefix}-1`);

  // Apply without them.
  const leave = page.getByRole('checkbox', { name: /leave them out/ });
  await leave.click();
  await expect(leave).toBeChecked();
  const again = page.getByRole('button', { name: 'Check again' });
  const apply = page.getByRole('button', { name: 'Apply' });
  await expect(again).toBeEnabled();
  if (!(await apply.isEnabled())) await again.click();
  await expect(apply).toBeEnabled({ timeout: 30_000 });
  await apply.click();
  await expect(page).toHaveURL(/\/done$/);
  await expect(page.getByText(/Applied/).first()).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  await page.screenshot({ path: 'e2e/shots/way-done.png', fullPage: true });

  // What was counted leads to its rows.
  for (const [label, outcome] of [
    ['Created', 'create'],
    ['Rejected', 'rejected'],
  ] as const) {
    const fact = page.locator('dl.facts > div').filter({ has: page.getByText(label, { exact: true }) });
    const n = Number(await fact.getByRole('link').innerText());
    expect(n).toBeGreaterThan(0);
    await fact.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/check\\?outcome=${outcome}$`));
    await expect(page.getByText(`1–${n} of ${n}, in the order of the file`)).toBeVisible();
    await page.goBack();
  }

  // The partners are there, found by name.
  await page.getByRole('link', { name: 'Open partners' }).click();
  await page.getByLabel('Filter partners').fill(prefix);
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await page.getByRole('link', { name: `${prefix} Castings GmbH` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${prefix} Castings GmbH`);
  await expect(page.getByText('die casting')).toBeVisible();

  // Undo: gone again.
  await page.getByRole('navigation', { name: 'Data' }).getByRole('link', { name: 'Import' }).click();
  await page.getByRole('link', { name: `${prefix}.csv` }).click();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible({ timeout: 30_000 });
  await open(page, `/partners?q=${prefix}`);
  await expect(page.getByText('No partner matches.')).toBeVisible();
});

test('an undo names what is used since, and takes it back when nothing uses it any more', async ({
  page,
  request,
}) => {
  const prefix = `Kestholm${Date.now().toString(36)}`;
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: `${prefix}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(`Supplier,Country\n${prefix} Cables,SE\n${prefix} Springs,SE\n`),
  });
  await page.getByRole('button', { name: 'Check 2 rows' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible();
  const [cables] = (await (await request.get(`/api/v1/partners?q=${prefix}%20Cables`)).json()).items;
  const made = await request.post('/api/v1/contracts', {
    data: { reference: `${prefix}-C`, partner: cables.id },
  });

  await page.getByRole('button', { name: 'Undo this import' }).click();
  const stay = page.getByRole('alert').filter({ hasText: 'These stay' });
  await expect(stay.getByRole('link', { name: `${prefix} Cables` })).toBeVisible();
  await expect(page.getByText('1 change taken back, but not what is listed below')).toBeVisible();

  const contract = `/api/v1/contracts/${(await made.json()).id}`;
  expect((await request.delete(contract, { headers: { 'If-Match': '*' } })).ok()).toBe(true);
  await page.getByRole('button', { name: 'Undo the rest' }).click();
  await expect(page.getByText('2 changes taken back')).toBeVisible();
  await expect(stay).toHaveCount(0);
});

/** A bill of materials of two parts, as a build writes it. */
const bill = (prefix: string) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'firmware', 'bom-ref': 'root', name: `${prefix} gateway`, version: '2.0' },
    },
    components: ['codec', 'radio'].map((name) => ({
      type: 'library',
      'bom-ref': name,
      name: `${prefix}-${name}`,
      version: '1.1',
      purl: `pkg:generic/${prefix}-${name}@1.1`,
      supplier: { name: `${prefix} Software` },
    })),
    dependencies: [
      { ref: 'root', dependsOn: ['codec'] },
      { ref: 'codec', dependsOn: ['radio'] },
    ],
  });

test('a bill of materials: upload, see what becomes what, check, apply, undo', async ({ page }) => {
  const prefix = `quelbom${Date.now().toString(36)}`;
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: `${prefix}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(bill(prefix)),
  });

  // The document says itself what becomes what; what it leaves open can be chosen, and a reload keeps it.
  await expect(page).toHaveURL(/\/import\/[^/]+\/map$/);
  await expect(page.getByText('CycloneDX bill of materials 1.5', { exact: true })).toBeVisible();
  const becomes = page.getByRole('region', { name: 'What becomes what' });
  await expect(becomes.getByRole('rowheader', { name: 'Component', exact: true })).toBeVisible();
  await expect(becomes.getByRole('combobox')).toHaveCount(0);
  await expect(page.getByLabel('Delimiter')).toHaveCount(0);
  await page.getByLabel('Dependencies').selectOption('all');
  await expect(page.getByText('all of them', { exact: true }).last()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Dependencies')).toHaveValue('all');
  await page.getByRole('button', { name: /^Check \d+ rows/ }).click();

  await expect(page.getByText('Nothing is written yet.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: 'What it does to risk' })).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible({ timeout: 30_000 });

  // The thing it describes and its parts are components.
  const found = async () =>
    (await (await page.request.get(`/api/v1/components?q=${prefix}`)).json()).items.length;
  expect(await found()).toBe(3);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await found()).toBe(0);
});

test('a workbook: another sheet is another mapping, and a reload keeps it', async ({ page }) => {
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles('../importers/testdata/bom-bitaxe.xlsx');
  await expect(page.getByLabel('Sheet')).toHaveValue('BOM');
  await expect(page.getByLabel('PARTNO becomes')).toHaveValue('offering.mpn');
  await expect(page.getByLabel('Component layer where blank', { exact: true })).toHaveValue(
    'device_hardware',
  );
  await page.getByLabel('Sheet').selectOption('DK Order');
  await expect(page.getByLabel('PARTNO becomes')).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Sheet')).toHaveValue('DK Order');
  await page.getByLabel('Sheet').selectOption('BOM');
  await page.getByLabel('Product made of these parts').fill('Bitaxe Ultra');
  await page.getByRole('button', { name: 'Check 46 rows' }).click();
  const counts = page.getByRole('navigation', { name: 'Rows by outcome' });
  await expect(counts.getByRole('link', { name: '46 create' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('is used by Bitaxe Ultra').first()).toBeVisible();
  await expect(page.getByText('has a quantity that is left out')).toHaveCount(0);
});

test('a file that cannot be read is refused with what to do', async ({ page, faults }) => {
  await open(page, '/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'vendors.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n'),
  });
  await expect(page.getByRole('alert')).toContainText('vendors.pdf was not taken');
  await expect(page.getByRole('alert')).toContainText('export it as .xlsx or .csv');
  forgive(faults, 422);
});

test('a check leaves the graph as it was', async ({ request }) => {
  const meta = async () => (await (await request.get('/api/v1/meta')).json()).counts;
  const before = await meta();
  const up = await request.post('/api/v1/imports', {
    multipart: {
      as: 'partners',
      source: 'dry',
      file: {
        name: 'dry.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('name\nDryholm Metals\nDryholm Foils\n'),
      },
    },
  });
  const { id } = await up.json();
  await request.post(`/api/v1/imports/${id}/check`);
  await expect
    .poll(async () => (await (await request.get(`/api/v1/imports/${id}`)).json()).state)
    .toBe('checked');
  const imported = await (await request.get(`/api/v1/imports/${id}`)).json();
  expect(imported.counts.create).toBe(2);
  const found = await (await request.get('/api/v1/search?q=Dryholm')).json();
  expect(found.items).toEqual([]);
  expect(Object.keys(await meta())).toEqual(Object.keys(before));
});
