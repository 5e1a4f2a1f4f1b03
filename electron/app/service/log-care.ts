/** The open counter's log and store looked through from end to end, a damaged log made anew, and a long one cut. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupStatus } from '#shared/contract/triage.ts';
import { backupPlan } from '../../backup/plan.ts';
import { safekeepingHere } from '../../backup/safekeeping.ts';
import { logFileName } from '../../store/paths.ts';
import type { Store } from '../../store/store.ts';
import { asideName, freeName, moveAside } from '../../store/swap.ts';
import type { AppPorts } from '../ports.ts';
import { backupFolders } from './backup-places.ts';
import { folders } from './set-up.ts';

export type LogCare = {
  readonly state: () => BackupStatus['log'];
  /** Looks log and store through. A damaged log is made anew from the store; for a damaged store the app starts again, into its repair. */
  readonly check: () => Promise<void>;
  /** Leaves out of the log what is safe elsewhere, when enough of it is. */
  readonly cut: () => Promise<void>;
};

export function logCareOf(ports: AppPorts, store: Store, key: Uint8Array): LogCare {
  const { dataDir, logDir = dataDir } = folders(ports);
  const keeping = ports.safekeeping ?? safekeepingHere;
  let log: BackupStatus['log'] = 'unknown';
  let last: Promise<unknown> = Promise.resolve();

  /** What is found out about the log holds only until its file is another: looking at it, renewing and cutting it take turns. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const renewLog = async (): Promise<void> => {
    const { path } = await keeping.renewLog({ dataDir, logDir, key });
    if (!existsSync(path)) return;
    const aside = freeName({ dataDir, logDir }, asideName(ports.clock.now()));
    const kept = `${logFileName}.damaged`;
    try {
      store.replaceLog(path, join(logDir, kept));
    } finally {
      rmSync(path, { force: true });
    }
    moveAside(logDir, aside, kept);
    log = 'renewed';
  };

  const checkLog = async (): Promise<void> => {
    const { state, store: pages } = await keeping.checkLog({ dataDir, logDir, key });
    log = log === 'renewed' && state === 'whole' ? 'renewed' : state;
    ports.log('files-checked', { log: state, store: pages });
    // The next start looks at every page, as after any end that was none, and leads to the repair.
    if (pages === 'damaged') return ports.restart();
    // One that is missing may be on a disk somebody unplugged: only a person may say that it is lost.
    if (state !== 'damaged') return;
    await renewLog();
  };

  const cutLog = async (): Promise<void> => {
    const cut = await keeping.findCut({ dataDir, logDir, key, folders: [...backupFolders(dataDir, store)] });
    if (cut === null || cut.bytes < backupPlan.cutAtLeastBytes) return;
    store.cutLog(cut.from, cut.begins);
    ports.log('log-cut', { bytes: cut.bytes });
  };

  return { state: () => log, check: () => inTurn(checkLog), cut: () => inTurn(cutLog) };
}
