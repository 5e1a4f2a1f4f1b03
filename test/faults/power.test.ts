/**
 * The power fails: whatever was not synced is there, not there or torn, and what a person was told holds all the same. A few disks of three of the commands; `npm run soak power`
 * takes hundreds of each of them. Needs `strace`, and leave to look at a process.
 */
import { beforeEach, expect, test } from 'vitest';
import { acceptDrillOf } from './power/accept.ts';
import type { MakePowerDrill } from './power/drill.ts';
import { cutPowerHere } from './power/here.ts';
import { initDrill } from './power/init.ts';
import { whyNot } from './power/recorded.ts';
import { swapDrill } from './power/swap.ts';

const why = whyNot();
beforeEach(({ skip }) => {
  if (why !== undefined) skip(why);
});

const taste: readonly (readonly [what: string, drill: MakePowerDrill, states: number])[] = [
  ['while dossiers are accepted: confirmed codes are there once, the next numbers are new', acceptDrillOf(3), 16],
  ['while a counter is set up: whole once its recovery code was shown, or begun again', initDrill, 16],
  ['while repaired files take their places: both are the old ones or both the new ones', swapDrill, 200],
];
test.each(taste)('a power cut %s', { timeout: 120_000 }, async (what, drill, states) => {
  const { broken, afterSaid } = await cutPowerHere(what, drill, states);
  expect(broken).toEqual([]);
  expect(afterSaid).toBeGreaterThan(0);
});
