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

test('an empty scenario names what stops most alone, and begins with it', async ({ page, request }) => {
  const all = await (await request.get('/api/v1/risk/single-points?limit=1')).json();
  const worst = all.items[0];
  await open(page, '/whatif');
  const row = page.getByRole('row', { name: `${worst.cause.name} fails` });
  await expect(row).toContainText(String(worst.stops.roadmapItems));
  await row.getByRole('link', { name: `${worst.cause.name} fails` }).click();
  await settled(page);
  await expect(page).toHaveURL(new RegExp(`remove=${worst.cause.id}`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(worst.cause.name);
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

test('by keyboard alone from nothing to an answer, and from a count to its rows', async ({ page }) => {
  await open(page, '/whatif');
  const { keyboard } = page;
  const type = async (text: string) => {
    await keyboard.type(text);
    await expect(page.getByRole('option', { name: text }).first()).toBeVisible();
    await keyboard.press('Enter');
  };
  const focused = page.locator(':focus');
  await page.getByRole('combobox', { name: 'Partner, offering or component that fails' }).focus();
  await type('Stravenholt Holding');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What if Stravenholt Holding fails');

  // What opens has the focus, and gives it back: after a choice, and at Escape.
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(focused).toHaveText('another source');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(focused).toHaveText('another source');
  await keyboard.press('Enter');
  await type('NB-IoT module');
  await expect(focused).toHaveAccessibleName('Partner that makes it');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(focused).toHaveText('another source');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await type('Hub with Thread');
  await keyboard.type('45');
  await keyboard.press('Enter');
  await expect(focused).toHaveText('something by days');
  await expect(page.locator('.lede')).toContainText('2 roadmap items stop; 1 item comes later');

  // A part that is dropped leaves the focus beside the others.
  await keyboard.press('Shift+Tab');
  await expect(focused).toHaveAccessibleName('Drop Hub with Thread, 45 days');
  await keyboard.press('Enter');
  await expect(focused).toHaveAccessibleName('Partner, offering or component that fails');

  // RM-301 alone is stopped in its quarter; the count leads to it.
  await settled(page);
  await page.getByRole('link', { name: '1 stopped, Q2 2027' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Stopped and weakened' }).locator('tbody tr')).toHaveCount(1);
  await expect(focused).toContainText('1 roadmap item, stopped, due in Q2 2027');
  await page.getByRole('link', { name: 'All that it touches' }).click();
  await expect(page).not.toHaveURL(/impact=/);
});

test('each count before, after and between leads to as many rows, with their proof', async ({
  page,
  request,
}) => {
  const found = await (await request.get('/api/v1/partners?externalId=P-STRAVEN')).json();
  await open(page, `/whatif?remove=${found.items[0].id}`);
  const table = page.getByRole('region', { name: 'Before and after' });
  const measures = [
    'Roadmap items that can ship',
    'Products that can be made',
    'Components with a source',
    'Components with one source left',
    'Other items one partner can stop',
    'Items ready after their target',
    'Partners that stop something alone',
  ];
  let followed = 0;
  for (const name of measures) {
    const row = table.getByRole('row', { name });
    for (const link of await row.getByRole('link').all()) {
      const n = Number(/\d+/.exec(await link.innerText())?.[0]);
      await link.click();
      const list = page.getByRole('region', { name, exact: true });
      await expect(list.locator('tbody tr')).toHaveCount(n);
      await expect(page.locator(':focus')).toContainText(`${n} `);
      followed++;
    }
  }
  expect(followed).toBeGreaterThanOrEqual(18);

  // The Wi-Fi module and the antenna lose one of two makers; each says who is left.
  await page.getByRole('link', { name: '12 after: Components with one source left' }).focus();
  await page.keyboard.press('Enter');
  const single = page.getByRole('region', { name: 'Components with one source left', exact: true });
  const antenna = single.getByRole('row', { name: /Printed antenna/ }).locator('td');
  await expect(antenna.nth(3)).toHaveText('Kelvessa Radio, Silkanor Devices');
  await expect(antenna.nth(4)).toHaveText('Silkanor Devices');
  await page.reload();
  await expect(single.locator('tbody tr')).toHaveCount(12);

  // What a partner stops leads on to the items, and says whose they are.
  await page.getByRole('link', { name: '14 after: Partners that stop something alone' }).click();
  await page.getByRole('link', { name: '2 that Silkanor Devices alone stops after' }).click();
  const stopped = page.getByRole('region', { name: 'Stopped by one partner alone' });
  await expect(stopped.locator('tbody tr')).toHaveCount(2);
  await expect(page.locator('.led-to .note')).toContainText('Silkanor Devices');

  // Late is proved by the chain that decides the date.
  await page.getByRole('link', { name: /\d before: Items ready after their target/ }).click();
  await page.getByRole('button', { name: 'Proof for Monthly water report' }).click();
  await expect(page.locator('.detail')).toContainText('after its target');
});

test('nothing is called better because something failed', async ({ page, request }) => {
  // Of the components with one source it takes one away, and leaves none better off.
  const failing = (await (await request.get('/api/v1/search?q=Bootlinden+Labs')).json()).items[0].id;
  await open(page, `/whatif?remove=${failing}`);
  const compared = page.getByRole('region', { name: 'Before and after' });
  await expect(compared).toContainText('worse');
  await expect(compared).not.toContainText('better');
});
