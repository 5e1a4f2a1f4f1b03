/** What a newer version of the app wrote is whole and beyond this one: nothing of it may be moved, made anew or left out. */
import { existsSync } from 'node:fs';
import { openLogReader } from '../journal/read-log.ts';
import { openEncrypted } from '../store/cipher.ts';
import { isStoreFault, StoreFault } from '../store/fault.ts';
import { isUnreadable } from '../store/file-faults.ts';
import { refuseNewer } from '../store/migrate.ts';
import { storeMigrations } from '../store/migrations/index.ts';
import { storePaths } from '../store/paths.ts';
import { newerFormatIn } from './find-backups.ts';
import { manifestFormat } from './manifest.ts';

type Place = { readonly dataDir: string; readonly logDir?: string | undefined; readonly key: Uint8Array };

/** Throws `store-from-newer-version` when the counter's store or log is of a newer app. Damage says nothing of the version. */
export function refuseNewerCounter({ dataDir, logDir = dataDir, key }: Place): void {
  const { store, log } = storePaths({ dataDir, logDir });
  withoutDamage(() => {
    if (!existsSync(store)) return;
    const db = openEncrypted(store, key, 'read');
    try {
      refuseNewer(db, storeMigrations);
    } finally {
      db.close();
    }
  });
  withoutDamage(() => {
    openLogReader(log, key).close();
  });
}

/** Throws `store-from-newer-version` when a backup in one of the folders was written in a newer format: it may well be the newest. */
export function refuseNewerBackups(folders: readonly string[]): void {
  const found = newerFormatIn(folders);
  if (found !== null) throw new StoreFault('store-from-newer-version', { found, known: manifestFormat });
}

function withoutDamage(look: () => void): void {
  try {
    look();
  } catch (error) {
    if (isStoreFault(error, 'store-from-newer-version')) throw error;
    if (!isStoreFault(error) && !isUnreadable(error)) throw error;
  }
}
