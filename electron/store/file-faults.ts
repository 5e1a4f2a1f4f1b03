/** What the system and SQLite say about files, as faults with a code of ours. */
import type { Database } from 'better-sqlite3';
import { asDiskFull } from '../journal/log.ts';
import { sqliteCode } from './cipher.ts';
import { isStoreFault, StoreFault } from './fault.ts';

const readOnlyCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM']);

/** Runs `open`; a full disk, a folder that cannot be written to and a damaged file come out as `disk-full`, `store-read-only` and `store-damaged`. */
export function inPlainWords<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw asFileFault(error);
  }
}

function asFileFault(error: unknown): unknown {
  const code = sqliteCode(error) ?? codeOf(error);
  const full = asDiskFull(error);
  if (code === undefined || full !== error) return full;
  if (readOnlyCodes.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new StoreFault('store-read-only', {}, { cause: error });
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR'))
    return new StoreFault('store-damaged', { part: 'store' }, { cause: error });
  return error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether `error` says that a file, or a page of it, is not what it should be; also a file without its tables, as one that was cut to nothing. */
export function isUnreadable(error: unknown): boolean {
  if (isStoreFault(error)) return error.code === 'store-damaged';
  const code = sqliteCode(error);
  return (
    code !== undefined &&
    (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR') || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR')
  );
}

/** Throws `store-damaged` when SQLite finds a page that is not what it should be; reads the whole file. */
export function quickCheck(db: Database): void {
  const answers = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (answers[0]?.quick_check !== 'ok') throw new StoreFault('store-damaged', { part: 'store' });
}
