/** Every opening of the counter's store by the app or its command line: as `openStore`, with a verified backup before an update changes the tables. */
import { backingUpFirst } from '../backup/before-migration.ts';
import { findBackups } from '../backup/find-backups.ts';
import { openStore } from '../store/open-store.ts';
import { backupFolderOf } from '../store/paths.ts';
import type { OpenOptions, Store } from '../store/store.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './ports.ts';
import { version } from './version.ts';

/** Throws as `openStore` does. `machine`: the machine's own clock. */
export function openCounter(options: Omit<OpenOptions, 'backUp' | 'knownHeads'>, machine: Clock = systemClock): Store {
  return openStore({
    ...options,
    knownHeads: () => findBackups([backupFolderOf(options.dataDir)])[0]?.manifest.heads ?? [],
    backUp: backingUpFirst(options, { appVersion: version, machineNow: () => machine.now() }),
  });
}
