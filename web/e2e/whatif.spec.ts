import { expect, open, settled, test } from './fixtures';

/** The product manager: which items need which partners, and what if one fails or another is added. */

test('the matrix shows the cells of the answer; one opens its proof, Escape closes it', async ({
  page,
  request,
}) => {
  const m = await (await request.get('/api/v1/risk/matrix')).json();
  await open(page, '/');
  await page.getByRole('link', { name: 'Matrix', exact: true }).click();
  await settled(page);
  const table = page.locator('.matrix');
  await expect(table.locator('tbody tr')).toHaveCount(m.rows.length);
  await expect(table.locator('tbody td:not(.tot) a[aria-label]')).toHaveCount(m.cells.length);
  const cell = m.cells.find((c: { effect: string }) => c.effect === 'stops');
  const key = m.rows.find((r: { row: { id: string } }) => r.row.id === cell.row.id).key;
  await page.getByRole('link', { name: `${cell.column.name} stops ${key}`, exact: true }).click();
  const proof = page.locator('.proof');
  await expect(proof.getByRole('listitem').first()).toContainText(`Suppose ${cell.column.name} fails`);
  await expect(proof.getByRole('listitem').last()).toContainText(key);
  await page.reload();
  await expect(proof).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(proof).toHaveCount(0);
  await expect(page).not.toHaveURL(/cell=/);
});

test('what if a partner fails, and what another source would change; nothing is written', async ({
  page,
  request,
}) => {
  const sent = new Set<string>(); // what could write; others do so meanwhile
  page.on('request', (r) => {
    if (r.method() !== 'GET') sent.add(`${r.method()} ${new URL(r.url()).pathname}`);
  });
  const found = await (await request.get('/api/v1/partners?externalId=P-STRAVEN')).json();
  const cause = found.items[0];
  await open(page, `/partners/${cause.id}`);
  await page.getByRole('link', { name: 'What if it fails' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`What if ${cause.name} fails`);
  await expect(page.locator('.lede')).toContainText('4 roadmap items and 1 product stop');
  const stopped = page.getByRole('region', { name: 'Stopped and weakened' }).locator('.effect.stops');
  await expect(stopped).toHaveCount(5);

  // The valve needs the module alone; two items need its driver too, which comes from the same two makers.
  await page.getByRole('button', { name: 'another source' }).click();
  await page.getByRole('combobox', { name: 'Component with another source' }).fill('NB-IoT module');
  await page.getByRole('option', { name: 'NB-IoT module' }).first().click();
  await page.getByRole('button', { name: 'somebody independent' }).click();
  await expect(page).toHaveURL(/add=/);
  await expect(stopped).toHaveCount(2);

  // A scenario is its address, and may be kept by name.
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Save as scenario' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Second source');
  await page.getByRole('button', { name: 'Save scenario' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second source');
  await page.getByRole('link', { name: 'What if', exact: true }).first().click();
  await page.getByRole('link', { name: 'Second source' }).click();
  await expect(page).toHaveURL(/add=/);
  expect([...sent]).toEqual(['POST /api/v1/risk/what-if']);
});
