/** The papers and scans in one file of a month, read one by one past whatever is damaged, and brought to where they are missing. */
import { existsSync } from 'node:fs';
import { sha256 } from '../journal/link.ts';
import { openEncrypted } from './cipher.ts';
import { connection, type Connection } from './connection.ts';
import { isStoreFault } from './fault.ts';
import { isUnreadable } from './file-faults.ts';
import { refuseNewer } from './migrate.ts';
import { blobMigrations } from './migrations/blobs/index.ts';
import { checkPages } from './page-check.ts';

/** Every page by its signature, as `verify` looks, and every paper by its name: the papers are read past a broken index, and who asks for one by its hash is not. */
export function isWholeMonth(path: string, key: Uint8Array): boolean {
  if (checkPages(path, key).broken.length > 0) return false;
  let whole = true;
  const isAllRead = eachPaper(path, key, (paper) => {
    if (sha256(paper.bytes()) !== paper.hash) whole = false;
  });
  return whole && isAllRead;
}

/**
 * Brings every paper of the file `from` that is what its name says and that the whole file `to` lacks, under its own place where that is free. Answers how many; none of a
 * file that is missing or that a newer app wrote.
 */
export function addPapers(to: string, from: string, key: Uint8Array): number {
  if (!existsSync(from)) return 0;
  const db = openEncrypted(to, key, 'write');
  try {
    const { sql } = connection(db);
    const has = sql('SELECT 1 FROM blob WHERE sha256 = ?');
    const isTaken = sql('SELECT 1 FROM blob WHERE n = ?');
    const put = sql('INSERT INTO blob (n, sha256, bytes) VALUES (?, ?, ?)');
    let added = 0;
    eachPaper(from, key, (paper) => {
      if (has.get(paper.hash) !== undefined) return;
      const bytes = paper.bytes();
      if (sha256(bytes) !== paper.hash) return;
      put.run(isTaken.get(paper.n) === undefined ? paper.n : null, paper.hash, bytes);
      added += 1;
    });
    // One file again, so that it may be copied and renamed as it is.
    db.pragma('journal_mode=DELETE');
    return added;
  } finally {
    db.close();
  }
}

/** Throws `store-from-newer-version`. A file that is missing or does not open says nothing. */
export function refuseNewerMonth(path: string, key: Uint8Array): void {
  if (!existsSync(path)) return;
  try {
    const db = openEncrypted(path, key, 'read');
    try {
      refuseNewer(db, blobMigrations);
    } finally {
      db.close();
    }
  } catch (error) {
    if (isStoreFault(error, 'store-from-newer-version')) throw error;
    if (!isUnreadable(error) && !isStoreFault(error)) throw error;
  }
}

/** Whether the file `from` names a paper that the whole file `to` lacks. */
export function knowsMore(from: string, to: string, key: Uint8Array): boolean {
  const db = openEncrypted(to, key, 'read');
  try {
    const has = connection(db).sql('SELECT 1 FROM blob WHERE sha256 = ?');
    let more = false;
    eachPaper(from, key, ({ hash }) => {
      more ||= has.get(hash) === undefined;
    });
    return more;
  } finally {
    db.close();
  }
}

/** Its bytes are read when they are asked for: most are where they belong already. */
type Paper = { readonly n: number; readonly hash: string; readonly bytes: () => Buffer };

/** One by one: a page that cannot be read costs the papers on it and no others. False when any could not be read. */
function eachPaper(path: string, key: Uint8Array, visit: (paper: Paper) => void): boolean {
  let isAllRead = true;
  let db;
  try {
    db = openEncrypted(path, key, 'read');
    refuseNewer(db, blobMigrations);
    const conn = connection(db);
    const last = conn.sql<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM blob').get()?.n ?? 0;
    for (let n = 1; n <= last; n += 1) {
      try {
        const paper = paperAt(conn, n);
        if (paper !== undefined) visit(paper);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        isAllRead = false;
      }
    }
  } catch (error) {
    if (!isUnreadable(error) && !isStoreFault(error)) throw error;
    isAllRead = false;
  } finally {
    db?.close();
  }
  return isAllRead;
}

function paperAt({ sql }: Connection, n: number): Paper | undefined {
  const row = sql<{ hash: string }>('SELECT sha256 AS hash FROM blob WHERE n = ?').get(n);
  if (row === undefined) return undefined;
  const bytes = (): Buffer => sql<{ bytes: Buffer }>('SELECT bytes FROM blob WHERE n = ?').get(n)?.bytes ?? Buffer.alloc(0);
  return { n, hash: row.hash, bytes };
}
