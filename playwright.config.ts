import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the built app through its real windows, on Electron or on the Chromium host. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tools/playwright-setup.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
});
