/** Folders that are still there after a power cut: the name of a folder is kept by the folder above it, as a file's is. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from '../journal/log.ts';

/** Makes the folder and what is missing above it, for its owner only, durably. One that is there stays as it is. Throws what the system says. */
export function createFolder(path: string): void {
  const at = resolve(path);
  const first = mkdirSync(at, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let made = at; made !== top; made = dirname(made)) syncFolder(dirname(made));
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
