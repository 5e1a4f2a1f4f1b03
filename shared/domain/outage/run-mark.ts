/**
 * How a run of the app ended, told by the mark it left: a clean end takes the mark away, so a mark that is found belongs to a run that was cut off. Whether
 * the machine was started anew in between tells power from our own fault. Pure: the clocks are handed in.
 */
import * as z from 'zod';

/** The mark a run keeps while it lasts. */
export const RunMark = z.object({
  /** The desk itself, or a command of the command line. */
  by: z.enum(['app', 'command']),
  openedMs: z.number(),
  /** Last sign of life by the machine's clock, milliseconds since 1970, and by its time since boot. */
  aliveMs: z.number(),
  aliveUptimeMs: z.number(),
  /** Names one boot where the system tells; null where it does not. */
  bootId: z.string().nullable(),
  /** The machine said that it goes to sleep or shuts down: what ends after that ends in order. */
  leaving: z.boolean(),
});
export type RunMark = z.infer<typeof RunMark>;

/** One moment on the machine's three clocks. */
export type MachineMoment = { readonly ms: number; readonly uptimeMs: number; readonly bootId: string | null };

/** Who had it: our own software, or power and machine. */
export type InterruptionCause = 'software' | 'machine';

/** Never negative. `clockMoved`: the clock was set meanwhile, so the beginning was reckoned from the time since boot or, after a new start, is not known. */
export type Interruption = {
  readonly beganMs: number;
  readonly endedMs: number;
  readonly cause: InterruptionCause;
  readonly clockMoved: boolean;
};

/** As far apart as design §10 lets two clocks be before it asks a person. */
const clockToleranceMs = 5 * 60_000;
/** Two reckonings of one boot by clock and uptime differ by so much at most, unless the clock was set. */
const sameBootMs = 2 * 60_000;

/**
 * What lies between the end of the run that left `mark` and `start`; null when it ended in order. `lastActMs` is when that run last confirmed an act: it
 * was alive then, whatever its mark says.
 */
export function interruptionOf(mark: RunMark, start: MachineMoment, lastActMs: number | null): Interruption | null {
  if (mark.leaving) return null;
  const alive = withLastAct(mark, start, lastActMs);
  const clockMs = start.ms - alive.aliveMs;
  if (isRestarted(alive, start)) {
    const clockMoved = clockMs < 0;
    return { beganMs: clockMoved ? start.ms : alive.aliveMs, endedMs: start.ms, cause: 'machine', clockMoved };
  }
  const passedMs = Math.max(0, start.uptimeMs - alive.aliveUptimeMs);
  const clockMoved = Math.abs(clockMs - passedMs) > clockToleranceMs;
  const beganMs = clockMoved ? start.ms - passedMs : Math.min(alive.aliveMs, start.ms);
  return { beganMs, endedMs: start.ms, cause: 'software', clockMoved };
}

/** The boot's own name decides. Without one: less time since boot than before is another boot; else the boot's moment, reckoned twice, and what came later. */
function isRestarted(mark: RunMark, start: MachineMoment): boolean {
  if (mark.bootId !== null && start.bootId !== null) return mark.bootId !== start.bootId;
  if (start.uptimeMs < mark.aliveUptimeMs) return true;
  const bootedMs = start.ms - start.uptimeMs;
  if (Math.abs(bootedMs - (mark.aliveMs - mark.aliveUptimeMs)) <= sameBootMs) return false;
  return bootedMs > mark.aliveMs;
}

/** An act is a sign of life that only moves the last one forward, and never by more than signs of life lie apart. */
function withLastAct(mark: RunMark, start: MachineMoment, lastActMs: number | null): RunMark {
  const laterMs = lastActMs === null ? 0 : lastActMs - mark.aliveMs;
  if (lastActMs === null || laterMs <= 0 || laterMs > clockToleranceMs || lastActMs > start.ms) return mark;
  return { ...mark, aliveMs: lastActMs, aliveUptimeMs: mark.aliveUptimeMs + laterMs };
}
