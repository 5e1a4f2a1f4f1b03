/**
 * `node --import`: the machine's clock as `MOTCUA_TEST_CLOCK` names it, a file of `{"wallMs": …, "evenMs": …}` added to the real clocks and read at every look,
 * so that a test can set the clock of a running process. Worker threads have it too.
 */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

type Shift = { readonly wallMs: number; readonly evenMs: number };

const file = process.env['MOTCUA_TEST_CLOCK'];
if (file !== undefined) {
  const shift = (): Shift => JSON.parse(readFileSync(file, 'utf8')) as Shift;
  const wall = Date.now.bind(Date);
  const even = os.uptime.bind(os);
  Date.now = () => wall() + shift().wallMs;
  os.uptime = () => even() + shift().evenMs / 1000;
  syncBuiltinESMExports();
}
