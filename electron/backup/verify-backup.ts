/** Whether a backup file is what its manifest says, read with the key as a restore would read it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openEncrypted, sqliteCode } from '../store/cipher.ts';
import { connection } from '../store/connection.ts';
import { isStoreFault } from '../store/fault.ts';
import { versionOf } from '../store/migrate.ts';
import { hashFile } from './files.ts';
import type { BackupHead, BackupManifest } from './manifest.ts';
import { countsOf, headsOf } from './read-store.ts';

export type BackupFault = 'missing' | 'bytes' | 'unreadable' | 'pages' | 'heads' | 'counts';

/** Null when it holds what it should: bytes by their hash, pages by their signatures and SQLite, heads and counts by asking. */
export function faultOfBackup(folder: string, manifest: BackupManifest, key: Uint8Array): BackupFault | null {
  const path = join(folder, manifest.file);
  if (!existsSync(path)) return 'missing';
  if (hashFile(path) !== manifest.sha256) return 'bytes';
  return faultOfCopy(path, key, manifest);
}

/** As `faultOfBackup` for a file whose hash is not known yet. */
export function faultOfCopy(
  path: string,
  key: Uint8Array,
  expected: Pick<BackupManifest, 'heads' | 'counts' | 'schemaVersion'>,
): BackupFault | null {
  try {
    const db = openEncrypted(path, key, 'read');
    try {
      const answers = db.pragma('quick_check(1)') as { quick_check: string }[];
      if (answers[0]?.quick_check !== 'ok') return 'pages';
      const conn = connection(db);
      if (!sameHeads(headsOf(conn), expected.heads)) return 'heads';
      const counts = countsOf(conn);
      const same =
        counts.acts === expected.counts.acts && counts.dossiers === expected.counts.dossiers && counts.prints === expected.counts.prints;
      return same && versionOf(db) === expected.schemaVersion ? null : 'counts';
    } finally {
      db.close();
    }
  } catch (error) {
    const isDamage =
      isStoreFault(error) || sqliteCode(error)?.startsWith('SQLITE_CORRUPT') === true || sqliteCode(error) === 'SQLITE_NOTADB';
    if (!isDamage) throw error;
    return 'unreadable';
  }
}

function sameHeads(a: readonly BackupHead[], b: readonly BackupHead[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ journalId, seq, linkHash }, index) => {
      const other = b[index];
      return other !== undefined && other.journalId === journalId && other.seq === seq && other.linkHash === linkHash;
    })
  );
}
