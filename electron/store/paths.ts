/** Where a counter's files lie. */
import { join } from 'node:path';
import type { OpenOptions } from './store.ts';

export const storeFileName = 'store.db';
export const logFileName = 'journal.log';

/** Where a counter's verified copies lie, unless another folder is named. */
export function backupFolderOf(dataDir: string): string {
  return join(dataDir, 'backups');
}

export type Paths = {
  readonly store: string;
  readonly log: string;
  readonly unfinishedStore: string;
  readonly unfinishedLog: string;
  readonly dataDir: string;
  readonly logDir: string;
};

export function storePaths({ dataDir, logDir = dataDir }: Pick<OpenOptions, 'dataDir' | 'logDir'>): Paths {
  const store = join(dataDir, storeFileName);
  const log = join(logDir, logFileName);
  return { dataDir, logDir, store, log, unfinishedStore: `${store}.new`, unfinishedLog: `${log}.new` };
}
