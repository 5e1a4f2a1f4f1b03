/** The desk behind every window: nothing before set-up, one open store after it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SetUpInput } from '#shared/contract/office.ts';
import { fail } from '#shared/errors.ts';
import { openStore, storeFileName } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { AppPorts } from './ports.ts';
import { type Pins, pinsOf } from './service/pins.ts';
import { type OfficeData, readOfficeData, seedPacks } from './service/office-data.ts';
import { folders, keyOfRecoveryCode, planOf, type CounterPlan, setUpCounter } from './service/set-up.ts';

export type OpenDesk = { readonly store: Store; readonly pins: Pins; readonly office: () => OfficeData; readonly refreshOffice: () => void };

export type Desk = {
  readonly ports: AppPorts;
  /** The open store with what goes with it. Throws `not-set-up`, or `key-missing` when the folder holds a store nobody could open yet. */
  open(): OpenDesk;
  isOpen(): boolean;
  /** A store is there, but no key came from the shell. */
  isKeyMissing(): boolean;
  openWith(key: Uint8Array): void;
  setUp(input: SetUpInput): Promise<string>;
  setUpWith(plan: CounterPlan): Promise<string>;
  recover(recoveryCode: string): Promise<void>;
  close(): void;
};

export function createDesk(ports: AppPorts): Desk {
  let current: OpenDesk | undefined;

  const take = (store: Store, key: Uint8Array): void => {
    seedPacks(store);
    let office = readOfficeData(store);
    const refreshOffice = (): void => { office = readOfficeData(store); };
    current = { store, pins: pinsOf(store, key, ports.clock), office: () => office, refreshOffice };
    ports.log('store-opened', { ...store.opened });
  };

  const isThere = (): boolean => existsSync(join(ports.dataDir, storeFileName));

  const setUpWith = async (plan: CounterPlan): Promise<string> => {
    if (current !== undefined || isThere()) throw fail('already-set-up', {});
    const { store, key, recoveryCode } = await setUpCounter(ports, plan);
    take(store, key);
    return recoveryCode;
  };

  return {
    ports,
    open() {
      if (current !== undefined) return current;
      throw isThere() ? fail('key-missing', {}) : fail('not-set-up', {});
    },
    isOpen: () => current !== undefined,
    isKeyMissing: () => current === undefined && isThere(),
    openWith(key) {
      take(openStore({ ...folders(ports), key }), key);
    },
    setUp: (input) => setUpWith(planOf(input)),
    setUpWith,
    async recover(recoveryCode) {
      const key = keyOfRecoveryCode(ports.dataDir, recoveryCode);
      const store = openStore({ ...folders(ports), key });
      await ports.keys.keep(key);
      take(store, key);
    },
    close() {
      current?.store.close();
      current = undefined;
    },
  };
}
