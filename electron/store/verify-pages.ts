/** The files underneath: every page's signature, and SQLite's own opinion. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { blobMonths, blobPath } from './blobs.ts';
import { openEncrypted } from './cipher.ts';
import type { Connection } from './connection.ts';
import { isStoreFault } from './fault.ts';
import { isUnreadable } from './file-faults.ts';
import { storePaths } from './open-store.ts';
import { checkPages } from './page-check.ts';
import type { OpenOptions } from './store.ts';
import type { Findings } from './verify-findings.ts';

export function verifyPages(connection: Connection, { dataDir, key }: Pick<OpenOptions, 'dataDir' | 'key'>, findings: Findings): void {
  verifySignatures(storePaths({ dataDir }).store, key, findings);
  askSqlite(connection.db, 'store.db', findings);
  for (const month of blobMonths(dataDir)) {
    const path = blobPath(dataDir, month);
    verifySignatures(path, key, findings);
    askMonth(path, key, findings);
  }
}

/** The store opened with this key: a month that does not is damaged. */
function askMonth(path: string, key: Uint8Array, findings: Findings): void {
  const file = basename(path);
  let db;
  try {
    db = openEncrypted(path, key, 'read');
    askSqlite(db, file, findings);
  } catch (error) {
    if (!isUnreadable(error) && !isStoreFault(error, 'wrong-key')) throw error;
    findings.fault('page', file, 'cannot be opened');
  } finally {
    db?.close();
  }
}

function verifySignatures(path: string, key: Uint8Array, findings: Findings): void {
  if (!existsSync(path)) return;
  const { pages, broken } = checkPages(path, key);
  findings.count('pages', pages);
  for (const page of broken) findings.fault('page', `${basename(path)}:${String(page)}`, 'signature');
}

function askSqlite(db: Connection['db'], file: string, findings: Findings): void {
  const answers = db.pragma('integrity_check(100)') as { integrity_check: string }[];
  for (const { integrity_check } of answers) if (integrity_check !== 'ok') findings.fault('page', file, integrity_check);
}
