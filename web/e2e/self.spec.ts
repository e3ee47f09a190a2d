import { test } from './fixtures';

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
