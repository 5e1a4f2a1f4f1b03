/** Whether a key is this counter's, when its store does not open: a first page that is damaged and a wrong key look alike. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLogReader } from '../journal/read-log.ts';
import { blobMonths, blobPath } from './blobs.ts';
import { openEncrypted } from './cipher.ts';
import { isStoreFault } from './fault.ts';
import { backupFolderOf } from './paths.ts';

/** True as soon as the log, a month of papers or a backup opens with it. */
export function isRightKey({ dataDir, log }: { readonly dataDir: string; readonly log: string }, key: Uint8Array): boolean {
  const months = blobMonths(dataDir).map((month) => blobPath(dataDir, month));
  return opensLog(log, key) || [...months, ...copiesIn(backupFolderOf(dataDir))].some((path) => opens(path, key));
}

function copiesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(?:store|blobs)-.*\.db$/u.test(name))
    .map((name) => join(folder, name));
}

function opensLog(path: string, key: Uint8Array): boolean {
  try {
    const reader = openLogReader(path, key);
    try {
      return reader.opens();
    } finally {
      reader.close();
    }
  } catch (error) {
    // A log of a newer app says nothing of the key; nor does one that is missing or damaged as well.
    if (isStoreFault(error)) return false;
    throw error;
  }
}

function opens(path: string, key: Uint8Array): boolean {
  try {
    openEncrypted(path, key, 'read').close();
    return true;
  } catch (error) {
    // Another key or damage: here both say nothing.
    if (isStoreFault(error)) return false;
    throw error;
  }
}
