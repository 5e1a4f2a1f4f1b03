/**
 * Brings a counter back: newest verified backup, then every act the journal log and the damaged store still give, then a new journal, so that nobody takes this life of the
 * store for the earlier one. Everything is prepared beside what is there and takes its place at the end; what was there is kept.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ActBody } from '#shared/journal/act.ts';
import { newBody } from '#shared/journal/body.ts';
import { createLog } from '../journal/log.ts';
import { replaceFile } from '../keys/durable-file.ts';
import { openEncrypted } from '../store/cipher.ts';
import { connection, type Connection } from '../store/connection.ts';
import { isStoreFault, StoreFault } from '../store/fault.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { lockFolder } from '../store/lock.ts';
import { readMark } from '../store/log-mark.ts';
import { migrate } from '../store/migrate.ts';
import { storeMigrations } from '../store/migrations/index.ts';
import { openStore } from '../store/open-store.ts';
import { backupFolderOf, logFileName, storeFileName, storePaths } from '../store/paths.ts';
import { type OfficeTime, officeTimeIn } from '../store/office-time.ts';
import { isRightKey } from '../store/right-key.ts';
import { numbersAfterRestoreName } from '../store/queries/settings.ts';
import type { Store } from '../store/store.ts';
import { bringFromLog, bringFromStore, bringingInto, isDamage, type Bringing, type LogFound } from './bring-acts.ts';
import { bringLocal } from './bring-local.ts';
import { type Chosen, chooseBackup } from './choose-backup.ts';
import { makeFolder } from './files.ts';
import { findBackups, type FoundBackup } from './find-backups.ts';
import { lostPapersOf, type LostPaper } from './lost-papers.ts';
import { headsOf } from './read-store.ts';
import { refuseNewerBackups, refuseNewerCounter } from './refuse-newer.ts';
import { restoreMonths, type MonthRestored } from './restore-months.ts';
import { type LastPaper, numbersAfterRestoreOf } from './restore-numbers.ts';
import { sealedKeyFiles } from './sealed-keys.ts';
import {
  abandonRepair,
  asideName,
  beginRepair,
  completeSwap,
  finishRepair,
  type Folders,
  freeName,
  repairFolderOf,
} from '../store/swap.ts';
import type { BackupFault } from './verify-backup.ts';

export type RestoreStep = 'backup' | 'log' | 'journal' | 'swap' | 'papers';

export type RestoreOptions = {
  readonly dataDir: string;
  readonly logDir?: string;
  readonly key: Uint8Array;
  /** Folders where backups may lie, beside the data folder's own. */
  readonly folders?: readonly string[];
  /** The backup to take, by its file's name; the newest that verifies unless it is set. */
  readonly file?: string | undefined;
  /** The last dossier code on paper as a person typed it; null: nobody is sure. */
  readonly lastCode: string | null;
  readonly actorId: string;
  /** The machine's own instant, with the office's offset: what the store remembers of its clock is added. */
  readonly at: string;
  readonly newId: () => string;
  readonly onStep?: (step: RestoreStep) => void;
};

export type RestoreReport = {
  /** The office's time of the restore. */
  readonly at: string;
  /** `lastAct`: the machine's clock lay before what this counter recorded last, whose time was taken. */
  readonly atBy: 'clock' | 'lastAct';
  /** The backup that was taken; null: everything comes from the log and the damaged store. */
  readonly from: { readonly file: string; readonly madeAt: string; readonly acts: number } | null;
  /** Newer backups that did not verify. */
  readonly refused: readonly { readonly file: string; readonly why: BackupFault }[];
  readonly log: LogFound;
  /** Acts brought on top of the backup, from log and damaged store. */
  readonly actsBrought: number;
  /** Acts behind a gap, linked again on the new journal. */
  readonly actsLinkedAgain: number;
  /** Links known to have been there of which no act was found. */
  readonly actsLost: number;
  /** Rows that are no acts, from the damaged store. */
  readonly local: Readonly<Record<string, number>>;
  readonly months: readonly MonthRestored[];
  readonly lostPapers: readonly LostPaper[];
  readonly journal: { readonly journalId: string; readonly previousJournalId: string; readonly lastSeq: number };
  /** `after`: numbers go on behind the code that was typed. `reserve`: they come from the reserve until a person or the server has told the last one. */
  readonly numbers: 'after' | 'reserve';
  /** Register and slip numbers of this year go on above it; 0 where no act can be lost. */
  readonly seriesAbove: number;
  readonly lastPaper: LastPaper;
  /** Folder inside the data folder where the files that were there lie now; null when there were none. */
  readonly aside: string | null;
};

