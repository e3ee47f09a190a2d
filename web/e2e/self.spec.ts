import { findings } from './axe';
import { expect, test } from './fixtures';

test.describe('the fixture notices', () => {
  test.fail('a style element', async ({ page }) => {
    await page.goto('/partners');
    const logged = page.waitForEvent('console');
    await page.evaluate(() =>
      document.head.appendChild(Object.assign(document.createElement('style'), { textContent: 'a{}' })),
    );
    await logged;
  });
  test.fail('a string into innerHTML', async ({ page }) => {
    await page.goto('/partners');
    const logged = page.waitForEvent('console');
    await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>x</b>';
      } catch {
        // refused, which is what is wanted
      }
    });
    await logged;
  });
  test.fail('a request off the origin', async ({ page }) => {
    await page.goto('/partners');
    await page.evaluate(() => fetch('http://127.0.0.1:9/x').catch(() => {}));
  });
  test.fail('an uncaught error', async ({ page }) => {
    await page.goto('/partners');
    const thrown = page.waitForEvent('pageerror');
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('x');
      });
    });
    await thrown;
  });
});

test('axe finds what it should, and of colours alone only that', async ({ page }) => {
  await page.goto('/partners');
  await page.locator('h1').waitFor();
  // Grey on white: #767676 has a contrast of 4.54, #777777 of 4.48; 4.5 is wanted.
  await page.evaluate(() => {
    const main = document.querySelector('main');
    ['#767676', '#777777', '#767676', '#777777'].forEach((color, n) => {
      const p = Object.assign(document.createElement('p'), { id: `grey${n}`, textContent: 'grey on white' });
      Object.assign(p.style, { color, background: '#ffffff' });
      main?.append(p);
    });
    main?.append(Object.assign(document.createElement('img'), { id: 'untold' }));
  });
  const contrast = 'color-contrast: #grey1 | #grey3';
  const all = await findings(page, 'everything');
  expect(all).toContain('image-alt: #untold');
  expect(all).toContain(contrast);
  expect(await findings(page, 'colours')).toEqual([contrast]);
});
