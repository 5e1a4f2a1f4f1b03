/** All of the server's tests on Debian's PostgreSQL, and with half of the journal's partitions on it. Exit 1 when one fails. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runSuite } from '../server/helpers/engines.ts';

const folder = join(import.meta.dirname, '../server');
const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && name !== 'engines.test.ts');
for (const engine of ['debian', 'spread'] as const) {
  const { passed, failures } = await runSuite(
    engine,
    files.map((name) => `test/server/${name}`),
  );
  console.log(JSON.stringify({ engine, files: files.length, passed, failed: failures.length, failures }));
  if (failures.length > 0) process.exitCode = 1;
}
