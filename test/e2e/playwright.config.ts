/** End-to-end stories: in Debian's Chromium over the loopback shell, and in Electron where its binary is. */
import { defineConfig } from '@playwright/test';
import { electronOrWhyNot } from './harness/electron-project.ts';
import type { E2eOptions } from './harness/fixtures.ts';

const electron = electronOrWhyNot();

export default defineConfig<E2eOptions>({
  testDir: '.',
  tsconfig: './tsconfig.json',
  outputDir: '../../test-results/e2e',
  globalSetup: './harness/build-once.ts',
  reporter: [
    ['list'],
    ['./harness/not-run-reporter.ts', { electron: electron.whyNot }],
    ...(process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? [] : [['json'] as const]),
  ],
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Never what a story is about: a machine five times slower, and busy, comes through too.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'loopback', use: { shellKind: 'loopback' } },
    ...(electron.binary === undefined
      ? []
      : [{ name: 'electron', testMatch: 'stories/**', use: { shellKind: 'electron' as const, electronBinary: electron.binary } }]),
  ],
});
