/**
 * Whether log and store are whole from end to end: every frame by its checksum and seal, every page by its signature and SQLite. A start reads the log's tail and a few pages
 * only, so this is looked at in the background.
 */
import { join } from 'node:path';
import { openLogReader } from '../journal/read-log.ts';
import { isStoreFault } from '../store/fault.ts';
import { inPlainWords, quickCheck } from '../store/file-faults.ts';
import { logFileName, openReader } from '../store/open-store.ts';

export type LogCheck = { readonly state: 'whole' | 'damaged' | 'missing'; readonly frames: number; readonly store: 'whole' | 'damaged' };

export type LogPlace = { readonly dataDir: string; readonly logDir?: string | undefined; readonly key: Uint8Array };

export function checkLog(place: LogPlace): LogCheck {
  return { ...checkFrames(place), store: checkStore(place) };
}

function checkStore({ dataDir, key }: LogPlace): LogCheck['store'] {
  try {
    return inPlainWords(() => {
      const reader = openReader({ dataDir, key });
      try {
        quickCheck(reader.connection.db);
        return 'whole';
      } finally {
        reader.close();
      }
    });
  } catch (error) {
    if (isStoreFault(error, 'store-damaged') || isStoreFault(error, 'wrong-key')) return 'damaged';
    throw error;
  }
}

function checkFrames({ dataDir, logDir = dataDir, key }: LogPlace): Omit<LogCheck, 'store'> {
  let frames = 0;
  try {
    const reader = openLogReader(join(logDir, logFileName), key);
    try {
      reader.each(() => {
        frames += 1;
      });
      return { state: 'whole', frames };
    } finally {
      reader.close();
    }
  } catch (error) {
    if (isStoreFault(error, 'journal-log-missing')) return { state: 'missing', frames };
    if (isStoreFault(error, 'journal-log-damaged')) return { state: 'damaged', frames };
    throw error;
  }
}
