/** `npm run soak long`: the tests too long for `npm test`, which tells their stories in shorter ones. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '.long.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MOTCUA_LONG_TESTS: '1' },
});
process.exitCode = status ?? 1;
