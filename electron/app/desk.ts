/** The desk behind every window: nothing before set-up, one open store after it. */
import { existsSync } from 'node:fs';
import type { KeyFault, SetUpInput } from '#shared/contract/office.ts';
import { fail } from '#shared/errors.ts';
import { keyOfRecoveryCode } from '../keys/recovery-files.ts';
import { findBackups } from '../backup/find-backups.ts';
import { inPlainWords } from '../store/file-faults.ts';
import { backupFolderOf, storePaths } from '../store/paths.ts';
import type { RepairReport, TriageReport } from '#shared/contract/triage.ts';
import type { Store } from '../store/store.ts';
import { createOfficeClock, type OfficeClock } from './office-clock.ts';
import { openCounter } from './open-counter.ts';
import { type OpenDesk, openDeskOf } from './open-desk.ts';
import type { AppPorts } from './ports.ts';
import { onceEach } from './service/once.ts';
import { failureOf, refuseWithoutTrouble, repair, reportOn, type RepairHow, type Trouble, troubleOf } from './service/trouble.ts';
import { noteFailedOpening } from './service/run-mark.ts';
import { isConfigured } from './service/office-data.ts';
import { folders, planOf, type CounterPlan, putUnfinishedAside, setUpCounter } from './service/set-up.ts';

export type { OpenDesk } from './open-desk.ts';

export type Desk = {
  /** As given, but the clock is the office's: the machine's with the kept difference. */
  readonly ports: AppPorts;
  readonly clock: OfficeClock;
  /** The open store with what goes with it. Throws `not-set-up`, or `key-missing` when the folder holds a store nobody could open yet. */
  open(): OpenDesk;
  isOpen(): boolean;
  isStoreThere(): boolean;
  /** A store is there, but no key that opens it came from the shell. */
  isKeyMissing(): boolean;
  /** Why `isKeyMissing`. */
  keyFault(): KeyFault;
  /** The shell had no key, or one that does not fit. */
  lackKey(why: KeyFault): void;
  /** The shell has a key of a counter, and nothing of its data is in the folder: an unplugged disk, a moved folder. */
  lackData(): void;
  isDataMissing(): boolean;
  /** Why the counter does not open though its key is here; `undefined` while nothing is wrong. */
  trouble(): Trouble | undefined;
  /** Throws `nothing-to-repair`. */
  examine(): Promise<TriageReport>;
  /** Repairs the files; `openAgain` opens them. `rebuildLog` makes the log anew at that opening. Throws `nothing-to-repair`, `last-code-foreign`. */
  repair(how: RepairHow, lastCode: string | null): Promise<RepairReport>;
  /** Tries to open with the key at hand. Throws what still keeps it from opening. */
  openAgain(): void;
  /** Opens with the key the shell kept. A set-up that was cut off is put aside: the desk is then not set up. What a person can repair or mend is told by `trouble`. */
  openWith(key: Uint8Array): void;
  setUp(input: SetUpInput): Promise<string>;
  setUpWith(plan: CounterPlan): Promise<string>;
  /** Opens with the code on paper, keeps the key for this user, and answers the code that takes its place. Throws `key-not-kept` when this user's key store fails. */
  recover(recoveryCode: string): Promise<string>;
  close(): void;
};

