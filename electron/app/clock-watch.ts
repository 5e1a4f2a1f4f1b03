/** Watches the machine's clock for one store: what is known of it, what is to be asked, and what an answer changes. */
import * as z from 'zod';
import type { ClockState } from '#shared/contract/clock.ts';
import { type ClockFacts, clockToleranceMs, type ClockVerdict, judgeClock, officeDate } from '#shared/domain/clock/verdict.ts';
import { factsOf } from '#shared/error-facts.ts';
import { fail } from '#shared/errors.ts';
import { type Author, bodyOf } from '../store/new-act.ts';
import type { Store } from '../store/store.ts';
import { type ClockAnswer, confirmedBy } from './clock-answer.ts';
import { clockBelief } from './clock-belief.ts';
import { officeInstant } from './clock.ts';
import { actIdOf } from './command-id.ts';
import type { Log } from './ports.ts';
import { keptClock } from './service/kept-clock.ts';

export type ClockWatch = {
  readonly differenceSeconds: () => number;
  readonly look: () => ClockState;
  readonly resumed: () => void;
  readonly signedIn: () => void;
  readonly confirm: (author: Author, answer: ClockAnswer) => void;
};

/** Device time and the even clock at the moment the machine was last known to be right. */
type Anchor = { readonly machineMs: number; readonly elapsedMs: number };

/** `deviceMs`: what the machine shows; `elapsedMs`: the clock nobody can set, where there is one. */
export function watchClock(store: Store, deviceMs: () => number, elapsedMs: (() => number) | undefined, log: Log): ClockWatch {
  const anchorAt = (machineMs: number): Anchor | undefined => (elapsedMs === undefined ? undefined : { machineMs, elapsedMs: elapsedMs() });
  const jump = jumpOf(store, log);
  let kept = keptClock(store);
  let anchor = anchorAt(deviceMs() - (jump.kept ?? 0));
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

  const judge = (): { readonly facts: ClockFacts; readonly verdict: ClockVerdict } => {
    const facts = factsNow();
    const verdict = judgeClock(facts);
    jump.keep(jumpIn(verdict, facts));
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
      const payload = confirmedBy(answer, facts, verdict);
      const by = { actorId: author.actorId, recordedAt: payload.shownAt };
      const act = { id, kind: 'clock.confirmed', dossierId: null, basedOn: null, occurredAt: payload.trueAt, payload } as const;
      store.commit([bodyOf(store.identity, by, act)]);
      kept = keptClock(store);
      anchor = anchorAt(facts.machineMs);
      lastSeenMs = facts.machineMs;
      latestActMs = facts.machineMs;
      signedInOn = null;
      judge();
    },
  };
}

/** How far the machine's clock has jumped and nobody has answered for, in milliseconds: outlives a restart, which forgets the even clock. */
const jumpSetting = 'clock-jump';

/** A jump that is being asked about; one that was answered, or went away by itself, is none. */
function jumpIn(verdict: ClockVerdict, { machineMs, expectedMs }: ClockFacts): number | null {
  const jumped = verdict.kind === 'ask' && (verdict.reason === 'jumped-forward' || verdict.reason === 'jumped-back');
  return jumped && expectedMs !== null ? Math.round(machineMs - expectedMs) : null;
}

/** `kept`: the jump an earlier run of the app left; `keep` writes it down anew where it has become another. */
function jumpOf(store: Store, log: Log): { readonly kept: number | null; readonly keep: (jumpMs: number | null) => void } {
  const kept = z.number().nullable().catch(null).parse(store.settings.get(jumpSetting));
  let written = kept;
  const keep = (jumpMs: number | null): void => {
    if (jumpMs === written || Math.abs((jumpMs ?? Infinity) - (written ?? Infinity)) < clockToleranceMs) return;
    try {
      store.writeLocal(() => {
        store.settings.put(jumpSetting, jumpMs);
      });
      written = jumpMs;
    } catch (error) {
      // On a full disk the question stands all the same; that it outlives a restart is tried again with every look.
      log('clock-jump-not-kept', factsOf(error));
    }
  };
  return { kept, keep };
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
