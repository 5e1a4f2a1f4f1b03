/** One way to open any encrypted database file of ours: same cipher, same pragmas, same order, every time. */
import type { Database } from 'better-sqlite3';
import { StoreFault } from './fault.ts';
import { SqliteDatabase } from './sqlite.ts';

/** Half of SQLCipher's usual page: a command touches many pages a little, and each is encrypted and signed whole. M: a commit 0.20 instead of 0.31 ms. */
export const pageBytes = 2_048;
/** How long a connection waits for another one's lock before it gives up. */
const busyTimeoutMs = 5_000;

/**
 * Opens `path` with the 32-byte `key`; `create` makes the file when it is missing. The order of the pragmas matters: nothing can be read before the
 * key, and `synchronous` falls back to NORMAL on every reopened WAL file. Throws `store-missing`, `wrong-key` (also for a file that is no
 * database of ours: without the key the two cannot be told apart) or `store-damaged`.
 */
export function openEncrypted(path: string, key: Uint8Array, mode: 'create' | 'write' | 'read'): Database {
  if (key.length !== 32) throw new RangeError('A data key has 32 bytes');
  const db = connect(path, mode);
  try {
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    db.pragma(`legacy_page_size=${String(pageBytes)}`);
    db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
    readFirstPage(db);
    db.pragma('temp_store=MEMORY');
    if (mode !== 'read') {
      db.pragma('journal_mode=WAL');
      db.pragma('synchronous=FULL');
    }
    db.pragma('foreign_keys=ON');
    db.pragma(`busy_timeout=${String(busyTimeoutMs)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(path: string, mode: 'create' | 'write' | 'read'): Database {
  try {
    return new SqliteDatabase(path, { readonly: mode === 'read', fileMustExist: mode !== 'create', timeout: busyTimeoutMs });
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CANTOPEN') throw new StoreFault('store-missing', {}, { cause: error as Error });
    throw error;
  }
}

/** The first read is where a wrong key shows: the page's HMAC does not fit. */
function readFirstPage(db: Database): void {
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_NOTADB') throw new StoreFault('wrong-key', {}, { cause: error as Error });
    if (sqliteCode(error)?.startsWith('SQLITE_CORRUPT') === true)
      throw new StoreFault('store-damaged', { part: 'store' }, { cause: error as Error });
    throw error;
  }
}

/** The SQLite result code of an error, such as `SQLITE_FULL`, or `undefined` for other errors. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof SqliteDatabase.SqliteError ? error.code : undefined;
}
