/** `node test/soak/fuzz.ts [steps] [target…]`: every fuzz target, 100,000 steps each unless told; `SEED=n` repeats a run. Exit 1 with the smallest input that breaks one. */
import { targets } from '../fuzz/targets.ts';

const [given = '100000', ...names] = process.argv.slice(2);
const steps = Number(given);
const unknown = names.filter((asked) => targets.every(({ name }) => name !== asked));
if (unknown.length > 0)
  throw new Error(`Nothing is called ${unknown.join(', ')}; there are: ${targets.map(({ name }) => name).join(', ')}`);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
let broken = false;
for (const { name, run } of targets) {
  if (names.length > 0 && !names.includes(name)) continue;
  const started = Date.now();
  try {
    const tried = await run(steps, seed);
    console.log(JSON.stringify({ fuzz: name, seed, ...tried, seconds: Math.round((Date.now() - started) / 1000) }));
  } catch (error) {
    broken = true;
    console.error(JSON.stringify({ fuzz: name, seed, broken: error instanceof Error ? error.message : String(error) }));
  }
}
process.exitCode = broken ? 1 : 0;
