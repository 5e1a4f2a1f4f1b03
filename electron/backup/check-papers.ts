/** Whether one month of papers is whole from end to end: every page by its signature, every paper by its name. The desk's quick look reads a few pages only. */
import { existsSync } from 'node:fs';
import { blobPath, type MonthState } from '../store/blobs.ts';
import { isStoreFault } from '../store/fault.ts';
import { isWholeMonth, refuseNewerMonth } from '../store/papers.ts';

export type PapersPlace = { readonly dataDir: string; readonly key: Uint8Array; readonly month: string };

export function checkPapers({ dataDir, key, month }: PapersPlace): { readonly state: MonthState } {
  const path = blobPath(dataDir, month);
  if (!existsSync(path)) return { state: 'missing' };
  try {
    refuseNewerMonth(path, key);
  } catch (error) {
    if (isStoreFault(error, 'store-from-newer-version')) return { state: 'newer' };
    throw error;
  }
  return { state: isWholeMonth(path, key) ? 'whole' : 'damaged' };
}
