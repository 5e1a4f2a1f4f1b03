/**
 * Attempts nobody pressed a key for: off unless the office wants them, never while a person has paused sending, one at a time, and the longer the line is away the
 * rarer. Clock, timer and chance are handed in; the clock is one that no one sets back.
 */
import type { SyncOutcome } from './engine.ts';

export type SchedulerPorts = {
  /** Milliseconds of a clock that only goes forward. */
  readonly nowMs: () => number;
  /** Calls `run` every `everyMs`; answers how to stop. */
  readonly every: (everyMs: number, run: () => void) => () => void;
  /** 0 up to but not 1. */
  readonly random: () => number;
  /** Whether an attempt may be made now: wanted, enrolled, not paused by a person. Asked of the store each time. */
  readonly mayTry: () => boolean;
  /** An attempt is under way, whoever began it. */
  readonly isUnderWay: () => boolean;
  readonly run: () => Promise<Pick<SyncOutcome, 'fault'>>;
  /** A fault of ours; the next attempt is made all the same. */
  readonly failed: (error: unknown) => void;
};

export type Scheduler = {
  /** When the next attempt is due by the clock handed in; null while none may be made. */
  dueMs(): number | null;
  stop(): void;
};

export const schedule = {
  /** How often the store is asked. */
  tickMs: 15_000,
  /** From one attempt that went through to the next: what others made comes in, what was made here goes out. */
  restMs: 15 * 60_000,
  /** After the first failure; doubled by each further one up to `longestMs`. */
  firstPauseMs: 60_000,
  longestMs: 10 * 60_000,
  /** Every pause is this much shorter or longer by chance, so that the counters of a district do not all come at once when its server is back. */
  jitter: 0.25,
} as const;

export function createScheduler(ports: SchedulerPorts): Scheduler {
  let flying = false;
  let failures = 0;
  let due: number | null = null;

  const after = (pauseMs: number): number => ports.nowMs() + pauseMs * (1 + schedule.jitter * (2 * ports.random() - 1));

  const attempt = async (): Promise<void> => {
    flying = true;
    try {
      const { fault } = await ports.run();
      failures = fault === null ? 0 : failures + 1;
    } catch (error) {
      failures += 1;
      ports.failed(error);
    } finally {
      flying = false;
      due = after(failures === 0 ? schedule.restMs : pauseAfter(failures));
    }
  };

  const tick = (): void => {
    if (!ports.mayTry()) {
      due = null;
      failures = 0;
      return;
    }
    if (flying) return;
    // One that a person began serves as well.
    if (ports.isUnderWay()) {
      due = null;
      return;
    }
    // All counters of a district are switched on at the same hour.
    due ??= after(schedule.firstPauseMs);
    if (due <= ports.nowMs()) void attempt();
  };

  const stop = ports.every(schedule.tickMs, tick);
  return { dueMs: () => due, stop };
}

export function pauseAfter(failures: number): number {
  return Math.min(schedule.longestMs, schedule.firstPauseMs * 2 ** (failures - 1));
}
