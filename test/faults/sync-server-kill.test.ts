/** Promises 1, 3 and 4 on the server's side: kill -9 at any moment loses nothing that was confirmed, doubles nothing, and holds nobody up afterwards. `SEED=n` repeats a run. */
import { expect, test } from 'vitest';
import { killCommands } from './scenarios/killed-commands.ts';
import { killServer } from './scenarios/server-kill.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const kills = 4;

test(
  `${String(kills)} times kill -9 of server, PostgreSQL or both under four counters, seed ${String(seed)}`,
  { timeout: 300_000 },
  async () => {
    const { broken, ...counts } = await killServer({ kills, seed });
    console.log(JSON.stringify({ seed, ...counts }));
    expect(broken).toEqual([]);
    expect(counts.acts).toBeGreaterThan(50);
  },
);

test(
  `kill -9 of the first start with its migrations, of a restore and of a backup, seed ${String(seed)}`,
  { timeout: 300_000 },
  async () => {
    const { broken, ...counts } = await killCommands({ kills: 1, seed });
    console.log(JSON.stringify({ seed, ...counts }));
    expect(broken).toEqual([]);
  },
);
