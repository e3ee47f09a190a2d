import { expect, more, open, test } from './fixtures';

/** The partnership manager: two records of one partner become one, and two again. */

test('a partner is merged into another, and the changes take it back', async ({ page, request }) => {
  const make = async (body: object) =>
    (await (await request.post('/api/v1/partners', { data: body })).json()) as { id: string };
  const kept = await make({ name: 'Quillmere Sensors' });
  const gone = await make({ name: 'Quillmere Sensors Benelux', country: 'NL', externalId: 'QB-1' });
  await open(page, `/partners/${kept.id}`);
  await more(page, 'Merge another into it');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('combobox').fill('Quillmere Sensors Benelux');
  await page.getByRole('option', { name: /Quillmere Sensors Benelux/ }).click();
  await expect(dialog).toContainText('Filled in: country');
  await expect(dialog).toContainText('Nothing is written yet');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Quillmere Sensors Benelux merged into Quillmere Sensors.')).toBeVisible();
  expect((await request.get(`/api/v1/partners/${gone.id}`)).status()).toBe(404);
  const merged = await (await request.get(`/api/v1/partners/${kept.id}`)).json();
  expect(merged.country).toBe('NL');
  expect(merged.aliases).toContain('Quillmere Sensors Benelux');

  // Once the message is gone, the way back stands with the changes.
  await page.goto('/changes');
  await page
    .getByRole('button', { name: /^Undo change/ })
    .first()
    .click();
  await expect(page.getByText('is undone.')).toBeVisible();
  expect((await request.get(`/api/v1/partners/${gone.id}`)).status()).toBe(200);
  const apart = await (await request.get(`/api/v1/partners/${kept.id}`)).json();
  expect(apart.country).toBeUndefined();
  for (const id of [kept.id, gone.id]) {
    const { headers } = await request.get(`/api/v1/partners/${id}`).then((r) => ({ headers: r.headers() }));
    await request.delete(`/api/v1/partners/${id}`, { headers: { 'If-Match': headers.etag ?? '' } });
  }
});
