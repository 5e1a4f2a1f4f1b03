/**
 * The office's clock: the machine's, put right by the difference people have confirmed, and watched against a clock nobody can set and against what this
 * counter has recorded (design §10). All business times come from here; `recordedAt` stays the machine's.
 */
import * as z from 'zod';
import type { ClockState } from '#shared/contract/clock.ts';
import { type ClockFacts, clockToleranceMs, type ClockVerdict, doubtOf, judgeClock, officeDate } from '#shared/domain/clock/verdict.ts';
import { toInstant, type LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { factsOf } from '#shared/error-facts.ts';
import { fail } from '#shared/errors.ts';
import type { Store } from '../store/store.ts';
import { clockBelief } from './clock-belief.ts';
import { officeInstant } from './clock.ts';
import { actIdOf } from './command-id.ts';
import type { Clock, Log } from './ports.ts';
import { type Author, bodyOf } from './service/body.ts';
import { keptClock, officeTimeOf } from './service/kept-clock.ts';

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

/** `trueAt` null: the suggestion is right. `again`: said a second time, doubts notwithstanding. */
export type ClockAnswer = { readonly commandId: string; readonly trueAt: LocalDateTime | null; readonly again: boolean };

/** How far the machine's clock has jumped and nobody has answered for, in milliseconds: outlives a restart, which forgets the even clock. */
const jumpSetting = 'clock-jump';

export function createOfficeClock(machine: Clock, log: Log): OfficeClock {
  const listeners = new Set<() => void>();
  let watch: Watch | undefined;
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
      watch = store === undefined ? undefined : watchOf(store, deviceMs, machine.elapsedMs, log);
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

type Watch = {
  readonly differenceSeconds: () => number;
  readonly look: () => ClockState;
  readonly resumed: () => void;
  readonly signedIn: () => void;
  readonly confirm: (author: Author, answer: ClockAnswer) => void;
};

/** Device time and the even clock at the moment the machine was last known to be right. */
type Anchor = { readonly machineMs: number; readonly elapsedMs: number };

function watchOf(store: Store, deviceMs: () => number, elapsedMs: (() => number) | undefined, log: Log): Watch {
  const anchorAt = (machineMs: number): Anchor | undefined => (elapsedMs === undefined ? undefined : { machineMs, elapsedMs: elapsedMs() });
  const jumpKept = z.number().nullable().catch(null).parse(store.settings.get(jumpSetting));
  let kept = keptClock(store);
  let anchor = anchorAt(deviceMs() - (jumpKept ?? 0));
  let jumpWritten = jumpKept;
  let lastSeenMs: number | null = null;
  let latestActMs: number | null = null;
  let signedInOn: string | null = null;

  /** Acts that a clock gone back stamps must not make it look right: the latest counts, until somebody has answered. */
  const lastActMs = (): number | null => {
    const head = store.acts.heads().at(-1);
    const act = head === undefined ? undefined : store.acts.at(head.journalId, head.seq);
    if (act !== undefined) latestActMs = Math.max(latestActMs ?? -Infinity, Date.parse(act.body.recordedAt));
    return latestActMs;
  };

  const factsNow = (): ClockFacts => {
    const machineMs = deviceMs();
    const expectedMs = anchor === undefined || elapsedMs === undefined ? null : anchor.machineMs + elapsedMs() - anchor.elapsedMs;
    const differenceMs = kept.differenceSeconds * 1000;
    const confirmedMs = kept.confirmedAt === null ? null : Date.parse(kept.confirmedAt);
    return {
      machineMs,
      expectedMs,
      lastSeenMs,
      lastActMs: lastActMs(),
      differenceMs,
      confirmedMs,
      signedIn: signedInOn === officeDate(machineMs + differenceMs),
      serverOffMs: serverOffMs(store, machineMs + differenceMs, confirmedMs, expectedMs === null ? 0 : machineMs - expectedMs),
      belief: clockBelief,
    };
  };

  /** A jump that is being asked about is kept; one that was answered, or went away by itself, is not. */
  const keepJump = (verdict: ClockVerdict, { machineMs, expectedMs }: ClockFacts): void => {
    const jumped = verdict.kind === 'ask' && (verdict.reason === 'jumped-forward' || verdict.reason === 'jumped-back');
    const jumpMs = jumped && expectedMs !== null ? Math.round(machineMs - expectedMs) : null;
    if (jumpMs === jumpWritten || Math.abs((jumpMs ?? Infinity) - (jumpWritten ?? Infinity)) < clockToleranceMs) return;
    try {
      store.writeLocal(() => {
        store.settings.put(jumpSetting, jumpMs);
      });
      jumpWritten = jumpMs;
    } catch (error) {
      // On a full disk the question stands all the same; that it outlives a restart is tried again with every look.
      log('clock-jump-not-kept', factsOf(error));
    }
  };

  const judge = (): { readonly facts: ClockFacts; readonly verdict: ClockVerdict } => {
    const facts = factsNow();
    const verdict = judgeClock(facts);
    keepJump(verdict, facts);
    return { facts, verdict };
  };

  return {
    differenceSeconds: () => kept.differenceSeconds,
    look: () => {
      const { facts, verdict } = judge();
      if (verdict.kind === 'ok') lastSeenMs = facts.machineMs;
      return stateOf(facts, verdict);
    },
    resumed: () => {
      const machineMs = deviceMs();
      // Back is never sleep: then the even clock's word stands, and the question with it.
      if (lastSeenMs === null || machineMs >= lastSeenMs) anchor = anchorAt(machineMs);
    },
    signedIn: () => {
      signedInOn = officeDate(deviceMs() + kept.differenceSeconds * 1000);
    },
    confirm: (author, answer) => {
      const id = actIdOf(answer.commandId);
      const made = store.acts.find(id);
      if (made !== undefined) {
        if (made.body.kind !== 'clock.confirmed') throw fail('command-reused', {});
        return;
      }
      const { facts, verdict } = judge();
      // Answered meanwhile at another window.
      if (verdict.kind === 'ok' && answer.trueAt === null) return;
      const trueMs = trueTime(answer, facts, verdict);
      // Up, so that the typed minute has begun.
      const differenceSeconds = Math.ceil((trueMs - facts.machineMs) / 1000);
      const shownAt = officeInstant(facts.machineMs);
      const trueAt = officeTimeOf(shownAt, differenceSeconds);
      const by = { actorId: author.actorId, recordedAt: shownAt };
      const payload = { shownAt, trueAt, differenceSeconds };
      store.commit([
        bodyOf(store.identity, by, { id, kind: 'clock.confirmed', dossierId: null, basedOn: null, occurredAt: trueAt, payload }),
      ]);
      kept = keptClock(store);
      anchor = anchorAt(facts.machineMs);
      lastSeenMs = facts.machineMs;
      latestActMs = facts.machineMs;
      signedInOn = null;
      judge();
    },
  };
}

function stateOf({ machineMs, differenceMs, lastActMs }: ClockFacts, verdict: ClockVerdict): ClockState {
  return {
    now: officeInstant(machineMs + differenceMs),
    machineNow: officeInstant(machineMs),
    differenceSeconds: differenceMs / 1000,
    question:
      verdict.kind === 'ok'
        ? null
        : {
            reason: verdict.reason,
            byMinutes: verdict.byMs === null ? null : Math.round(verdict.byMs / 60_000),
            suggestedAt: verdict.suggestedMs === null ? null : officeInstant(verdict.suggestedMs),
            lastActAt: lastActMs === null ? null : officeInstant(lastActMs + differenceMs),
          },
  };
}

const minuteMs = 60_000;

/** What the answer means, in milliseconds. A typed minute that is the suggested one says no more than that the suggestion is right. */
function trueTime({ trueAt, again }: ClockAnswer, facts: ClockFacts, verdict: ClockVerdict): number {
  const nearMs = verdict.kind === 'ask' ? verdict.suggestedMs : facts.machineMs + facts.differenceMs;
  const typedMs = trueAt === null ? null : Date.parse(toInstant(trueAt));
  const isSame = typedMs !== null && nearMs !== null && Math.floor(typedMs / minuteMs) === Math.floor(nearMs / minuteMs);
  const trueMs = typedMs === null || isSame ? nearMs : typedMs;
  if (trueMs === null) throw fail('clock-time-needed', {});
  const why = doubtOf(trueMs, nearMs, facts);
  if (why === undefined || (again && why !== 'beyond-belief')) return trueMs;
  const than = {
    'beyond-belief': facts.belief.untilMs,
    'before-last-act': (facts.lastActMs ?? 0) + facts.differenceMs,
    'far-from-machine': nearMs ?? 0,
  };
  throw fail('clock-time-doubtful', { why, than: officeInstant(than[why]) });
}

const lately = 24 * 60 * 60_000;

/** The server's word counts for a day, and only when neither a person nor a jump has changed the clock since. */
function serverOffMs({ sync }: Store, officeMs: number, confirmedMs: number | null, jumpMs: number): number | null {
  const last = sync.last();
  const reachedAt = last?.reachedAt ?? null;
  const offSeconds = last?.clockOffSeconds ?? null;
  if (reachedAt === null || offSeconds === null || Math.abs(jumpMs) > clockToleranceMs) return null;
  const reachedMs = Date.parse(reachedAt);
  const isRecent = reachedMs <= officeMs && officeMs - reachedMs < lately;
  return isRecent && (confirmedMs === null || confirmedMs < reachedMs) ? offSeconds * 1000 : null;
}
