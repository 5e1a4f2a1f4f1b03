/** `npm run soak fuzz [steps]`: every fuzz target, 100,000 steps each unless told. Exit 1 with the smallest input that breaks one. */
import { targets } from '../fuzz/targets.ts';

const steps = Number(process.argv[2] ?? 100_000);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
let broken = false;
for (const { name, run } of targets) {
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
