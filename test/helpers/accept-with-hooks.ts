/**
 * `accept` as the command line runs it, with a hook inside every transaction: `accept-with-hooks.ts --data DIR DWELL_MS SEED`. Descriptor 3 is told where it stands, a
 * letter each: `T` in the transaction (rows written, log not), `L` the log is durable (the transaction is not), `C` committed and answered. The dwell
 * makes the time inside long enough for a kill from outside to land there.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { acceptLines } from '../../electron/app/cli/accept.ts';
import { dataOptions, withCounter } from '../../electron/app/cli/open.ts';
import { optionsOf } from '../../electron/app/cli/options.ts';
import type { CliIo } from '../../electron/app/cli/run.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { randomFrom } from './random.ts';

const options = optionsOf(process.argv.slice(2), dataOptions);
const [dwellMs = 0, seed = 0] = options.positionals.map(Number);
const random = randomFrom(seed);
const stopwatch = new Int32Array(new SharedArrayBuffer(4));

const tell = (place: 'T' | 'L' | 'C'): void => {
  writeSync(3, place);
};
const standAt = (place: 'T' | 'L') => (): void => {
  tell(place);
  if (dwellMs > 0) Atomics.wait(stopwatch, 0, 0, random() * dwellMs);
};

const io: CliIo = {
  lines: () => createInterface({ input: process.stdin }),
  out: (line) => {
    process.stdout.write(`${line}\n`);
    tell('C');
  },
  err: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

process.exitCode = await withCounter(
  options,
  (counter) => acceptLines(counter, io),
  (given) => openStore({ ...given, hooks: { insideTransaction: standAt('T'), afterLogSync: standAt('L') } }),
);
