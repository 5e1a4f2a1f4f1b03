/** A taste of every fuzz target with a new seed each run; `npm run soak fuzz` takes 100,000 steps of each. `SEED=n` repeats a run. */
import { expect, test } from 'vitest';
import { targets } from './targets.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const steps: Readonly<Record<string, number>> = {
  'register-xlsx': 60,
  'rpc-door': 400,
  'register-csv': 300,
  'log-frames': 200,
  'pulled-acts': 15,
};

test.each(targets)(`$name, seed ${String(seed)}`, { timeout: 120_000 }, async ({ name, run }) => {
  const tried = await run(steps[name] ?? 1_500, seed);
  console.log(JSON.stringify({ name, seed, ...tried }));
  expect(Math.min(tried.accepted, tried.refused)).toBeGreaterThan(0);
});
