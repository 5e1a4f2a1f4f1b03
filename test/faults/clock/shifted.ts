/**
 * `node --import`: the machine's clock as `MOTCUA_TEST_CLOCK` names it, a file of `{"wallMs": …, "evenMs": …}` read at every look, so that a test can set the clock of a
 * running process. It stands between two settings: a machine that is slow does not come into the next minute. Worker threads have it too.
 */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

type Shown = { readonly wallMs: number; readonly evenMs: number };

const file = process.env['MOTCUA_TEST_CLOCK'];
if (file !== undefined) {
  const shown = (): Shown => JSON.parse(readFileSync(file, 'utf8')) as Shown;
  Date.now = () => shown().wallMs;
  os.uptime = () => shown().evenMs / 1000;
  syncBuiltinESMExports();
}
