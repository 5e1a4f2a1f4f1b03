/**
 * One writer per data folder, app or command line. The lock is an exclusive transaction on a tiny database, so the operating system lets go of it when
 * the process ends, however it ends; there is no stale lock to clean up. Beside it a plain note says who holds it, for people.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { sqliteCode } from './cipher.ts';
import { StoreFault } from './fault.ts';
import { SqliteDatabase } from './sqlite.ts';

/** `wasInterrupted`: whoever held it last did not let go, the power went or the process was ended. */
export type FolderLock = { readonly wasInterrupted: boolean; release(): void };

/** Takes the lock or throws `data-folder-in-use` with the holder's `pid` and `since` where its note can be read. `since` is an instant for that note. */
export function lockFolder(dataDir: string, since: string = new Date().toISOString()): FolderLock {
  const note = join(dataDir, 'lock.json');
  const db = holdExclusively(join(dataDir, 'lock.db'), note);
  const wasInterrupted = existsSync(note);
  writeFileSync(note, JSON.stringify({ pid: process.pid, since }), { mode: 0o600 });
  return {
    wasInterrupted,
    release: () => {
      rmSync(note, { force: true });
      db.close();
    },
  };
}

function holdExclusively(path: string, note: string): Database {
  const db = new SqliteDatabase(path, { timeout: 0 });
  try {
    // Nothing is ever written to it, so the rollback journal needs no disk and a crash leaves nothing to replay.
    db.pragma('journal_mode=MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true)
      throw new StoreFault('data-folder-in-use', holderOf(note), { cause: error as Error });
    throw error;
  }
}

function holderOf(note: string): { pid: number | null; since: string | null } {
  try {
    const holder: unknown = JSON.parse(readFileSync(note, 'utf8'));
    const { pid, since } = holder as { pid?: unknown; since?: unknown };
    return { pid: typeof pid === 'number' ? pid : null, since: typeof since === 'string' ? since : null };
  } catch {
    // The note is for people only: whoever holds the lock, holding it is what counts.
    return { pid: null, since: null };
  }
}
