import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// Set once here; the workers, which load this file again, inherit it.
process.env.E2E_DIR ??= mkdtempSync(join(tmpdir(), 'linchpin-e2e-'));
process.env.E2E_PORT ??= '8177';
const baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;
const viewer = (width: number, colorScheme: 'light' | 'dark') => ({
  viewport: { width, height: 844 },
  colorScheme,
});

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
    storageState: join(process.env.E2E_DIR, 'admin.json'),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
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
  // Every screen in both widths and themes; the ways of the three users once.
  projects: [
    ...[1280, 390].flatMap((width) =>
      (['light', 'dark'] as const).map((theme) => ({
        name: `${width}-${theme}`,
        testMatch: 'screens.spec.ts',
        use: viewer(width, theme),
      })),
    ),
    { name: 'ways', testIgnore: 'screens.spec.ts', use: viewer(1280, 'light') },
  ],
  webServer: {
    command: 'exec sh e2e/serve.sh',
    url: `${baseURL}/readyz`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
  },
});
