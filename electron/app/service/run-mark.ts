/**
 * The mark of a run: a small file beside the store, there from opening to closing, with a sign of life every half minute. One that the next start finds was left by
 * a run that was cut off, and becomes an entry of the outage log.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Interruption, interruptionOf, type MachineMoment, RunMark } from '#shared/domain/outage/run-mark.ts';
import { removeUnfinishedOf, replaceFile } from '../../keys/durable-file.ts';
import { syncFolder } from '../../journal/log.ts';
import { isStoreFault } from '../../store/fault.ts';
import { type LoggedOutage, outageWhy } from '../../store/queries/outages.ts';
import type { Store } from '../../store/store.ts';
import { officeInstant } from '../clock.ts';
import { type Machine, systemMachine } from '../machine.ts';
import type { AppPorts } from '../ports.ts';

export type Run = {
  /** A sign of life now; also after the machine woke up. */
  alive(): void;
  /** The machine said that it goes to sleep or shuts down. The next sign of life takes it back. */
  leaving(): void;
  /** The run ends in order. Again changes nothing. */
  end(): void;
};

export type RunPorts = Pick<AppPorts, 'dataDir' | 'clock' | 'log'> & { readonly machine?: Machine };

export const aliveEveryMs = 30_000;
/** No sign of life for so long: nobody is there any more. */
const silentMs = 3 * aliveEveryMs;

const fileOf = (dataDir: string): string => join(dataDir, 'run.json');

/**
 * Enters what the run before was cut off by, and begins this one. The store's lock is held, so the mark is nobody else's. A command that finds the
 * desk's mark leaves it: the desk is still down.
 */
export function beginRun(ports: RunPorts, store: Store, by: RunMark['by']): Run {
  const left = readMark(ports.dataDir);
  if (by === 'command' && left?.by === 'app') return { alive: () => undefined, leaving: () => undefined, end: () => undefined };
  removeUnfinishedOf(fileOf(ports.dataDir));
  const opened = momentOf(ports);
  const cut = left === undefined ? null : interruptionOf(left, opened, lastActMs(store));
  if (cut !== null) {
    store.writeLocal(() => {
      store.outages.noteInterruption(loggedOf(cut));
    });
    ports.log('run-was-cut-off', { cause: cut.cause, seconds: Math.round((cut.endedMs - cut.beganMs) / 1000) });
  }
  return keptRun(ports, by, opened.ms);
}

/** The store would not open and nothing lasts yet: from here on the desk is down through our fault. A folder in use, or a key that does not fit, is not. */
export function noteFailedOpening(ports: RunPorts, error: unknown): void {
  const ours = !['data-folder-in-use', 'wrong-key', 'store-missing'].some((code) => isStoreFault(error) && error.code === code);
  if (ours && readMark(ports.dataDir) === undefined) write(ports, markOf(momentOf(ports), 'app', momentOf(ports).ms, false));
}

/** What a reader sees beside a desk that is down: an entry that the next start will make. Null while the desk lives or after it ended in order. */
export function standingOutage(ports: RunPorts): LoggedOutage | null {
  const mark = readMark(ports.dataDir);
  const now = momentOf(ports);
  const cut = mark === undefined || mark.by === 'command' ? null : interruptionOf(mark, now, null);
  return cut === null || cut.endedMs - cut.beganMs < silentMs ? null : { ...loggedOf(cut), endedAt: null };
}

function keptRun(ports: RunPorts, by: RunMark['by'], openedMs: number): Run {
  let over = false;
  const say = (leaving: boolean): void => {
    if (!over) write(ports, markOf(momentOf(ports), by, openedMs, leaving));
  };
  const timer = setInterval(() => {
    say(false);
  }, aliveEveryMs);
  timer.unref();
  say(false);
  return {
    alive: () => {
      say(false);
    },
    leaving: () => {
      say(true);
    },
    end: () => {
      if (over) return;
      over = true;
      clearInterval(timer);
      removeMark(ports.dataDir);
    },
  };
}

function markOf({ ms, uptimeMs, bootId }: MachineMoment, by: RunMark['by'], openedMs: number, leaving: boolean): RunMark {
  return { by, openedMs, aliveMs: ms, aliveUptimeMs: uptimeMs, bootId, leaving };
}

function momentOf({ clock, machine = systemMachine }: RunPorts): MachineMoment {
  return { ms: Date.parse(clock.now()), uptimeMs: machine.uptimeMs(), bootId: machine.bootId() };
}

/** When the last act of this counter's live journal happened, by the same clock as the mark. */
function lastActMs({ acts, identity }: Store): number | null {
  const head = acts.head(identity.journalId);
  const act = head === undefined ? undefined : acts.at(identity.journalId, head.seq);
  return act === undefined ? null : Date.parse(act.body.occurredAt);
}

function loggedOf({ beganMs, endedMs, cause, clockMoved }: Interruption): LoggedOutage {
  return { beganAt: officeInstant(beganMs), endedAt: officeInstant(endedMs), why: outageWhy[cause], clockMoved };
}

/** A full disk must not end the desk: its acts are refused for themselves, and the mark is as old as it is. */
function write({ dataDir, log }: RunPorts, mark: RunMark): void {
  try {
    replaceFile(fileOf(dataDir), Buffer.from(JSON.stringify(mark)));
  } catch (error) {
    log('run-mark-not-written', { name: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Undefined when the last run ended in order. Written whole or not at all, so one that cannot be read is not ours. */
function readMark(dataDir: string): RunMark | undefined {
  try {
    return RunMark.safeParse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return undefined;
    throw error;
  }
}

/** Gone for good: a mark that power loss brings back would tell of an outage that was none. */
function removeMark(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
  syncFolder(dataDir);
}
