/** The counter as it will be: store and log beside those that are there, with every act that was found and a journal of its own. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '../journal/log.ts';
import { StoreFault } from '../store/fault.ts';
import { bodyOf } from '../store/new-act.ts';
import type { OfficeTime } from '../store/office-time.ts';
import { openStore } from '../store/open-store.ts';
import { logFileName, storeFileName, storePaths } from '../store/paths.ts';
import { numbersAfterRestoreName } from '../store/queries/settings.ts';
import { isRightKey } from '../store/right-key.ts';
import type { Store } from '../store/store.ts';
import { type Folders, repairFolderOf } from '../store/swap.ts';
import { bringAll } from './bring-all.ts';
import type { Chosen } from './choose-backup.ts';
import { numbersAfterRestoreOf } from './restore-numbers.ts';
import type { RestoreOptions, RestoreReport } from './restore-terms.ts';

type Prepared = Pick<
  RestoreReport,
  'at' | 'atBy' | 'log' | 'actsBrought' | 'actsLinkedAgain' | 'actsLost' | 'local' | 'journal' | 'numbers' | 'seriesAbove' | 'lastPaper'
>;

/** Makes store and log in the repair folders, whole and closed. Throws `wrong-key`, `backup-missing` and what the numbers throw. */
export function prepareRestore(
  folders: Folders,
  { taken, refused, beside }: Chosen,
  searched: readonly string[],
  options: RestoreOptions,
): Prepared {
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

function openNewJournal(store: Store, { at, recordedAt }: OfficeTime, { actorId, newId }: RestoreOptions): RestoreReport['journal'] {
  const { counterNo, journalId: previousJournalId } = store.identity;
  const last = store.acts.head(previousJournalId);
  if (last === undefined) throw new StoreFault('store-damaged', { part: 'journal' });
  const author = { actorId, recordedAt };
  const payload = { previousJournalId, lastSeq: last.seq, lastHash: last.linkHash, reason: 'restore' as const, counterNo };
  const act = { id: newId(), kind: 'journal.opened', dossierId: null, basedOn: null, occurredAt: at, payload } as const;
  const journalId = newId();
  store.sync.openJournal(journalId, bodyOf(store.identity, author, act), false);
  return { journalId, previousJournalId, lastSeq: last.seq };
}
