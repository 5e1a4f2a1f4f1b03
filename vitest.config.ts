import { defineConfig } from 'vitest/config';
import { switchedOff, switchedOffNames } from './test/faults/switch/vite.ts';

/** Stories the shorter ones tell in part; `npm run soak long` runs them. */
const long = process.env['MOTCUA_LONG_TESTS'] === '1' ? [] : ['test/**/*.long.test.ts'];

export default defineConfig({
  // `npm run faults` demands that a test fails without the protection it is about.
  plugins: switchedOff(),
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/helpers/print-scheduler.ts'],
    exclude: ['test/e2e/**', 'node_modules/**', ...long],
    // Never what a test is about: a machine five times slower, and busy, comes through too.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    // Many wait, for keys typed at a person’s pace and for processes: a third goes on meanwhile.
    maxWorkers: 3,
    // What is switched off must not be kept for a run that has it on, nor the other way round.
    fsModuleCache: switchedOffNames === '',
  },
});