/**
 * Throws `store-from-newer-version` when any of it was written by a newer app, `backup-missing` when there is nothing to bring back, `last-code-foreign`, `wrong-key` when nothing opens with this key, `data-folder-in-use`, `disk-full`, `store-read-only`;
 * then everything is as it was.
 */
export function restoreCounter(options: RestoreOptions): RestoreReport {
  return inPlainWords(() => restoreInto({ dataDir: options.dataDir, logDir: options.logDir ?? options.dataDir }, options));
}

function restoreInto(folders: Folders, options: RestoreOptions): RestoreReport {
  makeFolder(options.dataDir);
  const lock = lockFolder(options.dataDir);
  try {
    completeSwap(folders);
    refuseNewerCounter(options);
    const searched = [backupFolderOf(options.dataDir), ...(options.folders ?? [])];
    if (options.file === undefined) refuseNewerBackups(searched);
    options.onStep?.('backup');
    const chosen = chooseBackup(findBackups(searched), options.file, options.key);
    const { taken, refused } = chosen;
    beginRepair(folders);
    const prepared = prepare(folders, chosen, searched, options);
    for (const { name, bytes } of taken === undefined ? [] : sealedKeyFiles(taken.folder))
      if (!existsSync(join(options.dataDir, name))) replaceFile(join(options.dataDir, name), bytes);
    options.onStep?.('papers');
    const hadFiles = [join(folders.dataDir, storeFileName), join(folders.logDir, logFileName)].some((path) => existsSync(path));
    const aside = freeName(folders, asideName(prepared.at));
    const months = restoreMonths(options.dataDir, options.key, searched, aside);
    options.onStep?.('swap');
    finishRepair(folders, aside);
    return {
      ...prepared,
      from: taken === undefined ? null : { file: taken.manifest.file, madeAt: taken.manifest.madeAt, acts: taken.manifest.counts.acts },
      refused,
      months,
      lostPapers: lostPapersOf(options.dataDir, options.key),
      aside: hadFiles || months.some(({ state }) => state === 'mended') ? aside : null,
    };
  } catch (error) {
    abandonRepair(folders);
    throw error;
  } finally {
    lock.release();
  }
}

type Prepared = Pick<
  RestoreReport,
  'at' | 'atBy' | 'log' | 'actsBrought' | 'actsLinkedAgain' | 'actsLost' | 'local' | 'journal' | 'numbers' | 'seriesAbove' | 'lastPaper'
>;

/** Makes store and log in the repair folders, whole and closed. */
function prepare(folders: Folders, { taken, refused, beside }: Chosen, searched: readonly string[], options: RestoreOptions): Prepared {
  const { key } = options;
  const repair = { dataDir: repairFolderOf(folders.dataDir), logDir: repairFolderOf(folders.logDir) };
  const path = join(repair.dataDir, storeFileName);
  if (taken !== undefined) copyFileSync(join(taken.folder, taken.manifest.file), path);
  options.onStep?.('log');
  const brought = bringAll(path, folders, beside, options);
  // Backups nothing opens, a log no frame of which opens: it is the key, unless it opens something else here; then they are another counter's.
  const isOtherKey =
    (brought.log.tornBytes > 0 || refused.some(({ why }) => why === 'unreadable')) && !isRightKey(storePaths(folders), key);
  if (brought.heads === 0) throw new StoreFault(isOtherKey ? 'wrong-key' : 'backup-missing', {});
  const oldLog = join(folders.logDir, logFileName);
  // A log that is whole and leads up to the store is kept as it is; any other is made anew from the store.
  if (brought.log.state === 'whole' && !brought.log.beginsLater && brought.left.length === 0)
    copyFileSync(oldLog, join(repair.logDir, logFileName));
  else createLog(join(repair.logDir, logFileName));
  options.onStep?.('journal');
  const store = openStore({ ...repair, key });
  try {
    const { dataDir } = folders;
    const { numbers, lastPaper } = numbersAfterRestoreOf(store, {
      dataDir,
      searched,
      lastCode: options.lastCode,
      time: brought.time,
      lost: brought.lost,
    });
    const journal = openNewJournal(store, brought.time, options);
    const bodies = brought.left.map(({ act }) => act.body).filter(({ kind }) => kind !== 'journal.opened');
    for (let start = 0; start < bodies.length; start += 500) store.commit(bodies.slice(start, start + 500));
    store.writeLocal(() => {
      store.settings.put(numbersAfterRestoreName, numbers);
    });
    return {
      at: brought.time.at,
      atBy: brought.time.by,
      log: brought.log,
      actsBrought: brought.applied,
      actsLinkedAgain: bodies.length,
      actsLost: brought.lost,
      local: brought.local,
      journal,
      numbers: numbers.lastOnPaper === null ? 'reserve' : 'after',
      seriesAbove: numbers.seriesAbove,
      lastPaper,
    };
  } finally {
    store.close();
    for (const name of ['lock.db', 'lock.json']) rmSync(join(repair.dataDir, name), { force: true });
  }
}

