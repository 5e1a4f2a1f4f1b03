/**
 * How files change places. On Windows a name cannot change while a virus scanner or an indexer reads the file, some tens of milliseconds after it was written: that is
 * waited for. Elsewhere a rename asks nobody, and the same answers mean a folder that is only read.
 */
import { linkSync, mkdtempSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreFault } from './fault.ts';

/** The pauses between the attempts: 1.3 seconds in all, far longer than a scan and short enough to stand before. */
const pausesMs = [5, 10, 20, 40, 80, 160, 320, 640] as const;
const heldCodes: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Gives the file `from` the name `to`, in place of what had it. Throws `file-held` (`file`: its name) where another program keeps one of them, and what the system says, at
 * once, where waiting does not help. Durable only after `syncFolder`.
 */
export function moveFile(from: string, to: string): void {
  whileHeld(to, () => {
    renameSync(from, to);
  });
}

/** Gives the file `from` a second name. Throws as `moveFile`, and EEXIST when the name is taken. */
export function linkFile(from: string, to: string): void {
  whileHeld(to, () => {
    linkSync(from, to);
  });
}

function whileHeld(to: string, step: () => void): void {
  for (const pauseMs of pausesMs) {
    try {
      step();
      return;
    } catch (error) {
      if (!isHeld(error, to)) throw error;
      sleep(pauseMs);
    }
  }
  try {
    step();
  } catch (error) {
    throw isHeld(error, to) ? new StoreFault('file-held', { file: basename(to) }, { cause: error }) : error;
  }
}

/** Whether it passes when the other program lets go. Windows says the same of a folder nobody may write in, so that is asked of the folder. */
function isHeld(error: unknown, to: string): boolean {
  return process.platform === 'win32' && heldCodes.has((error as { code?: unknown }).code) && takesFiles(dirname(to));
}

function takesFiles(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(folder, '.try-')));
    return true;
  } catch {
    return false;
  }
}

const nobody = new Int32Array(new SharedArrayBuffer(4));

function sleep(ms: number): void {
  Atomics.wait(nobody, 0, 0, ms);
}
