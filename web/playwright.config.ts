import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// Set once here; the workers, which load this file again, inherit it.
process.env.E2E_DIR ??= mkdtempSync(join(tmpdir(), 'linchpin-e2e-'));
process.env.E2E_PORT ??= '8177';
// The shell is Debian's Chromium without its windows: a page loads at half the cost.
process.env.CHROMIUM ||= ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['junit', { outputFile: 'test-results/e2e.xml' }]],
  globalSetup: './e2e/setup.ts',
  use: {
    baseURL,
    viewport: { width: 1280, height: 844 },
    colorScheme: 'light',
    storageState: join(process.env.E2E_DIR, 'admin.json'),
    trace: 'off', // it slows every step; npx playwright test --trace retain-on-failure FILE
    contextOptions: { reducedMotion: 'reduce' }, // no colour is looked at halfway
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'exec sh e2e/serve.sh',
    url: `${baseURL}/readyz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
  },
});
