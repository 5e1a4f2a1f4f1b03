/** What a second backup folder is worth, before any backup is on its way to it. Asked without holding anything up: a share that is gone may take half a minute to say so. */
import { mkdtemp, realpath, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { StoreFault } from '../store/fault.ts';

/** `missing`: its disk is not plugged in, or nobody made it. `refused`: it is there and nothing can be written in it. */
export type SecondState = 'ready' | 'missing' | 'refused';

/**
 * Looks at `folder` as a second backup folder of the counter at `dataDir`. Throws `backup-folder-is-file` where a file has that name or stands in its way, and
 * `backup-folder-in-data` where it would be lost together with the data: neither becomes right by plugging in a disk.
 */
export async function judgeSecond(folder: string, dataDir: string): Promise<SecondState> {
  const { there, rest, refused } = await walk(resolve(folder));
  if (there === null) return 'missing';
  if (!(await stat(there)).isDirectory()) throw new StoreFault('backup-folder-is-file');
  if (isWithin(await realpath(dataDir), join(there, rest))) throw new StoreFault('backup-folder-in-data');
  if (refused) return 'refused';
  if (rest !== '') return 'missing';
  return (await takesFiles(there)) ? 'ready' : 'refused';
}

type Walk = {
  /** As far as the path leads, links followed; null where not even its drive is there. */
  readonly there: string | null;
  /** What of the path is not there, or not to be looked at (`refused`). */
  readonly rest: string;
  readonly refused: boolean;
};

async function walk(path: string): Promise<Walk> {
  try {
    return { there: await realpath(path), rest: '', refused: false };
  } catch (error) {
    const refused = ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
    const above = dirname(path);
    if (above === path) return { there: null, rest: '', refused };
    const before = await walk(above);
    return { ...before, rest: join(before.rest, basename(path)), refused: before.refused || refused };
  }
}

async function takesFiles(folder: string): Promise<boolean> {
  try {
    await rmdir(await mkdtemp(join(folder, '.try-')));
    return true;
  } catch {
    return false;
  }
}

function isWithin(folder: string, path: string): boolean {
  const between = relative(folder, path);
  return between !== '..' && !between.startsWith(`..${sep}`) && !isAbsolute(between);
}
