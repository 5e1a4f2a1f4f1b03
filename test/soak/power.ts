/**
 * The power fails in the counter's commands, many times each. `node test/soak/power.ts [states of each] [what…]`: 500 disks of each command unless told otherwise; `SEED=n`, `MINUTES=n` of each at
 * most. Needs strace. Exit 1 on a broken promise.
 */
import { newSeed } from '../faults/kills/drill.ts';
import { powerDrill } from '../faults/power/drill.ts';
import { powerDrills } from '../faults/power/drills.ts';
import { manyDisks } from '../faults/power/here.ts';
import { whyNot } from '../faults/power/recorded.ts';

const seed = newSeed();
const minutes = process.env['MINUTES'];
const [given = '500', ...names] = process.argv.slice(2);
const unknown = names.filter((name) => powerDrills[name] === undefined);
if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(', ')}; there are: ${Object.keys(powerDrills).join(', ')}`);
const why = whyNot();
if (why !== undefined) throw new Error(`The power cannot fail here: ${why}`);
for (const [what, make] of Object.entries(powerDrills)) {
  if (names.length > 0 && !names.includes(what)) continue;
  const startedAt = performance.now();
  const size = { states: Number(given), seed, under: manyDisks(), ...(minutes === undefined ? {} : { mostMs: Number(minutes) * 60_000 }) };
  const counts = await powerDrill(make, size);
  console.log(JSON.stringify({ what, seed, ...counts, seconds: Math.round((performance.now() - startedAt) / 1000) }));
  if (counts.broken.length > 0) process.exitCode = 1;
}