type Brought = {
  readonly log: LogFound;
  readonly applied: number;
  readonly left: ReturnType<Bringing['left']>;
  readonly lost: number;
  readonly local: RestoreReport['local'];
  readonly heads: number;
  readonly time: OfficeTime;
};

function bringAll(path: string, { dataDir, logDir }: Folders, beside: readonly FoundBackup[], { key, at }: RestoreOptions): Brought {
  const db = openEncrypted(path, key, 'create');
  try {
    // Nothing here counts before it is whole: it is brought to the disk once, at the end.
    db.pragma('synchronous=OFF');
    migrate(db, storeMigrations);
    const conn = connection(db);
    const bringing = bringingInto(conn);
    for (const { folder, manifest } of beside)
      withStore(join(folder, manifest.file), key, (other) => bringFromStore(bringing, other, conn));
    const log = bringFromLog(bringing, join(logDir, logFileName), key, readMark(conn)?.logId);
    const local = withStore(storePaths({ dataDir }).store, key, (damaged) => {
      bringFromStore(bringing, damaged, conn);
      return db.transaction(() => bringLocal(damaged, conn)).immediate();
    });
    const heads = headsOf(conn);
    const live = heads.at(-1);
    if (live !== undefined) {
      db.transaction(() => {
        conn.sql('UPDATE journal SET live = 0 WHERE live = 1').run();
        conn.sql('UPDATE journal SET live = 1 WHERE journal_id = ? AND own = 1').run(live.journalId);
      }).immediate();
    }
    db.pragma('synchronous=FULL');
    db.pragma('wal_checkpoint(TRUNCATE)');
    const left = bringing.left();
    const time = officeTimeIn(conn, at);
    return { log, applied: bringing.applied(), left, lost: linksLost(heads, left), local: local ?? {}, heads: heads.length, time };
  } finally {
    db.close();
  }
}

/** The store at `path`, when it opens at all. */
function withStore<T>(path: string, key: Uint8Array, use: (store: Connection) => T): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const db = openEncrypted(path, key, 'read');
    try {
      return use(connection(db));
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error) || isStoreFault(error, 'wrong-key') || isStoreFault(error, 'store-damaged')) return undefined;
    throw error;
  }
}

/** Links between what is held and the first act behind each gap. */
function linksLost(heads: ReturnType<typeof headsOf>, left: Brought['left']): number {
  const highest = new Map(heads.map(({ journalId, seq }) => [journalId, seq]));
  let lost = 0;
  for (const {
    act: { link },
  } of [...left].sort((a, b) => a.act.link.seq - b.act.link.seq)) {
    const before = highest.get(link.journalId) ?? 0;
    lost += Math.max(0, link.seq - before - 1);
    highest.set(link.journalId, Math.max(before, link.seq));
  }
  return lost;
}

function openNewJournal(store: Store, { at, recordedAt }: OfficeTime, { actorId, newId }: RestoreOptions): RestoreReport['journal'] {
  const { agencyCode, deviceId, counterNo, journalId: previousJournalId } = store.identity;
  const last = store.acts.head(previousJournalId);
  if (last === undefined) throw new StoreFault('store-damaged', { part: 'journal' });
  const body: ActBody = newBody({
    id: newId(),
    kind: 'journal.opened',
    agencyCode,
    deviceId,
    actorId,
    dossierId: null,
    basedOn: null,
    occurredAt: at,
    recordedAt,
    payload: { previousJournalId, lastSeq: last.seq, lastHash: last.linkHash, reason: 'restore', counterNo },
  });
  const journalId = newId();
  store.sync.openJournal(journalId, body, false);
  return { journalId, previousJournalId, lastSeq: last.seq };
}
