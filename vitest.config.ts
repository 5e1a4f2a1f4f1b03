import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { sourceChanger } from './test/faults/switch/switches.ts';

/** Tests run without the protections `MOTCUA_SWITCH_OFF` names; `npm run faults` demands that they then fail. */
function switchedOff(names: string): Plugin {
  const change = sourceChanger(names);
  return {
    name: 'switched-off',
    enforce: 'pre',
    transform: (source, id) => {
      const changed = change(pathToFileURL(id.split('?')[0] ?? id).href, source);
      return changed === source ? null : { code: changed, map: null };
    },
  };
}

const names = process.env['MOTCUA_SWITCH_OFF'] ?? '';
/** Stories the shorter ones tell in part; `npm run soak long` runs them. */
const long = process.env['MOTCUA_LONG_TESTS'] === '1' ? [] : ['test/**/*.long.test.ts'];

export default defineConfig({
  plugins: names === '' ? [] : [switchedOff(names)],
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
    fsModuleCache: names === '',
  },
});
