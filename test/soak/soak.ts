/** `npm run soak [area…]`: every script beside this one in turn, in a process of its own, with its own counts. Says how each ended; exit 1 when one did not keep its promises. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const own = 'soak.ts';
const areas = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== own)
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((area) => !areas.includes(area));
if (unknown.length > 0) {
  console.error(`No soak called ${unknown.join(', ')}. There are: ${areas.join(', ')}`);
  process.exitCode = 1;
} else {
  const failed = (asked.length === 0 ? areas : asked).filter((area) => !holds(area));
  if (failed.length > 0) process.exitCode = 1;
}

function holds(area: string): boolean {
  const startedAt = performance.now();
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${area}.ts`)], { stdio: 'inherit' });
  console.log(JSON.stringify({ soak: area, ok: status === 0, seconds: Math.round((performance.now() - startedAt) / 1000) }));
  return status === 0;
}
