import { resolve } from 'node:path';
import { checkPapers } from '../../backup/check-papers.ts';
import { findBackups } from '../../backup/find-backups.ts';
import { lostPapersOf } from '../../backup/lost-papers.ts';
import { mendMonth } from '../../backup/mend-month.ts';
import { blobMonths, type MonthState } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import { asideName, freeName } from '../../store/swap.ts';
import { backupFolders } from '../service/backup-places.ts';
import { dataOptions, foldersOf, keyOf, type OpenCounter, withCounter } from './open.ts';
import { optionsOf } from './options.ts';
import type { CliIo } from './run.ts';

/**
 * `[--folder DIR]`: looks every month of papers through from end to end and makes whole again what is damaged, from its copies and from what can still be read of it. stdout: one
 * line a month, `{month, state}`, and of a mended one `papers` and `lost` by dossier. `--folder`: where backups lie beside the usual places. Exit 1 while a paper of a mended
 * month is lost, or a newer version wrote one.
 */
export async function mendPapers(argv: readonly string[], io: CliIo): Promise<number> {
  const options = optionsOf(argv, [...dataOptions, 'folder']);
  const folder = options.text('folder');
  const key = keyOf(options);
  return withCounter(options, (counter) => {
    const folders = [...backupFolders(counter.dataDir, counter.store), ...(folder === undefined ? [] : [resolve(folder)])];
    const place = { ...foldersOf(options), key, folders };
    let isAllThere = true;
    for (const { month, state } of monthsOf(counter, key, folders)) {
      const mended = state === 'whole' || state === 'newer' ? undefined : mend(counter, place, month);
      if (state === 'newer' || (mended?.lost.length ?? 0) > 0) isAllThere = false;
      io.out(JSON.stringify({ month, state, ...mended }));
    }
    return isAllThere ? 0 : 1;
  });
}

type Place = { readonly dataDir: string; readonly logDir?: string; readonly key: Uint8Array; readonly folders: readonly string[] };

/** Those that have a file, those a backup holds, and what a damaged one was put beside for. */
function monthsOf(
  { dataDir, store }: OpenCounter,
  key: Uint8Array,
  folders: readonly string[],
): readonly { readonly month: string; readonly state: MonthState }[] {
  const known = findBackups(folders)[0]?.manifest.months.map(({ month }) => month) ?? [];
  const noted = new Map(store.blobs.faults().map(({ month, state }) => [month, state]));
  return [...new Set([...blobMonths(dataDir), ...known, ...noted.keys()])]
    .sort()
    .map((month) => ({ month, state: noted.get(month) ?? checkPapers({ dataDir, key, month }).state }));
}

function mend({ clock, store }: Pick<OpenCounter, 'clock'> & { readonly store: Store }, place: Place, month: string) {
  const { dataDir, logDir = dataDir, key } = place;
  const { papers } = mendMonth({ ...place, month });
  store.blobs.takeMended(month, freeName({ dataDir, logDir }, asideName(clock.now())));
  return { papers, lost: lostPapersOf(dataDir, key, month) };
}
