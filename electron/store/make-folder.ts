/** Folders that are still there after a power cut: the name of a folder is kept by the folder above it, as a file's is. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from '../journal/log.ts';

/**
 * Makes the folder and what is missing above it, for its owner only, durably. One that is there stays as it is. Throws what the system says. Step by step: below a file system
 * that knows no such name (`/proc`, an automount) Node's `recursive` tries for ever.
 */
export function createFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) makeOne(folder);
  for (const folder of missing.reverse()) syncFolder(dirname(folder));
  if (missing.length === 0) makeOne(resolve(path));
}

/** Another process may have made it meanwhile. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Brings the names on the way to a folder to the disk, whoever made them: all that lie in folders this user could have made one in. */
export function syncWayTo(path: string): void {
  for (let at = resolve(path); dirname(at) !== at && mayMakeIn(dirname(at)); at = dirname(at)) syncFolder(dirname(at));
}

function mayMakeIn(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
