/**
 * The office's clock: the machine's, put right by the difference people have confirmed, and watched against a clock nobody can set and against what this
 * counter has recorded (design §10). All business times come from here; `recordedAt` stays the machine's.
 */
import type { ClockState } from '#shared/contract/clock.ts';
import { officeDate } from '#shared/domain/clock/verdict.ts';
import type { Store } from '../store/store.ts';
import type { Author } from '../store/new-act.ts';
import type { ClockAnswer } from './clock-answer.ts';
import { type ClockWatch, watchClock } from './clock-watch.ts';
import type { Clock, Log } from './ports.ts';
import { officeTimeOf } from './service/kept-clock.ts';

export type OfficeClock = Clock & {
  /** What the machine shows. */
  readonly deviceNow: () => string;
  /** From now on for this store: its difference holds, its last act is what the clock must not lie behind. `undefined`: no store is open. */
  readonly follow: (store: Store | undefined) => void;
  /** Looks at the machine's clock; listeners hear what changed since the last look. */
  readonly look: () => ClockState;
  readonly isAsking: () => boolean;
  /** The machine woke up: its clock may have gone on while the even one stood. */
  readonly resumed: () => void;
  readonly signedIn: () => void;
  /** Keeps what a person says of the clock. Throws `clock-time-needed`, `clock-time-doubtful`, `command-reused`. */
  readonly confirm: (author: Author, answer: ClockAnswer) => void;
  /** Called when the question, the difference or the office's day became another. Answers how to stop. */
  readonly listen: (changed: () => void) => () => void;
  /** Rises with each such change: a page that shows the time reads it again. */
  readonly changes: () => number;
};

export function createOfficeClock(machine: Clock, log: Log): OfficeClock {
  const listeners = new Set<() => void>();
  let watch: ClockWatch | undefined;
  let changes = 0;
  let told = '';

  const tell = (): void => {
    changes += 1;
    for (const listener of listeners) listener();
  };
  const deviceMs = (): number => Date.parse(machine.now());
  const look = (): ClockState => {
    const state = watch?.look() ?? { ...bare(machine.now()), question: null };
    const { question, differenceSeconds, now } = state;
    const seen = [question?.reason ?? 'ok', differenceSeconds, officeDate(Date.parse(now))].join('/');
    if (seen !== told && told !== '') tell();
    told = seen;
    return state;
  };

  return {
    now: () => (watch === undefined ? machine.now() : officeTimeOf(machine.now(), watch.differenceSeconds())),
    ...(machine.elapsedMs === undefined ? {} : { elapsedMs: machine.elapsedMs }),
    deviceNow: () => machine.now(),
    follow: (store) => {
      watch = store === undefined ? undefined : watchClock(store, deviceMs, machine.elapsedMs, log);
      look();
    },
    look,
    isAsking: () => look().question !== null,
    resumed: () => {
      watch?.resumed();
      look();
      tell();
    },
    signedIn: () => {
      watch?.signedIn();
      look();
    },
    confirm: (author, answer) => {
      watch?.confirm(author, answer);
      look();
    },
    listen: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    changes: () => changes,
  };
}

const bare = (now: string): Pick<ClockState, 'now' | 'machineNow' | 'differenceSeconds'> => ({
  now,
  machineNow: now,
  differenceSeconds: 0,
});
