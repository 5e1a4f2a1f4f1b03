/** The one open store of a desk with what goes with it: opened whole, or closed and unlocked again. */
import { existsSync } from 'node:fs';
import { findBackups } from '../backup/find-backups.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { backupFolderOf, storePaths } from '../store/paths.ts';
import type { Store } from '../store/store.ts';
import type { OfficeClock } from './office-clock.ts';
import { openCounter } from './open-counter.ts';
import { type OpenDesk, openDeskOf } from './open-desk.ts';
import type { AppPorts } from './ports.ts';
import { isConfigured } from './service/office-data.ts';
import { noteFailedOpening } from './service/run-mark.ts';
import { folders, putUnfinishedAside } from './service/set-up.ts';

export type Opening = {
  readonly current: () => OpenDesk | undefined;
  /** A counter is here as long as anything of it is; a set-up that was cut off before its store got its name is none yet. */
  readonly isThere: () => boolean;
  /** Opens and takes it; a set-up that was cut off is put aside. `mayRebuildLog`: a person has said that the log is lost and not on a disk that is unplugged. */
  readonly openNow: (key: Uint8Array, mayRebuildLog: boolean) => void;
  /** Opens it for whoever takes it next. */
  readonly openStore: (key: Uint8Array) => Store;
  /** The desk goes on with this store once `use` went well. Nothing stays open or locked when it cannot be used. */
  readonly take: <T>(store: Store, key: Uint8Array, use: (open: OpenDesk) => T) => T;
  readonly close: () => void;
};

/** `ports.clock` is `clock`, the office's; `machine` the machine's own. */
export function openingOf(ports: AppPorts, clock: OfficeClock, machine: AppPorts['clock']): Opening {
  let current: OpenDesk | undefined;

  const letGo = (): void => {
    clock.follow(undefined);
    current?.run.end();
    current = undefined;
  };
  const orClose = <T>(store: Store, use: () => T): T => {
    try {
      return use();
    } catch (error) {
      letGo();
      store.close();
      throw error;
    }
  };
  const take: Opening['take'] = (store, key, use) =>
    orClose(store, () => {
      clock.follow(store);
      current = openDeskOf(ports, store, key);
      ports.log('store-opened', { ...store.opened });
      return use(current);
    });
  const openOrNote = (key: Uint8Array, mayRebuildLog: boolean): Store => {
    try {
      return openCounter({ ...folders(ports), key, rebuildLog: mayRebuildLog }, machine);
    } catch (error) {
      noteFailedOpening(ports, error);
      throw error;
    }
  };

  return {
    current: () => current,
    isThere: () => isCounterThere(ports),
    openNow: (key, mayRebuildLog) => {
      // What is read first of a store that opened may be what is damaged.
      inPlainWords(() => {
        const store = openOrNote(key, mayRebuildLog);
        if (orClose(store, () => isConfigured(store))) {
          take(store, key, () => undefined);
          return;
        }
        store.close();
        putUnfinishedAside(ports);
      });
    },
    openStore: (key) => openCounter({ ...folders(ports), key }, machine),
    take,
    close: () => {
      const store = current?.store;
      letGo();
      store?.close();
    },
  };
}

function isCounterThere(ports: AppPorts): boolean {
  const { store, log, unfinishedStore } = storePaths(folders(ports));
  if (existsSync(store)) return true;
  return !existsSync(unfinishedStore) && (existsSync(log) || findBackups([backupFolderOf(ports.dataDir)]).length > 0);
}
