/** Opening and making the counter's store: lock, key, version, then log and store brought to one head. */
import { existsSync, rmSync } from 'node:fs';
import { randomUUIDv7 } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ActBody } from '#shared/journal/act.ts';
import { newBody } from '#shared/journal/body.ts';
import { type NumbersAfterRestore, seriesAboveOf } from '#shared/domain/dossier/numbers-after-restore.ts';
import { encodeActs } from '../journal/frame-acts.ts';
import { linkBody } from '../journal/link.ts';
import { createLog, openLog, syncFolder, type JournalLog } from '../journal/log.ts';
import { openLogReader } from '../journal/read-log.ts';
import { applyActs } from './apply-acts.ts';
import { actsPerFrame, bytesPerFrame } from './batches.ts';
import { openBlobs } from './blobs.ts';
import { openEncrypted } from './cipher.ts';
import { connection, type Connection } from './connection.ts';
import { isStoreFault, StoreFault } from './fault.ts';
import { inPlainWords, quickCheck } from './file-faults.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { writeMark } from './log-mark.ts';
import { createFolder, syncWayTo } from './make-folder.ts';
import { isMigrationDue, migrate, refuseNewer, versionOf } from './migrate.ts';
import { storeMigrations } from './migrations/index.ts';
import { actQueries } from './queries/acts.ts';
import { credentialQueries } from './queries/credentials.ts';
import { importedFileQueries } from './queries/imported-files.ts';
import { numbersAfterRestoreName, settingQueries } from './queries/settings.ts';
import { moveFile } from './move-file.ts';
import { type Paths, storePaths } from './paths.ts';
import { readerOf } from './readers.ts';
import { isRightKey } from './right-key.ts';
import { completeFromLog, completeLog } from './reconcile.ts';
import type { CreateOptions, KnownHead, OpenOptions, OpenReport, Store, StoreReader } from './store.ts';
import { completeSwap, isSwapCutOff } from './swap.ts';
import { syncStore } from './sync/sync-store.ts';
import { forgetBrokenWal, isWalBroken, noteBrokenWal } from './wal-check.ts';
import { writerOf } from './writer.ts';

export { logFileName, storeFileName, storePaths } from './paths.ts';

/** Decrypted pages a connection to the store keeps at most. */
const cacheKib = 65_536;

/**
 * Opens the store for writing and brings log and store to one head; finishes a restore that was cut off, looks the file through after an end that was none, and backs up
 * before it migrates. Throws `store-missing`, `data-folder-in-use`, `wrong-key`, `store-from-newer-version`, `store-damaged`, `store-read-only`, `disk-full`,
 * `journal-log-missing`, `journal-log-damaged`, `journal-log-begins-later`, `journal-heads-differ` (also when both ends are cut, or acts are lost that a backup holds) or `backup-not-verified`; then nothing stays open or locked.
 */
export function openStore(options: OpenOptions): Store {
  const paths = storePaths(options);
  if (!existsSync(paths.store) && !isSwapCutOff(paths)) throw new StoreFault('store-missing');
  return inPlainWords(() =>
    holding(lockFolder(options.dataDir), (lock, opened) => {
      completeSwap(paths);
      if (!existsSync(paths.store)) throw new StoreFault('store-missing');
      if (lock.wasInterrupted) noteBrokenWal(paths);
      const db = openWithRightKey(paths, options.key);
      opened.push(() => {
        db.close();
      });
      if (lock.wasInterrupted) quickCheck(db);
      // A backup is checked by the lives of the journal, which the first version's tables do not have: that step is taken before, whole or not at all.
      if (versionOf(db) === 1) migrate(db, storeMigrations, 2);
      if (isMigrationDue(db, storeMigrations)) backUpFirst(options);
      migrate(db, storeMigrations);
      const conn = connection(db);
      const { log, report } = bringTogether(conn, paths, options);
      opened.push(() => {
        log.close();
      });
      refuseBehind(conn, options.knownHeads?.() ?? []);
      forgetBrokenWal(paths);
      return storeOf({ conn, log, lock, report, options });
    }),
  );
}

/** Throws `backup-not-verified` where nobody is there to make one. */
function backUpFirst({ backUp }: OpenOptions): void {
  if (backUp === undefined) throw new StoreFault('backup-not-verified', { why: 'nobody' });
  backUp();
}

/** A first page that is damaged and a wrong key look alike from here; another file that opens tells them apart. */
function openWithRightKey(paths: Paths, key: Uint8Array): Database {
  try {
    return openMain(paths.store, key, 'write');
  } catch (error) {
    if (isStoreFault(error, 'wrong-key') && isRightKey(paths, key))
      throw new StoreFault('store-damaged', { part: 'store' }, { cause: error });
    throw error;
  }
}

