/** Whether the journal log is whole from end to end: every frame by its checksum and seal. A start reads its tail only, so this is looked at in the background. */
import { join } from 'node:path';
import { openLogReader } from '../journal/read-log.ts';
import { isStoreFault } from '../store/fault.ts';
import { logFileName } from '../store/open-store.ts';

export type LogCheck = { readonly state: 'whole' | 'damaged' | 'missing'; readonly frames: number };

export type LogPlace = { readonly dataDir: string; readonly logDir?: string | undefined; readonly key: Uint8Array };

export function checkLog({ dataDir, logDir = dataDir, key }: LogPlace): LogCheck {
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
