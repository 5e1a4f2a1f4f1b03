/**
 * The power fails: whatever was not synced is there, not there or torn, and what a person was told holds all the same. A few disks of two commands; `npm run soak power` takes hundreds of each of
 * them. Where nothing can be recorded it says so: `strace` is needed, and leave to look at a process.
 */
import { expect, test } from 'vitest';
import { acceptDrillOf } from './power/accept.ts';
import { cutPowerHere } from './power/here.ts';
import { initDrill } from './power/init.ts';
import { whyNot } from './power/recorded.ts';

const why = whyNot();
if (why !== undefined) console.log(`The power was not cut: ${why}`);

test(
  'a power cut while dossiers are accepted: confirmed codes are there once, the next numbers are new',
  { timeout: 120_000 },
  async ({ skip }) => {
    if (why !== undefined) skip(why);
    const { broken, afterSaid } = await cutPowerHere('accept', acceptDrillOf(4), 30);
    expect(broken).toEqual([]);
    expect(afterSaid).toBeGreaterThan(5);
  },
);
test(
  'a power cut while a counter is set up: whole once its recovery code was shown, or begun again',
  { timeout: 120_000 },
  async ({ skip }) => {
    if (why !== undefined) skip(why);
    const { broken, afterSaid } = await cutPowerHere('init', initDrill, 30);
    expect(broken).toEqual([]);
    expect(afterSaid).toBeGreaterThan(0);
  },
);
