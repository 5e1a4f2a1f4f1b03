/**
 * Kill -9 of the counter's commands, many times each. `node test/soak/kills.ts [kills of each] [what…]`: 1,000 of accept, import, print, register book, backup, restore, log cut, migrate
 * unless told otherwise; `SEED=n`, `MINUTES=n` of each at most. Exit 1 on a broken promise.
 */
import { drills } from '../faults/kills/drills.ts';
import { drill, newSeed } from '../faults/kills/drill.ts';

const seed = newSeed();
const minutes = process.env['MINUTES'];
const [given = '1000', ...names] = process.argv.slice(2);
const unknown = names.filter((name) => drills[name] === undefined);
if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(', ')}; there are: ${Object.keys(drills).join(', ')}`);
for (const [what, { make }] of Object.entries(drills)) {
  if (names.length > 0 && !names.includes(what)) continue;
  const startedAt = performance.now();
  const counts = await drill(make, { kills: Number(given), seed, ...(minutes === undefined ? {} : { mostMs: Number(minutes) * 60_000 }) });
  console.log(JSON.stringify({ what, seed, ...counts, seconds: Math.round((performance.now() - startedAt) / 1000) }));
  if (counts.broken.length > 0 || counts.inside * 2 < counts.kills) process.exitCode = 1;
}
