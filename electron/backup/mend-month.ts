/** One month of papers made whole again beside the damaged file, from its copies and from whatever can still be read of it. Work goes on meanwhile. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../journal/log.ts';
import { blobMigrations, blobPath } from '../store/blobs.ts';
import { openEncrypted } from '../store/cipher.ts';
import { StoreFault } from '../store/fault.ts';
import { migrate } from '../store/migrate.ts';
import { damagedFiles, mendedPath, mendingPath, monthFileName } from '../store/month-files.ts';
import { moveFile } from '../store/move-file.ts';
import { addPapers, isWholeMonth, refuseNewerMonth } from '../store/papers.ts';
import { syncFile } from './files.ts';

export type MendOptions = {
  readonly dataDir: string;
  readonly key: Uint8Array;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Where copies may lie. */
  readonly folders: readonly string[];
};

/** `papers`: how many the mended file holds, which waits under `mendedPath` for its place. */
export type MonthMended = { readonly month: string; readonly papers: number };

/** Throws `store-from-newer-version` for a month a newer app wrote, `disk-full`, `backup-not-verified` when what was made does not read back; then nothing has changed. */
export function mendMonth({ dataDir, key, month, folders }: MendOptions): MonthMended {
  const own = blobPath(dataDir, month);
  refuseNewerMonth(own, key);
  const mending = mendingPath(dataDir, month);
  const damaged = damagedFiles(dataDir).flatMap((one) => (one.month === month ? [one.path] : []));
  try {
    makeEmpty(mending, key);
    // The copies first: a paper gets the place it had.
    const papers = [...copiesOf(month, folders), own, ...damaged].reduce((sum, from) => sum + addPapers(mending, from, key), 0);
    if (!isWholeMonth(mending, key)) throw new StoreFault('backup-not-verified', { why: 'blob', part: month });
    syncFile(mending);
    moveFile(mending, mendedPath(dataDir, month));
    syncFolder(dataDir);
    return { month, papers };
  } catch (error) {
    // It takes up the room the next attempt needs.
    remove(mending);
    throw error;
  }
}

/** By name and not by manifest: a copy proves itself paper by paper, and one whose backup was cut off is as good. */
export function copiesOf(month: string, folders: readonly string[]): readonly string[] {
  return [...new Set(folders)].map((folder) => join(folder, monthFileName(month))).filter((path) => existsSync(path));
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

function makeEmpty(path: string, key: Uint8Array): void {
  remove(path);
  const db = openEncrypted(path, key, 'create');
  try {
    migrate(db, blobMigrations);
    db.pragma('journal_mode=DELETE');
  } finally {
    db.close();
  }
}
