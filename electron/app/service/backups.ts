/** The open counter's backups: made in a process of their own, told to whoever looks, never in the way of a command. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '#shared/contract/office.ts';
import type { BackupStatus } from '#shared/contract/triage.ts';
import { Failure } from '#shared/errors.ts';
import { findBackups } from '../../backup/find-backups.ts';
import type { BackupReason } from '../../backup/manifest.ts';
import { backupPlan } from '../../backup/plan.ts';
import { safekeepingHere } from '../../backup/safekeeping.ts';
import { secondFolderOf, type SecondCopy } from '../../backup/second-folder.ts';
import { backupFolderOf, logFileName } from '../../store/paths.ts';
import type { Store } from '../../store/store.ts';
import { freeName, moveAside } from '../../store/swap.ts';
import type { AppPorts } from '../ports.ts';
import { version } from '../version.ts';
import { asksLastCode, isWaitingForNumbers, takeReserve, tellLastCode } from './numbers-told.ts';
import { folders } from './set-up.ts';

export type Backups = {
  status(): BackupStatus;
  /** One at a time: asked again while one is made, both hear of the same. Rejects when it could not be made. */
  run(reason: BackupReason, onlyIfChanged?: boolean): Promise<void>;
  /** Whether the newest one is older than the plan wants. */
  isDue(): boolean;
  /** Looks log and store through. A damaged log is made anew from the store; for a damaged store the app starts again, into its repair. */
  checkLog(): Promise<void>;
  /** Leaves out of the log what is safe elsewhere, when enough of it is. */
  cutLog(): Promise<void>;
  /** Throws `last-code-foreign`. */
  tellLastCode(typed: string): void;
  /** Nobody knows it: numbers stay in the reserve. */
  takeReserve(): void;
};

export function backupsOf(ports: AppPorts, store: Store, key: Uint8Array): Backups {
  const { dataDir, logDir = dataDir } = folders(ports);
  const keeping = ports.safekeeping ?? safekeepingHere;
  let running: Promise<void> | undefined;
  let fault: string | null = null;
  let second: SecondCopy | null = null;
  let log: BackupStatus['log'] = 'unknown';
  let lookedAtMs: number | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** What is found out about the log holds only until its file is another: looking at it, renewing and cutting it take turns. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const secondFolder = (): string | null => Settings.safeParse(store.settings.get('desk')).data?.backupFolder ?? null;
  const found = () => findBackups([backupFolderOf(dataDir)]);
  const foldersToLookIn = (): readonly string[] => {
    const folder = secondFolder();
    const { agencyCode, counterNo } = store.identity;
    return [backupFolderOf(dataDir), ...(folder === null ? [] : [secondFolderOf(folder, agencyCode, counterNo)])];
  };

  const make = async (reason: BackupReason, onlyIfChanged: boolean): Promise<void> => {
    try {
      const made = await keeping.backup({
        dataDir,
        key,
        second: secondFolder(),
        reason,
        appVersion: version,
        madeAt: ports.clock.now(),
        onlyIfChanged,
      });
      fault = null;
      lookedAtMs = Date.parse(ports.clock.now());
      second = made.second;
      ports.log('backup-made', { made: made.made, second: made.second === null ? null : made.second.ok });
    } catch (error) {
      fault = error instanceof Failure ? error.code : 'unexpected';
      ports.log('backup-failed', { code: fault });
      throw error;
    }
  };

  const renewLog = async (): Promise<void> => {
    const { path } = await keeping.renewLog({ dataDir, logDir, key });
    if (!existsSync(path)) return;
    const aside = freeName({ dataDir, logDir }, `damaged-${ports.clock.now().slice(0, 19).replaceAll(/[-:]/gu, '')}`);
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
    const cut = await keeping.findCut({ dataDir, logDir, key, folders: [...foldersToLookIn()] });
    if (cut === null || cut.bytes < backupPlan.cutAtLeastBytes) return;
    store.cutLog(cut.from, cut.begins);
    ports.log('log-cut', { bytes: cut.bytes });
  };

  return {
    status: () => {
      const [last] = found();
      const folder = secondFolder();
      return {
        last:
          last === undefined
            ? null
            : { file: last.manifest.file, madeAt: last.manifest.madeAt, acts: last.manifest.counts.acts, bytes: last.manifest.bytes },
        count: found().length,
        running: running !== undefined,
        fault,
        second: folder === null ? null : { folder, ok: second?.ok ?? false, why: second === null || second.ok ? null : second.why },
        log,
        numbersFromReserve: isWaitingForNumbers(store),
        asksLastCode: asksLastCode(store, ports.clock.now()),
      };
    },
    run: (reason, onlyIfChanged = false) =>
      (running ??= make(reason, onlyIfChanged).finally(() => {
        running = undefined;
      })),
    isDue: () => {
      const nowMs = Date.parse(ports.clock.now());
      // A time that lies ahead was told by a clock that has been put right since.
      const times = [lookedAtMs ?? -Infinity, ...found().map(({ manifest }) => Date.parse(manifest.madeAt))].filter((at) => at <= nowMs);
      return nowMs - Math.max(-Infinity, ...times) >= backupPlan.everyMinutes * 60_000;
    },
    checkLog: () => inTurn(checkLog),
    cutLog: () => inTurn(cutLog),
    tellLastCode: (typed) => {
      tellLastCode(store, typed, ports.clock.now());
    },
    takeReserve: () => {
      takeReserve(store);
    },
  };
}
