/** A desk whose counter has its key and does not open: what is told of it, its repair, and opening it again. */
import type { RepairReport, TriageReport } from '#shared/contract/triage.ts';
import type { Store } from '../store/store.ts';
import type { Opening } from './opening.ts';
import type { AppPorts } from './ports.ts';
import { failureOf, refuseWithoutTrouble, repair, reportOn, type RepairHow, type Trouble, troubleOf } from './service/trouble.ts';

export type DeskTrouble = {
  /** Why the counter does not open though its key is here; `undefined` while nothing is wrong. */
  readonly trouble: () => Trouble | undefined;
  /** Throws `nothing-to-repair`. */
  readonly examine: () => Promise<TriageReport>;
  /** Repairs the files; `openAgain` opens them. `rebuildLog` makes the log anew at that opening. Throws `nothing-to-repair`, `last-code-foreign`. */
  readonly repair: (how: RepairHow, lastCode: string | null) => Promise<RepairReport>;
  /** Tries to open with the key at hand. Throws what still keeps it from opening. */
  readonly openAgain: () => void;
  /** Opens with the key the shell kept. A set-up that was cut off is put aside: the desk is then not set up. What a person can repair or mend is told by `trouble`. */
  readonly openWith: (key: Uint8Array) => void;
  /** The code on paper was right: a store that does not open all the same has its key kept, and the triage goes on from there. */
  readonly openByCode: (key: Uint8Array) => Promise<Store>;
};

export function deskTroubleOf(ports: AppPorts, opening: Opening): DeskTrouble {
  let trouble: Trouble | undefined;
  let mayRebuildLog = false;
  let repairing: Promise<RepairReport> | undefined;

  /** Throws what no screen can help with. */
  const note = (key: Uint8Array, error: unknown): Trouble => {
    trouble = troubleOf(ports, key, error);
    if (trouble === undefined) throw error;
    return trouble;
  };

  return {
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
    openAgain: () => {
      if (opening.current() !== undefined || trouble === undefined) return;
      const { key } = trouble;
      try {
        opening.openNow(key, mayRebuildLog);
        trouble = undefined;
        mayRebuildLog = false;
      } catch (error) {
        throw failureOf(note(key, error));
      }
    },
    openWith: (key) => {
      try {
        opening.openNow(key, mayRebuildLog);
      } catch (error) {
        note(key, error);
      }
    },
    openByCode: async (key) => {
      try {
        return opening.openStore(key);
      } catch (error) {
        const noted = note(key, error);
        await ports.keys.keep(key);
        throw failureOf(noted);
      }
    },
  };
}