/**
 * Makes store and log with their first act, `journal.opened`. Whole or not there: everything is made under other names first. Throws `store-exists` when the
 * folder holds a store or its log folder a log.
 */
export function createStore(options: CreateOptions): Store {
  const paths = storePaths(options);
  for (const folder of [paths.dataDir, paths.logDir]) {
    createFolder(folder);
    // The shell's log or its browser may have made it before.
    syncWayTo(folder);
  }
  const lock = lockFolder(options.dataDir);
  try {
    removeUnfinished(paths);
    if (existsSync(paths.store)) throw new StoreFault('store-exists', { part: 'store' });
    if (existsSync(paths.log)) throw new StoreFault('store-exists', { part: 'journal-log' });
    makeFiles(paths, options);
  } finally {
    lock.release();
  }
  return openStore(options);
}

export type ReadOnlyStore = StoreReader & { readonly connection: Connection; close(): void };

/** A reading connection for the paper process and checks: needs no lock, sees whole transactions only, completes nothing. Throws `store-missing`, `wrong-key`, `store-read-only`, `store-damaged`, `store-from-newer-version`. */
export function openReader({ dataDir, key }: Pick<OpenOptions, 'dataDir' | 'key'>): ReadOnlyStore {
  const db = inPlainWords(() => openMain(storePaths({ dataDir }).store, key, 'read'));
  try {
    refuseNewer(db, storeMigrations);
    // Cut to nothing, a file is an empty database under every key.
    if (versionOf(db) === 0) throw new StoreFault('store-damaged', { part: 'store' });
    const conn = connection(db);
    return {
      ...readerOf(conn),
      connection: conn,
      close: () => {
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A page read again costs its decryption again unless it is kept: the 2 MB SQLite keeps by itself are less than one search looks at. */
function openMain(path: string, key: Uint8Array, mode: 'write' | 'read'): Database {
  const db = openEncrypted(path, key, mode);
  db.pragma(`cache_size=-${String(cacheKib)}`);
  return db;
}

/** Runs `open` and, when it throws, closes what it had opened, last first, and lets go of the lock. */
function holding<T>(lock: FolderLock, open: (lock: FolderLock, opened: (() => void)[]) => T): T {
  const opened: (() => void)[] = [];
  try {
    return open(lock, opened);
  } catch (error) {
    for (const close of opened.reverse()) close();
    lock.release();
    throw error;
  }
}

function bringTogether(conn: Connection, paths: Paths, { key, rebuildLog = false }: OpenOptions): { log: JournalLog; report: OpenReport } {
  if (rebuildLog && !existsSync(paths.log)) createLog(paths.log);
  const reader = openLogReader(paths.log, key);
  try {
    const { end, completed, logHeads } = completeFromLog(conn, reader);
    // Both ends are cut: what is in neither has numbers on paper, and nothing here tells which.
    if (end.tornBytes > 0 && isWalBroken(paths)) throw new StoreFault('journal-heads-differ', { why: 'both-cut' });
    const log = openLog(paths.log, key, reader.header, end);
    const completedToLog = completeLog(conn, log, logHeads);
    return { log, report: { completedFromLog: completed, completedToLog, tornLogBytes: end.tornBytes } };
  } finally {
    reader.close();
  }
}

/** A store that lost acts its newest backup holds is brought back with them; one of a later life, a journal that backup does not know, may lack them. */
function refuseBehind(conn: Connection, known: readonly KnownHead[]): void {
  const held = new Map(
    actQueries(conn)
      .heads()
      .map(({ journalId, seq }) => [journalId, seq]),
  );
  const names = new Set(known.map(({ journalId }) => journalId));
  if (known.length === 0 || [...held.keys()].some((journalId) => !names.has(journalId))) return;
  const lacking = known.find(({ journalId, seq }) => (held.get(journalId) ?? 0) < seq);
  if (lacking !== undefined) throw new StoreFault('journal-heads-differ', { ...lacking, why: 'behind-backup' });
}

/** `store.db.new` is there only until set-up is done, so with it everything of that set-up may go: nothing in it was ever confirmed. */
function removeUnfinished(paths: Paths): void {
  if (!existsSync(paths.store) && existsSync(paths.unfinishedStore)) rmSync(paths.log, { force: true });
  for (const path of [paths.unfinishedLog, `${paths.unfinishedStore}-wal`, `${paths.unfinishedStore}-shm`, paths.unfinishedStore])
    rmSync(path, { force: true });
}

function makeFiles(paths: Paths, options: CreateOptions): void {
  const newId = options.newId ?? randomUUIDv7;
  const first = linkBody(null, newId(), firstBody(options, newId()));
  const header = createLog(paths.unfinishedLog);
  const db = openEncrypted(paths.unfinishedStore, options.key, 'create');
  const log = openLog(paths.unfinishedLog, options.key, header, { index: 0, end: header.bytes.length, tornBytes: 0 });
  try {
    migrate(db, storeMigrations);
    const conn = connection(db);
    const place = log.append(encodeActs([first]));
    db.transaction(() => {
      conn.sql('INSERT INTO journal (journal_id, live) VALUES (?, 1)').run(first.act.link.journalId);
      applyActs(conn, [first]);
      if (options.replaces === true) beginInReserve(conn, options.at);
      writeMark(conn, log.logId, place);
    }).immediate();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    log.close();
    db.close();
  }
  moveFile(paths.unfinishedLog, paths.log);
  syncFolder(paths.logDir);
  moveFile(paths.unfinishedStore, paths.store);
  syncFolder(paths.dataDir);
}

/** Nothing is known here of the numbers the other machine gave. */
function beginInReserve(conn: Connection, at: string): void {
  const settings = settingQueries(conn);
  settings.put('sync.catching-up', true);
  settings.put(numbersAfterRestoreName, {
    restoredOn: at.slice(0, 10),
    lastOnPaper: null,
    known: [],
    life: 0,
    seriesAbove: seriesAboveOf(0, 0),
  } satisfies NumbersAfterRestore);
}

function firstBody({ agencyCode, deviceId, actorId, at, counterNo, replaces = false }: CreateOptions, id: string): ActBody {
  return newBody({
    id,
    kind: 'journal.opened',
    agencyCode,
    deviceId,
    actorId,
    dossierId: null,
    basedOn: null,
    occurredAt: at,
    recordedAt: at,
    payload: { previousJournalId: null, lastSeq: null, lastHash: null, reason: replaces ? 'replacement' : 'setUp', counterNo },
  });
}

type Parts = {
  readonly conn: Connection;
  readonly log: JournalLog;
  readonly lock: FolderLock;
  readonly report: OpenReport;
  readonly options: OpenOptions;
};

function storeOf({ conn, log, lock, report, options }: Parts): Store {
  const reader = readerOf(conn);
  const blobs = openBlobs(options.dataDir, options.key, 'write');
  const writer = writerOf(conn, log, reader, options.hooks);
  const { commitWith, writeLocal, markEnd } = writer;
  return {
    ...reader,
    sync: syncStore(conn, writer, reader.identity),
    opened: report,
    blobs,
    credentials: credentialQueries(conn),
    importedFiles: importedFileQueries(conn),
    commit: (bodies, extra) => commitWith(() => bodies, extra),
    commitWith,
    commitMany: (bodies, onProgress) => commitMany(bodies, (group) => commitWith(() => group).length, reader, onProgress),
    cutLog: (from, begins) => {
      log.cut(from, begins);
    },
    replaceLog: (fresh, aside) => {
      addMissing(conn, fresh, options.key);
      log.replace(fresh, aside);
    },
    writeLocal,
    close: () => {
      try {
        markEnd();
      } finally {
        blobs.close();
        conn.db.close();
        log.close();
        lock.release();
      }
    },
  };
}

/** Brings a log that was made while work went on up to the store's heads. */
function addMissing(conn: Connection, path: string, key: Uint8Array): void {
  const reader = openLogReader(path, key);
  try {
    const { end, logHeads } = completeFromLog(conn, reader);
    const fresh = openLog(path, key, reader.header, end);
    try {
      completeLog(conn, fresh, logHeads);
    } finally {
      fresh.close();
    }
  } finally {
    reader.close();
  }
}

function commitMany(
  bodies: Iterable<ActBody>,
  commit: (group: readonly ActBody[]) => number,
  reader: StoreReader,
  onProgress: ((done: number) => void) | undefined,
): { added: number; already: number } {
  const before = (group: readonly ActBody[]): number => group.filter(({ id }) => reader.acts.find(id) !== undefined).length;
  let already = 0;
  let done = 0;
  for (const group of groupsOf(bodies)) {
    already += before(group);
    commit(group);
    done += group.length;
    onProgress?.(done);
  }
  return { added: done - already, already };
}

function* groupsOf(bodies: Iterable<ActBody>): Generator<readonly ActBody[]> {
  let group: ActBody[] = [];
  let characters = 0;
  for (const body of bodies) {
    group.push(body);
    characters += JSON.stringify(body.payload).length;
    if (group.length < actsPerFrame && characters < bytesPerFrame) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}
