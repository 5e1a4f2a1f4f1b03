/** The desk behind every window: nothing before set-up, one open store after it. */
import type { KeyFault, SetUpInput } from '#shared/contract/office.ts';
import { fail } from '#shared/errors.ts';
import { keyOfRecoveryCode } from '../keys/recovery-files.ts';
import { type DeskTrouble, deskTroubleOf } from './desk-trouble.ts';
import { createOfficeClock, type OfficeClock } from './office-clock.ts';
import type { OpenDesk } from './open-desk.ts';
import { type Opening, openingOf } from './opening.ts';
import type { AppPorts } from './ports.ts';
import { onceEach } from './service/once.ts';
import { planOf, type CounterPlan, setUpCounter } from './service/set-up.ts';

export type { OpenDesk } from './open-desk.ts';

export type Desk = Omit<DeskTrouble, 'openByCode'> & {
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
  setUp(input: SetUpInput): Promise<string>;
  setUpWith(plan: CounterPlan): Promise<string>;
  /** Opens with the code on paper, keeps the key for this user, and answers the code that takes its place. Throws `key-not-kept` when this user's key store fails. */
  recover(recoveryCode: string): Promise<string>;
  close(): void;
};

export function createDesk(given: AppPorts): Desk {
  const clock = createOfficeClock(given.clock, given.log);
  const ports: AppPorts = { ...given, clock };
  const opening = openingOf(ports, clock, given.clock);
  const { openByCode, ...trouble } = deskTroubleOf(ports, opening);
  const setUpWith = settingUp(ports, opening);
  let keyFault: KeyFault = 'missing';
  let lacksData = false;

  return {
    ports,
    clock,
    ...trouble,
    open: () => {
      const current = opening.current();
      if (current !== undefined) return current;
      throw opening.isThere() ? fail('key-missing', {}) : fail('not-set-up', {});
    },
    isOpen: () => opening.current() !== undefined,
    isStoreThere: opening.isThere,
    isKeyMissing: () => opening.current() === undefined && opening.isThere(),
    keyFault: () => keyFault,
    lackKey: (why) => {
      keyFault = why;
    },
    lackData: () => {
      lacksData = true;
    },
    isDataMissing: () => lacksData && opening.current() === undefined && !opening.isThere(),
    // Where a counter was, numbers may be out on paper already: they go on from the reserve.
    setUp: (input) => setUpWith(planOf({ ...input, replaces: input.replaces || lacksData })),
    setUpWith,
    recover: async (recoveryCode) => {
      if (opening.current() !== undefined) throw fail('already-set-up', {});
      const key = keyOfRecoveryCode(ports.dataDir, recoveryCode);
      const store = await openByCode(key);
      await ports.keys.keep(key).catch((error: unknown) => {
        store.close();
        throw error;
      });
      return opening.take(store, key, ({ recovery }) => recovery.replaceUsed());
    },
    close: opening.close,
  };
}

/** Asked twice at once, one counter is made and both hear its recovery code: a second key would put the first aside. */
function settingUp(ports: AppPorts, opening: Opening): (plan: CounterPlan) => Promise<string> {
  const once = onceEach<string>(() => false);
  return (plan) =>
    once('set-up', async () => {
      if (opening.current() !== undefined || opening.isThere()) throw fail('already-set-up', {});
      const { store, key, recoveryCode } = await setUpCounter(ports, plan);
      opening.take(store, key, ({ recovery }) => {
        recovery.shown(recoveryCode);
      });
      return recoveryCode;
    });
}
