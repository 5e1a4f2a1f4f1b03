import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closedFolder, reachable } from '../../server/store/postgres-programs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-programs-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function programsIn(place: string): Promise<{ initdb: string; pg_ctl: string }> {
  const bin = join(place, 'native', 'bin');
  await mkdir(bin, { recursive: true });
  const programs = { initdb: join(bin, 'initdb'), pg_ctl: join(bin, 'pg_ctl') };
  for (const path of Object.values(programs)) await writeFile(path, path.slice(bin.length), { mode: 0o755 });
  return programs;
}

test('programs on a way open to all are run where they are', async () => {
  const programs = await programsIn(join(folder, 'open'));
  expect(await reachable(programs, '18.4.0', join(folder, 'copies'))).toEqual(programs);
});

test('programs behind a closed folder are copied once, whoever comes first, and the copy is open to all', async () => {
  const own = join(folder, 'own');
  const programs = await programsIn(own);
  await chmod(own, 0o700);
  const copies = join(folder, 'cache', 'copies');
  const both = await Promise.all([reachable(programs, '18.4.0', copies), reachable(programs, '18.4.0', copies)]);
  const bin = join(copies, 'postgresql-18.4.0', 'bin');
  expect(both).toEqual(Array.from({ length: 2 }, () => ({ initdb: join(bin, 'initdb'), pg_ctl: join(bin, 'pg_ctl') })));
  expect([await readFile(both[0]!.pg_ctl, 'utf8'), (await stat(both[0]!.pg_ctl)).mode & 0o777]).toEqual(['/pg_ctl', 0o755]);
  expect(await closedFolder(bin)).toBeUndefined();
  expect(await closedFolder(programs.pg_ctl)).toBe(own);
});
