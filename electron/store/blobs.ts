/**
 * Scans and printed papers by their SHA-256, in one encrypted file a month. A blob is durable before the act that names it is made; one that no act
 * ever names is swept later. The files are never attached to the store: a commit over two files is whole per file only.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../journal/link.ts';
import { syncFolder } from '../journal/log.ts';
import { openEncrypted } from './cipher.ts';
import { connection, type Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { inPlainWords, isUnreadable } from './file-faults.ts';
import { migrate, type Migration, refuseNewer } from './migrate.ts';
import { blobTable } from './migrations/blobs/0001-blob-table.ts';

export const blobMigrations: readonly Migration[] = [blobTable];

export type BlobStore = {
  /** Keeps `bytes` durably in the file of `month` (`YYYY-MM`) and answers their SHA-256 (hex). Keeping the same bytes again does nothing. Throws `disk-full`, `store-read-only`, `store-damaged`. */
  put(month: string, bytes: Uint8Array): string;
  /** The bytes as they were kept; whether they still are what the hash says is `verify`'s question. */
  get(sha256: string): Uint8Array | undefined;
  has(sha256: string): boolean;
  /** How many bytes they are. */
  size(sha256: string): number | undefined;
};

export type BlobFiles = BlobStore & {
  each(month: string): IterableIterator<{ readonly hash: string; readonly bytes: Uint8Array }>;
  close(): void;
};

const fileName = /^blobs-(\d{4}-\d{2})\.db$/u;

/** Months that have a file, newest first. */
export function blobMonths(dataDir: string): readonly string[] {
  return readdirSync(dataDir)
    .flatMap((name) => fileName.exec(name)?.[1] ?? [])
    .sort()
    .reverse();
}

export function blobPath(dataDir: string, month: string): string {
  return join(dataDir, `blobs-${month}.db`);
}

export function openBlobs(dataDir: string, key: Uint8Array, mode: 'write' | 'read'): BlobFiles {
  const open = new Map<string, Connection>();

  const ofMonth = (month: string): Connection => {
    const known = open.get(month) ?? connect(blobPath(dataDir, month), key, mode);
    open.set(month, known);
    return known;
  };
  /** A month that cannot be read costs its own papers and no others: `verify` names it, a restore mends it. */
  const lookUp = <T>(look: (month: Connection) => T | undefined): T | undefined => {
    for (const month of blobMonths(dataDir)) {
      try {
        const found = look(ofMonth(month));
        if (found !== undefined) return found;
      } catch (error) {
        if (!isUnreadable(error)) throw error;
      }
    }
    return undefined;
  };
  const find = (hash: string): Uint8Array | undefined =>
    lookUp(({ sql }) => sql<{ bytes: Buffer }>('SELECT bytes FROM blob WHERE sha256 = ?').get(hash)?.bytes);
  const size = (hash: string): number | undefined =>
    lookUp(({ sql }) => sql<{ size: number }>('SELECT length(bytes) AS size FROM blob WHERE sha256 = ?').get(hash)?.size);
  const has = (hash: string): boolean => lookUp(({ sql }) => sql('SELECT 1 FROM blob WHERE sha256 = ?').get(hash)) !== undefined;

  return {
    put: (month, bytes) => {
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new RangeError(`No month: ${month}`);
      const hash = sha256(bytes);
      inPlainWords(() => {
        if (!has(hash)) ofMonth(month).sql('INSERT INTO blob (sha256, bytes) VALUES (?, ?)').run(hash, Buffer.from(bytes));
      });
      return hash;
    },
    get: find,
    has,
    size,
    each: (month) => ofMonth(month).sql<{ hash: string; bytes: Buffer }>('SELECT sha256 AS hash, bytes FROM blob ORDER BY n').iterate(),
    close: () => {
      for (const { db } of open.values()) db.close();
      open.clear();
    },
  };
}

/** Throws `store-from-newer-version`, and `store-damaged`: the store opened with this key, so a month that does not is no matter of the key. */
function connect(path: string, key: Uint8Array, mode: 'write' | 'read'): Connection {
  if (mode === 'write' && !existsSync(path)) makeMonth(path, key);
  try {
    const db = openEncrypted(path, key, mode);
    if (mode === 'write') migrate(db, blobMigrations);
    else refuseNewer(db, blobMigrations);
    return connection(db);
  } catch (error) {
    throw isStoreFault(error, 'wrong-key') ? new StoreFault('store-damaged', { part: 'papers' }, { cause: error }) : error;
  }
}

/** Under another name first, so that a file of papers is whole or not there. */
function makeMonth(path: string, key: Uint8Array): void {
  const unfinished = `${path}.new`;
  for (const one of [unfinished, `${unfinished}-wal`, `${unfinished}-shm`]) rmSync(one, { force: true });
  const db = openEncrypted(unfinished, key, 'create');
  try {
    migrate(db, blobMigrations);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  renameSync(unfinished, path);
  syncFolder(dirname(path));
}
