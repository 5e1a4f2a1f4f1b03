/**
 * Scans and printed papers by their SHA-256, in one encrypted file a month. A blob is durable before the act that names it is made; one that no act
 * ever names is swept later. The files are never attached to the store: a commit over two files is whole per file only.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../journal/link.ts';
import { syncFolder } from '../journal/log.ts';
import { openEncrypted } from './cipher.ts';
import { connection, type Connection } from './connection.ts';
import { migrate, type Migration } from './migrate.ts';
import { blobTable } from './migrations/blobs/0001-blob-table.ts';

export const blobMigrations: readonly Migration[] = [blobTable];

export type BlobStore = {
  /** Keeps `bytes` durably in the file of `month` (`YYYY-MM`) and answers their SHA-256 (hex). Keeping the same bytes again does nothing. */
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
  const find = (hash: string): Uint8Array | undefined => {
    for (const month of blobMonths(dataDir)) {
      const row = ofMonth(month).sql<{ bytes: Buffer }>('SELECT bytes FROM blob WHERE sha256 = ?').get(hash);
      if (row !== undefined) return row.bytes;
    }
    return undefined;
  };
  const size = (hash: string): number | undefined => {
    for (const month of blobMonths(dataDir)) {
      const row = ofMonth(month).sql<{ size: number }>('SELECT length(bytes) AS size FROM blob WHERE sha256 = ?').get(hash);
      if (row !== undefined) return row.size;
    }
    return undefined;
  };
  const has = (hash: string): boolean =>
    blobMonths(dataDir).some((month) => ofMonth(month).sql('SELECT 1 FROM blob WHERE sha256 = ?').get(hash) !== undefined);

  return {
    put: (month, bytes) => {
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new RangeError(`No month: ${month}`);
      const hash = sha256(bytes);
      if (!has(hash)) ofMonth(month).sql('INSERT INTO blob (sha256, bytes) VALUES (?, ?)').run(hash, Buffer.from(bytes));
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

function connect(path: string, key: Uint8Array, mode: 'write' | 'read'): Connection {
  const isNew = mode === 'write' && !existsSync(path);
  const db = openEncrypted(path, key, isNew ? 'create' : mode);
  if (mode === 'write') migrate(db, blobMigrations);
  if (isNew) syncFolder(dirname(path));
  return connection(db);
}
