/** The open counter's backups: made in a process of their own, told to whoever looks, never in the way of a command. */
import type { BackupStatus } from '#shared/contract/triage.ts';
import { Failure } from '#shared/errors.ts';
import { findBackups } from '../../backup/find-backups.ts';
import { judgeSecond, type SecondState } from '../../backup/judge-second.ts';
import type { BackupReason } from '../../backup/manifest.ts';
import { backupPlan } from '../../backup/plan.ts';
import { safekeepingHere } from '../../backup/safekeeping.ts';
import type { SecondCopy } from '../../backup/second-folder.ts';
import { backupFolderOf } from '../../store/paths.ts';
import type { Store } from '../../store/store.ts';
import type { AppPorts } from '../ports.ts';
import { version } from '../version.ts';
import { secondFolder } from './backup-places.ts';
import { type LogCare, logCareOf } from './log-care.ts';
import { asksLastCode, isWaitingForNumbers, takeReserve, tellLastCode } from './numbers-told.ts';

export type Backups = {
  status(): BackupStatus;
  /** One at a time: asked again while one is made, both hear of the same. Rejects when it could not be made. */
  run(reason: BackupReason, onlyIfChanged?: boolean): Promise<void>;
  /** Asks the second folder how it is, unless it has the last backup: its disk may have been plugged in or pulled out since, or the folder just been set. */
  lookAtSecond(): Promise<void>;
  /** Whether the newest one is older than the plan wants. */
  isDue(): boolean;
  readonly checkLog: LogCare['check'];
  readonly cutLog: LogCare['cut'];
  /** Throws `last-code-foreign`. */
  tellLastCode(typed: string): void;
  /** Nobody knows it: numbers stay in the reserve. */
  takeReserve(): void;
};

export function backupsOf(ports: AppPorts, store: Store, key: Uint8Array): Backups {
  const making = makingOf(ports, store, key);
  const log = logCareOf(ports, store, key);
  return {
    status: () => ({
      ...making.status(),
      log: log.state(),
      numbersFromReserve: isWaitingForNumbers(store),
      asksLastCode: asksLastCode(store, ports.clock.now()),
      papers: [...store.blobs.faults()],
    }),
    run: making.run,
    lookAtSecond: making.lookAtSecond,
    isDue: making.isDue,
    checkLog: log.check,
    cutLog: log.cut,
    tellLastCode: (typed) => {
      tellLastCode(store, typed, ports.clock.now());
    },
    takeReserve: () => {
      takeReserve(store);
    },
  };
}

type Making = Pick<Backups, 'run' | 'isDue' | 'lookAtSecond'> & {
  status(): Pick<BackupStatus, 'last' | 'count' | 'running' | 'fault' | 'second'>;
};

/** How the last one went, and whether another is due. */
function makingOf(ports: AppPorts, store: Store, key: Uint8Array): Making {
  const { dataDir } = ports;
  const keeping = ports.safekeeping ?? safekeepingHere;
  const found = () => findBackups([backupFolderOf(dataDir)]);
  let running: Promise<void> | undefined;
  let fault: string | null = null;
  let second: SecondCopy | null = null;
  let lookedAtMs: number | undefined;

  const make = async (reason: BackupReason, onlyIfChanged: boolean): Promise<void> => {
    try {
      const madeAt = ports.clock.now();
      const made = await keeping.backup({ dataDir, key, second: secondFolder(store), reason, appVersion: version, madeAt, onlyIfChanged });
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

  return {
    status: () => {
      const backups = found();
      return {
        last: lastOf(backups),
        count: backups.length,
        running: running !== undefined,
        fault,
        second: secondStatus(secondFolder(store), second),
      };
    },
    lookAtSecond: async () => {
      const folder = secondFolder(store);
      const copied = second;
      if (folder === null || (copied?.folder === folder && copied.ok)) return;
      const state = await stateOfSecond(folder, dataDir);
      // A backup that was made meanwhile knows better.
      if (second !== copied) return;
      if (state !== 'ready') second = { ok: false, folder, why: state };
      else if (copied?.ok === false && isPassed(copied.why)) second = null;
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
  };
}

function lastOf([last]: ReturnType<typeof findBackups>): BackupStatus['last'] {
  if (last === undefined) return null;
  const { file, madeAt, counts, bytes } = last.manifest;
  return { file, madeAt, acts: counts.acts, bytes };
}

/** What was heard of another folder, set before this one, says nothing of it. */
function secondStatus(folder: string | null, second: SecondCopy | null): BackupStatus['second'] {
  if (folder === null) return null;
  const heard = second?.folder === folder ? second : null;
  return { folder, ok: heard?.ok ?? false, why: heard === null || heard.ok ? null : heard.why };
}

/** A folder that could never be one was set before that was refused, or has become one since. */
async function stateOfSecond(folder: string, dataDir: string): Promise<SecondState> {
  try {
    return await judgeSecond(folder, dataDir);
  } catch {
    return 'refused';
  }
}

/** Whether a folder that takes files again has nothing more to tell: a full disk and a wrong copy wait for the next backup. */
const isPassed = (why: string): boolean => why === 'missing' || why === 'refused';
