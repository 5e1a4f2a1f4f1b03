/**
 * Brings a counter back: newest verified backup, then every act the journal log and the damaged store still give, then a new journal, so that nobody takes this life of the
 * store for the earlier one. Everything is prepared beside what is there and takes its place at the end; what was there is kept.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../keys/durable-file.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { lockFolder } from '../store/lock.ts';
import { backupFolderOf, logFileName, storeFileName } from '../store/paths.ts';
import { abandonRepair, asideName, beginRepair, completeSwap, finishRepair, type Folders, freeName } from '../store/swap.ts';
import { chooseBackup } from './choose-backup.ts';
import { makeFolder } from './files.ts';
import { findBackups } from './find-backups.ts';
import { lostPapersOf } from './lost-papers.ts';
import { prepareRestore } from './prepare-restore.ts';
import { refuseNewerBackups, refuseNewerCounter } from './refuse-newer.ts';
import { restoreMonths } from './restore-months.ts';
import type { RestoreOptions, RestoreReport } from './restore-terms.ts';
import { sealedKeyFiles } from './sealed-keys.ts';

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
    const prepared = prepareRestore(folders, chosen, searched, options);
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
