import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { newSeed } from '../kills/drill.ts';
import { type MakePowerDrill, type PowerCounts, powerDrill } from './drill.ts';

/** Hundreds of disks are written and looked at: in memory where that is a folder. */
export const manyDisks = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** A few disks of `what`; prints seed and counts. */
export async function cutPowerHere(what: string, make: MakePowerDrill, states: number): Promise<PowerCounts> {
  const seed = newSeed();
  const counts = await powerDrill(make, { states, seed, under: manyDisks() });
  const { broken, ...printed } = counts;
  console.log(JSON.stringify({ what, seed, ...printed, broken: broken.length }));
  return counts;
}
