/** Files that are whole or not there, and what they hash to. */
import { createHash } from 'node:crypto';
import { closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../journal/log.ts';
import { StoreFault } from '../store/fault.ts';
import { createFolder } from '../store/make-folder.ts';
import { moveFile } from '../store/move-file.ts';

const chunkBytes = 1024 * 1024;

/** SHA-256 (hex) of a file of any size. */
export function hashFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const fd = openSync(path, 'r');
  try {
    for (;;) {
      const read = readSync(fd, chunk, 0, chunk.length, null);
      if (read === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(fd);
  }
}

/** Brings what was written to the disk itself. */
export function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes the folder for its owner only, durably; a folder that is there stays as it is. Throws `store-read-only` where none can be made. */
export function makeFolder(path: string): void {
  try {
    createFolder(path);
  } catch (error) {
    // Of a read-only disk Node says ENOENT here, though the folder above is there.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(dirname(path)))
      throw new StoreFault('store-read-only', {}, { cause: error });
    throw error;
  }
}

/** Gives a finished file its name, durably, in place of what had it. Throws `file-held` and what the system says. */
export function giveName(temporary: string, path: string): void {
  syncFile(temporary);
  moveFile(temporary, path);
  syncFolder(dirname(path));
}

/** Copies a file under its name, whole or not at all. Throws what the system says; then nothing of the copy stays. */
export function copyWhole(from: string, to: string): void {
  const temporary = `${to}.tmp`;
  try {
    copyFileSync(from, temporary, constants.COPYFILE_FICLONE);
    giveName(temporary, to);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A backup that was cut off never got its name. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (/\.tmp(?:-journal|-wal|-shm)?$/u.test(name)) rmSync(join(folder, name));
}

/** What cannot be finished gives back the room it took at once: on a disk that it filled the desk could write nothing until the next backup. */
export function wholeOrNothing<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    removeUnfinished(folder);
    throw error;
  }
}