export function createDesk(given: AppPorts): Desk {
  const clock = createOfficeClock(given.clock, given.log);
  const ports: AppPorts = { ...given, clock };
  let current: OpenDesk | undefined;
  let keyFault: KeyFault = 'missing';
  let lacksData = false;
  let trouble: Trouble | undefined;
  /** A person has said that the log is lost and not on a disk that is unplugged. */
  let mayRebuildLog = false;
  let repairing: Promise<RepairReport> | undefined;

  /** Nothing stays open or locked when it cannot be used. */
  const orClose = <T>(store: Store, use: () => T): T => {
    try {
      return use();
    } catch (error) {
      letGo();
      store.close();
      throw error;
    }
  };

  const letGo = (): void => {
    clock.follow(undefined);
    current?.run.end();
    current = undefined;
  };

  const take = (store: Store, key: Uint8Array): OpenDesk => {
    clock.follow(store);
    current = openDeskOf(ports, store, key);
    ports.log('store-opened', { ...store.opened });
    return current;
  };

  const openOrNote = (key: Uint8Array): Store => {
    try {
      return openCounter({ ...folders(ports), key, rebuildLog: mayRebuildLog }, given.clock);
    } catch (error) {
      noteFailedOpening(ports, error);
      throw error;
    }
  };

  /** A counter is here as long as anything of it is; a set-up that was cut off before its store got its name is none yet. */
  const isThere = (): boolean => {
    const { store, log, unfinishedStore } = storePaths(folders(ports));
    if (existsSync(store)) return true;
    return !existsSync(unfinishedStore) && (existsSync(log) || findBackups([backupFolderOf(ports.dataDir)]).length > 0);
  };

  /** What is read first of a store that opened may be what is damaged. */
  const openNow = (key: Uint8Array): void => {
    inPlainWords(() => {
      const store = openOrNote(key);
      if (orClose(store, () => isConfigured(store))) {
        orClose(store, () => take(store, key));
        return;
      }
      store.close();
      putUnfinishedAside(ports);
    });
  };

  /** The code on paper was right and the store does not open: the key is kept all the same, and the triage goes on from here. */
  const openOrTrouble = async (key: Uint8Array): Promise<Store> => {
    try {
      return openCounter({ ...folders(ports), key }, given.clock);
    } catch (error) {
      trouble = troubleOf(ports, key, error);
      if (trouble === undefined) throw error;
      await ports.keys.keep(key);
      throw failureOf(trouble);
    }
  };

  const setUpOnce = onceEach<string>(() => false);
  /** Asked twice at once, one counter is made and both hear its recovery code: a second key would put the first aside. */
  const setUpWith = (plan: CounterPlan): Promise<string> =>
    setUpOnce('set-up', async () => {
      if (current !== undefined || isThere()) throw fail('already-set-up', {});
      const { store, key, recoveryCode } = await setUpCounter(ports, plan);
      orClose(store, () => take(store, key)).recovery.shown(recoveryCode);
      return recoveryCode;
    });

  return {
    ports,
    clock,
    open() {
      if (current !== undefined) return current;
      throw isThere() ? fail('key-missing', {}) : fail('not-set-up', {});
    },
    isOpen: () => current !== undefined,
    isStoreThere: isThere,
    isKeyMissing: () => current === undefined && isThere(),
    keyFault: () => keyFault,
    lackKey(why) {
      keyFault = why;
    },
    lackData() {
      lacksData = true;
    },
    isDataMissing: () => lacksData && current === undefined && !isThere(),
    trouble: () => trouble,
    examine: () => Promise.resolve().then(() => reportOn(ports, refuseWithoutTrouble(trouble))),
    repair: (how, lastCode) =>
      (repairing ??= Promise.resolve()
        .then(() => repair(ports, refuseWithoutTrouble(trouble), how, lastCode))
        .then((report) => {
          mayRebuildLog = how === 'rebuildLog';
          return report;
        })
        .finally(() => {
          repairing = undefined;
        })),
    openAgain() {
      if (current !== undefined || trouble === undefined) return;
      const { key } = trouble;
      try {
        openNow(key);
        trouble = undefined;
        mayRebuildLog = false;
      } catch (error) {
        trouble = troubleOf(ports, key, error);
        if (trouble === undefined) throw error;
        throw failureOf(trouble);
      }
    },
    openWith(key) {
      try {
        openNow(key);
      } catch (error) {
        trouble = troubleOf(ports, key, error);
        if (trouble === undefined) throw error;
      }
    },
    // Where a counter was, numbers may be out on paper already: they go on from the reserve.
    setUp: (input) => setUpWith(planOf({ ...input, replaces: input.replaces || lacksData })),
    setUpWith,
    async recover(recoveryCode) {
      if (current !== undefined) throw fail('already-set-up', {});
      const key = keyOfRecoveryCode(ports.dataDir, recoveryCode);
      const store = await openOrTrouble(key);
      await ports.keys.keep(key).catch((error: unknown) => {
        store.close();
        throw error;
      });
      return orClose(store, () => take(store, key).recovery.replaceUsed());
    },
    close() {
      const store = current?.store;
      letGo();
      store?.close();
    },
  };
}
