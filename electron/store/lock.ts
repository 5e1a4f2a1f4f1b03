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
  const db = holdExclusively(join(dataDir, 'lock.db'), () => holderOf(note), 0);
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

/**
 * Runs `work` while no other process is in the folder with it: waits up to `waitMs` for its turn, then throws `data-folder-in-use`. The system lets go of it however the
 * process ends.
 */
export function oneAtATime<T>(folder: string, work: () => T, waitMs = 120_000): T {
  const db = holdExclusively(join(folder, 'lock.db'), () => ({ pid: null, since: null }), waitMs);
  try {
    return work();
  } finally {
    db.close();
  }
}

type Holder = { readonly pid: number | null; readonly since: string | null };

function holdExclusively(path: string, holder: () => Holder, waitMs: number): Database {
  const db = new SqliteDatabase(path, { timeout: waitMs });
  try {
    // Nothing is ever written to it, so the rollback journal needs no disk and a crash leaves nothing to replay.
    db.pragma('journal_mode=MEMORY');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true)
      throw new StoreFault('data-folder-in-use', holder(), { cause: error as Error });
    throw error;
  }
}

function holderOf(note: string): Holder {
  try {
    const holder: unknown = JSON.parse(readFileSync(note, 'utf8'));
    const { pid, since } = holder as { pid?: unknown; since?: unknown };
    return { pid: typeof pid === 'number' ? pid : null, since: typeof since === 'string' ? since : null };
  } catch {
    // The note is for people only: whoever holds the lock, holding it is what counts.
    return { pid: null, since: null };
  }
}
