import { expect, forgive, more, open, test } from './fixtures';

/** What a form and a delete do with work that could be lost. */

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

test('who leaves a form with something typed in it is asked first', async ({ page, request }) => {
  const name = unique('Quarrel Fittings');
  const { id } = await (await request.post('/api/v1/partners', { data: { name } })).json();
  await open(page, `/partners/${id}/edit`);
  const components = page
    .getByRole('navigation', { name: 'Browse' })
    .getByRole('link', { name: 'Components' });
  await page.getByLabel('Website').fill('https://quarrel.example/');
  await components.click();
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByLabel('Website')).toHaveValue('https://quarrel.example/');
  await components.click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/components$/);

  // Nothing typed, or typed and taken back: nobody is asked.
  await open(page, `/partners/${id}/edit`);
  await page.getByLabel('Website').fill('https://quarrel.example/');
  await page.getByLabel('Website').fill('');
  await components.click();
  await expect(page).toHaveURL(/\/components$/);
});

test('a deleted partner comes back with its links', async ({ page, request }) => {
  const owner = (await (await request.get('/api/v1/people?limit=1')).json()).items[0];
  const name = unique('Rosmund Castings');
  const { id } = await (await request.post('/api/v1/partners', { data: { name } })).json();
  await request.post('/api/v1/links', { data: { from: owner.id, kind: 'owns', to: id } });
  await open(page, `/partners/${id}`);
  await more(page, 'Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete partner' }).click();
  await expect(page.getByText(`${name} deleted.`)).toBeVisible();
  expect((await request.get(`/api/v1/partners/${id}`)).status()).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`${name} is back.`)).toBeVisible();
  expect(await (await request.get(`/api/v1/partners/${id}`)).json()).toMatchObject({ id, name });
  const links = await (await request.get(`/api/v1/links?to=${id}&kind=owns`)).json();
  expect(links.items.map((l: { from: string }) => l.from)).toEqual([owner.id]);
});

test('what somebody else changed is looked at before it is deleted', async ({ page, request, faults }) => {
  const name = unique('Sallow Plastics');
  const made = await request.post('/api/v1/partners', { data: { name, status: 'active' } });
  const { id } = await made.json();
  await open(page, `/partners/${id}`);
  await request.patch(`/api/v1/partners/${id}`, {
    headers: { 'If-Match': made.headers().etag ?? '', 'Content-Type': 'application/merge-patch+json' },
    data: JSON.stringify({ status: 'on_hold' }),
  });
  await more(page, 'Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete partner' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was deleted');
  forgive(faults, 412);
  await page.getByRole('button', { name: 'Show it as it is now' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.getByRole('complementary').last()).toContainText('On hold');
  expect((await request.get(`/api/v1/partners/${id}`)).status()).toBe(200);
});
