/** Whether a key is this counter's, when its store does not open: a first page that is damaged and a wrong key look alike. */
import { openLogReader } from '../journal/read-log.ts';
import { blobMonths, blobPath } from '../store/blobs.ts';
import { openEncrypted } from '../store/cipher.ts';
import { join } from 'node:path';
import { backupFolderOf, findBackups } from './find-backups.ts';

/** True as soon as the log, a month of papers or a backup opens with it. */
export function isRightKey({ dataDir, log }: { readonly dataDir: string; readonly log: string }, key: Uint8Array): boolean {
  const backups = findBackups([backupFolderOf(dataDir)]).map(({ folder, manifest }) => join(folder, manifest.file));
  const months = blobMonths(dataDir).map((month) => blobPath(dataDir, month));
  return opensLog(log, key) || [...months, ...backups].some((path) => opens(path, key));
}

function opensLog(path: string, key: Uint8Array): boolean {
  try {
    const reader = openLogReader(path, key);
    try {
      return reader.opens();
    } finally {
      reader.close();
    }
  } catch {
    // Missing or damaged as well: it says nothing about the key.
    return false;
  }
}

function opens(path: string, key: Uint8Array): boolean {
  try {
    openEncrypted(path, key, 'read').close();
    return true;
  } catch {
    // Another key or damage: here both say nothing.
    return false;
  }
}
