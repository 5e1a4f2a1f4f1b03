/**
 * Scans and printed papers by their SHA-256, in one encrypted file a month. A blob is durable before the act that names it is made; one that no act
 * ever names is swept later. The files are never attached to the store: a commit over two files is whole per file only.
 * A month that cannot be read costs its own papers and no others, and no work: it is noted, and the next paper goes to a new file.
 */
import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../journal/link.ts';
import { syncFolder } from '../journal/log.ts';
import { openEncrypted, sqliteCode } from './cipher.ts';
import { connection, type Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { inPlainWords, isUnreadable } from './file-faults.ts';
import { migrate, refuseNewer } from './migrate.ts';
import { blobMigrations } from './migrations/blobs/index.ts';
import { blobMonths, blobPath, completeMendings, damagedFiles, mendedPath, placeMended, putBeside } from './month-files.ts';
import { moveFile } from './move-file.ts';
import { addPapers } from './papers.ts';

export { blobMonths, blobPath } from './month-files.ts';
export { blobMigrations } from './migrations/blobs/index.ts';

/** `damaged`: it, or part of it, cannot be read, or papers it held are gone from it. `newer`: a newer app wrote it. */
export type MonthState = 'whole' | 'missing' | 'damaged' | 'newer';
export type MonthFault = { readonly month: string; readonly state: Exclude<MonthState, 'whole'> };

export type BlobStore = {
  /**
   * Keeps `bytes` durably in the file of `month` (`YYYY-MM`) and answers their SHA-256 (hex). Keeping the same bytes again does nothing. A damaged file is put beside and a new
   * one begun. Throws `disk-full`, `store-read-only`, `store-from-newer-version`.
   */
  put(month: string, bytes: Uint8Array): string;
  /** The bytes as they were kept; whether they still are what the hash says is `verify`'s question. */
  get(sha256: string): Uint8Array | undefined;
  has(sha256: string): boolean;
  /** How many bytes they are. */
  size(sha256: string): number | undefined;
  /**
   * A quick look at one month: whether its file is there, opens with the key, is of this version, and reaches as far as `expected`. Reads its first pages only.
   */
  look(month: string, expected?: { readonly lastN?: number; readonly sha256?: string }): MonthState;
  /** What is known to be wrong, by `look`, by use and by `note`; oldest month first. */
  faults(): readonly MonthFault[];
  /** What a thorough check elsewhere found. */
  note(month: string, state: MonthState): void;
  /** Lets the mended file of a month (`mendedPath`) take its place; what was there goes to the folder `aside`. */
  takeMended(month: string, aside: string): void;
};

export type BlobFiles = BlobStore & {
  each(month: string): IterableIterator<{ readonly hash: string; readonly bytes: Uint8Array }>;
  close(): void;
};

export function openBlobs(dataDir: string, key: Uint8Array, mode: 'write' | 'read'): BlobFiles {
  if (mode === 'write') completeMendings(dataDir);
  const open = new Map<string, Connection>();
  let damaged = damagedFiles(dataDir);
  const noted = new Map<string, MonthFault['state']>(damaged.map(({ month }) => [month, 'damaged']));

  const note = (month: string, state: MonthState): void => {
    if (state === 'whole') noted.delete(month);
    else noted.set(month, state);
  };
  const at = (path: string, how: 'write' | 'read'): Connection => {
    const known = open.get(path) ?? connect(path, key, how);
    open.set(path, known);
    return known;
  };
  const ofMonth = (month: string): Connection => at(blobPath(dataDir, month), mode);
  const letGo = (month: string): void => {
    for (const path of [blobPath(dataDir, month), ...damaged.flatMap((one) => (one.month === month ? [one.path] : []))]) {
      open.get(path)?.db.close();
      open.delete(path);
    }
  };
  /** A file that was deleted while it is open goes on without a name: what would be written to it ends with the app. */
  const leaveDeleted = (month: string): void => {
    const path = blobPath(dataDir, month);
    if (!open.has(path) || existsSync(path)) return;
    letGo(month);
    note(month, 'missing');
  };
  const lookUp = <T>(ask: (month: Connection) => T | undefined): T | undefined => {
    const files = [
      ...blobMonths(dataDir).map((month) => ({ month, connect: () => ofMonth(month) })),
      ...damaged.map(({ month, path }) => ({ month, connect: () => at(path, 'read') })),
    ];
    for (const file of files) {
      try {
        const found = ask(file.connect());
        if (found !== undefined) return found;
      } catch (error) {
        note(file.month, faultIn(error));
      }
    }
    return undefined;
  };
  const has = (hash: string): boolean => lookUp(({ sql }) => sql('SELECT 1 FROM blob WHERE sha256 = ?').get(hash)) !== undefined;
  const insert = (month: string, hash: string, bytes: Uint8Array): void => {
    ofMonth(month).sql('INSERT INTO blob (sha256, bytes) VALUES (?, ?)').run(hash, Buffer.from(bytes));
  };

  return {
    put: (month, bytes) => {
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) throw new RangeError(`No month: ${month}`);
      const hash = sha256(bytes);
      inPlainWords(() => {
        leaveDeleted(month);
        if (has(hash)) return;
        try {
          insert(month, hash, bytes);
        } catch (error) {
          if (!isDamagedFile(error)) throw error;
          // Nobody at the desk waits for a mending: what can still be read of it is read where it lies now.
          letGo(month);
          putBeside(dataDir, month);
          damaged = damagedFiles(dataDir);
          note(month, 'damaged');
          insert(month, hash, bytes);
        }
      });
      return hash;
    },
    get: (hash) => lookUp(({ sql }) => sql<{ bytes: Buffer }>('SELECT bytes FROM blob WHERE sha256 = ?').get(hash)?.bytes),
    has,
    size: (hash) => lookUp(({ sql }) => sql<{ size: number }>('SELECT length(bytes) AS size FROM blob WHERE sha256 = ?').get(hash)?.size),
    look: (month, expected = {}) => {
      if (!existsSync(blobPath(dataDir, month))) {
        const isGone = (expected.lastN ?? 0) > 0 || (expected.sha256 !== undefined && !has(expected.sha256));
        if (isGone) note(month, 'missing');
        return isGone ? 'missing' : 'whole';
      }
      const state = stateOf(ofMonth, month, expected.lastN ?? 0);
      const isShort = state === 'whole' && expected.sha256 !== undefined && !has(expected.sha256);
      if (state !== 'whole' || isShort) note(month, isShort ? 'damaged' : state);
      return noted.get(month) ?? 'whole';
    },
    faults: () => [...noted].map(([month, state]) => ({ month, state })).sort((a, b) => (a.month < b.month ? -1 : 1)),
    note,
    takeMended: (month, aside) => {
      letGo(month);
      // Papers that were kept while it was mended.
      addPapers(mendedPath(dataDir, month), blobPath(dataDir, month), key);
      placeMended(dataDir, month, aside);
      damaged = damagedFiles(dataDir);
      note(month, 'whole');
    },
    each: (month) => ofMonth(month).sql<{ hash: string; bytes: Buffer }>('SELECT sha256 AS hash, bytes FROM blob ORDER BY n').iterate(),
    close: () => {
      for (const { db } of open.values()) db.close();
      open.clear();
    },
  };
}

/** Throws what says nothing of a file. */
function faultIn(error: unknown): 'damaged' | 'newer' {
  if (isStoreFault(error, 'store-from-newer-version')) return 'newer';
  if (!isUnreadable(error)) throw error;
  return 'damaged';
}

/** The file itself, and not the disk under it: on a failing or full disk another file would be no better. */
function isDamagedFile(error: unknown): boolean {
  const code = sqliteCode(error);
  return isUnreadable(error) && (code?.startsWith('SQLITE_IOERR') !== true || /READ|DATA|CORRUPTFS/u.test(code));
}

/** A page count the file does not reach, a first page that does not open, a table that is not there: all show when it is asked for its last row. */
function stateOf(ofMonth: (month: string) => Connection, month: string, lastN: number): MonthState {
  try {
    const last = ofMonth(month).sql<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM blob').get()?.n ?? 0;
    return last < lastN ? 'damaged' : 'whole';
  } catch (error) {
    return faultIn(error);
  }
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
  moveFile(unfinished, path);
  syncFolder(dirname(path));
}
