import { resolve } from 'node:path';
import { findCut } from '../../backup/find-cut.ts';
import { backupFolderOf } from '../../store/paths.ts';
import { dataOptions, foldersOf, keyOf, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/** Leaves out of the journal log what the newest verified backups hold and the server has countersigned. stdout: how much went. `--folder DIR`: where backups lie beside the data folder's own. */
export async function cutLog(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'folder']);
  const { dataDir, logDir = dataDir } = foldersOf(options);
  const folder = options.text('folder');
  return withCounter(options, ({ store }) => {
    const cut = findCut(store, {
      logDir,
      key: keyOf(options),
      folders: [backupFolderOf(dataDir), ...(folder === undefined ? [] : [resolve(folder)])],
    });
    if (cut !== undefined) store.cutLog(cut.from, cut.begins);
    io.out(JSON.stringify({ cutBytes: cut?.bytes ?? 0, begins: cut?.begins ?? [] }));
    return 0;
  });
}
