/** Papers and scans after a repair: what is whole stays, what is damaged is made again from its copy and from what can still be read of it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../journal/link.ts';
import { blobMonths, blobPath, openBlobs } from '../store/blobs.ts';
import { openEncrypted } from '../store/cipher.ts';
import { connection } from '../store/connection.ts';
import { isStoreFault } from '../store/fault.ts';
import { checkPages } from '../store/page-check.ts';
import { isDamage } from './bring-acts.ts';
import { copyWhole, hashFile } from './files.ts';
import type { FoundBackup } from './find-backups.ts';
import { moveAside } from './swap.ts';

/** `kept`: was whole. `fromBackup`: was gone. `mended`: was damaged and is made again; what it lacks is missing. */
export type MonthRestored = { readonly month: string; readonly state: 'kept' | 'fromBackup' | 'mended' };

/** Looks at every paper. `aside` is the folder for damaged files; backups newest first. */
export function restoreMonths(dataDir: string, key: Uint8Array, backups: readonly FoundBackup[], aside: string): readonly MonthRestored[] {
  const copies = new Map<string, string>();
  for (const { folder, manifest } of backups)
    for (const { month, file, sha256: expected } of manifest.months)
      if (!copies.has(month) && existsSync(join(folder, file)) && hashFile(join(folder, file)) === expected)
        copies.set(month, join(folder, file));
  const months = [...new Set([...blobMonths(dataDir), ...copies.keys()])].sort();
  return months.map((month) => restoreMonth(dataDir, key, month, copies.get(month), aside));
}

function restoreMonth(dataDir: string, key: Uint8Array, month: string, copy: string | undefined, aside: string): MonthRestored {
  const path = blobPath(dataDir, month);
  if (!existsSync(path) && copy !== undefined) {
    copyWhole(copy, path);
    return { month, state: 'fromBackup' };
  }
  if (isWhole(path, key)) return { month, state: 'kept' };
  const name = `blobs-${month}.db`;
  const damaged = join(dataDir, aside, name);
  for (const one of [`${name}-wal`, `${name}-shm`, name]) moveAside(dataDir, aside, one);
  if (copy !== undefined) copyWhole(copy, path);
  mend(damaged, dataDir, key, month);
  return { month, state: 'mended' };
}

/** Every page by its signature, as `verify` looks: the papers are read past a broken index, and who asks for one by its hash is not. */
function isWhole(path: string, key: Uint8Array): boolean {
  let whole = checkPages(path, key).broken.length === 0;
  eachBlob(
    path,
    key,
    (hash, bytes) => {
      if (sha256(bytes) !== hash) whole = false;
    },
    () => {
      whole = false;
    },
  );
  return whole;
}

/** Puts back every paper of the damaged file that is still what its name says. */
function mend(damaged: string, dataDir: string, key: Uint8Array, month: string): void {
  const blobs = openBlobs(dataDir, key, 'write');
  try {
    eachBlob(
      damaged,
      key,
      (hash, bytes) => {
        if (sha256(bytes) === hash) blobs.put(month, bytes);
      },
      () => undefined,
    );
  } finally {
    blobs.close();
  }
}

function eachBlob(path: string, key: Uint8Array, visit: (hash: string, bytes: Buffer) => void, broken: () => void): void {
  let db;
  try {
    db = openEncrypted(path, key, 'read');
    const conn = connection(db);
    const last = conn.sql<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM blob').get()?.n ?? 0;
    // One by one: a page that cannot be read costs the papers on it and no others.
    for (let n = 1; n <= last; n += 1) {
      try {
        const row = conn.sql<{ hash: string; bytes: Buffer }>('SELECT sha256 AS hash, bytes FROM blob WHERE n = ?').get(n);
        if (row !== undefined) visit(row.hash, row.bytes);
      } catch (error) {
        if (!isDamage(error)) throw error;
        broken();
      }
    }
  } catch (error) {
    if (!isDamage(error) && !isStoreFault(error)) throw error;
    broken();
  } finally {
    db?.close();
  }
}
