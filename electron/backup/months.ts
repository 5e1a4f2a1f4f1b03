/** Papers and scans by month: a month that has not grown since it was copied stays as it is, so one that is over is copied once. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../journal/link.ts';
import { blobMigrations, blobMonths, blobPath } from '../store/blobs.ts';
import { openEncrypted } from '../store/cipher.ts';
import { connection, type Connection } from '../store/connection.ts';
import { isStoreFault, StoreFault } from '../store/fault.ts';
import { refuseNewer } from '../store/migrate.ts';
import { addPapers } from '../store/papers.ts';
import { isDamage } from './bring-acts.ts';
import { giveName, hashFile } from './files.ts';
import type { MonthCopy } from './manifest.ts';

/** Copies what has grown and answers what `folder` holds now, oldest month first. `known` is what the last backup said of its copies. */
export function copyMonths(dataDir: string, folder: string, key: Uint8Array, known: readonly MonthCopy[]): readonly MonthCopy[] {
  const here = blobMonths(dataDir).flatMap((month) => {
    const before = known.find((copy) => copy.month === month);
    try {
      return [copyIfGrown(blobPath(dataDir, month), month, folder, key, before)];
    } catch (error) {
      // A month that is damaged here is just what its copy is for; the desk and `verify` name it, and the store is backed up all the same.
      if (!isDamage(error) && !isStoreFault(error)) throw error;
      rmSync(join(folder, `blobs-${month}.db.tmp`), { force: true });
      return before === undefined ? [] : [before];
    }
  });
  // A month whose file is lost here is just what its copy is for.
  const lost = known.filter(({ month, file }) => !here.some((copy) => copy.month === month) && existsSync(join(folder, file)));
  return [...here, ...lost].sort((a, b) => (a.month < b.month ? -1 : 1));
}

function copyIfGrown(path: string, month: string, folder: string, key: Uint8Array, before: MonthCopy | undefined): MonthCopy {
  const db = openEncrypted(path, key, 'read');
  try {
    refuseNewer(db, blobMigrations);
    const conn = connection(db);
    return before !== undefined && isStill(before, folder, sizeOf(conn)) ? before : copyMonth(conn, month, folder, key);
  } finally {
    db.close();
  }
}

/** Its bytes were hashed when it was copied, and are again when it is wanted back; here its length tells enough. */
function isStill({ file, bytes, blobs, lastN }: MonthCopy, folder: string, size: { blobs: number; lastN: number }): boolean {
  const path = join(folder, file);
  return existsSync(path) && statSync(path).size === bytes && blobs === size.blobs && lastN === size.lastN;
}

/**
 * Takes the place of the month's copy of before once it is whole. No manifest names it until the backup it belongs to is whole too: cut off between the two, it is still
 * found by `restoreMonths`, which goes by what a copy holds and not by who names it.
 */
function copyMonth({ db }: Connection, month: string, folder: string, key: Uint8Array): MonthCopy {
  const file = `blobs-${month}.db`;
  const path = join(folder, file);
  const temporary = `${path}.tmp`;
  db.prepare('VACUUM INTO ?').run(temporary);
  const size = checkMonth(temporary, key, month);
  // A month whose file was lost begins anew with the next paper: its copy of before holds papers that nothing else does.
  addPapers(temporary, path, key);
  const copy = { month, file, bytes: statSync(temporary).size, sha256: hashFile(temporary), ...size };
  giveName(temporary, path);
  return copy;
}

/** Every paper of a copied month against its name. Throws `backup-not-verified`. */
function checkMonth(path: string, key: Uint8Array, month: string): { blobs: number; lastN: number } {
  const db = openEncrypted(path, key, 'read');
  try {
    const conn = connection(db);
    for (const { hash, bytes } of conn.sql<{ hash: string; bytes: Buffer }>('SELECT sha256 AS hash, bytes FROM blob').iterate()) {
      if (sha256(bytes) === hash) continue;
      rmSync(path);
      throw new StoreFault('backup-not-verified', { why: 'blob', part: month });
    }
    return sizeOf(conn);
  } finally {
    db.close();
  }
}

function sizeOf({ sql }: Connection): { blobs: number; lastN: number } {
  return (
    sql<{ blobs: number; lastN: number }>('SELECT count(*) AS blobs, coalesce(max(n), 0) AS lastN FROM blob').get() ?? {
      blobs: 0,
      lastN: 0,
    }
  );
}
