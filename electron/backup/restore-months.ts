/** Papers and scans after a repair: what is whole stays, what is damaged is made again from its copies and from what can still be read of it. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { blobMonths, blobPath } from '../store/blobs.ts';
import { isStoreFault } from '../store/fault.ts';
import { completeMendings, damagedFiles, mendedPath, placeMended } from '../store/month-files.ts';
import { isWholeMonth, knowsMore, refuseNewerMonth } from '../store/papers.ts';
import { copiesOf, mendMonth } from './mend-month.ts';

/**
 * `kept`: was whole. `fromBackup`: was gone. `mended`: was damaged, or lacked papers a copy has, and is made again; what it lacks now is missing. `newer`: written by a newer
 * app and left alone.
 */
export type MonthRestored = { readonly month: string; readonly state: 'kept' | 'fromBackup' | 'mended' | 'newer' };

/** Looks at every paper. `aside` is the folder for damaged files; `folders` are where copies may lie. For the holder of the folder's lock. */
export function restoreMonths(dataDir: string, key: Uint8Array, folders: readonly string[], aside: string): readonly MonthRestored[] {
  completeMendings(dataDir);
  const months = new Set([...blobMonths(dataDir), ...damagedFiles(dataDir).map(({ month }) => month), ...folders.flatMap(monthsCopied)]);
  return [...months].sort().flatMap((month) => restoreMonth(dataDir, key, month, folders, aside));
}

function restoreMonth(
  dataDir: string,
  key: Uint8Array,
  month: string,
  folders: readonly string[],
  aside: string,
): readonly MonthRestored[] {
  const wasThere = existsSync(blobPath(dataDir, month));
  try {
    refuseNewerMonth(blobPath(dataDir, month), key);
  } catch (error) {
    if (isStoreFault(error, 'store-from-newer-version')) return [{ month, state: 'newer' }];
    throw error;
  }
  if (!needsMending(dataDir, key, month, folders)) return [{ month, state: 'kept' }];
  if (mendMonth({ dataDir, key, month, folders }).papers === 0 && !wasThere) {
    // Only another counter's copies bear the month's name.
    rmSync(mendedPath(dataDir, month));
    return [];
  }
  placeMended(dataDir, month, aside);
  return [{ month, state: wasThere ? 'mended' : 'fromBackup' }];
}

function needsMending(dataDir: string, key: Uint8Array, month: string, folders: readonly string[]): boolean {
  const path = blobPath(dataDir, month);
  if (!existsSync(path) || damagedFiles(dataDir).some((one) => one.month === month) || !isWholeMonth(path, key)) return true;
  return copiesOf(month, folders).some((copy) => knowsMore(copy, path, key));
}

function monthsCopied(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^blobs-(\d{4}-\d{2})\.db$/u.exec(name)?.[1] ?? []);
}
