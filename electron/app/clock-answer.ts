/** What a person says of the clock, and what is kept of it. */
import { type ClockFacts, type ClockVerdict, doubtOf } from '#shared/domain/clock/verdict.ts';
import { type LocalDateTime, toInstant } from '#shared/domain/deadline/local-date-time.ts';
import { fail } from '#shared/errors.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';
import { officeInstant } from './clock.ts';
import { officeTimeOf } from './service/kept-clock.ts';

/** `trueAt` null: the suggestion is right. `again`: said a second time, doubts notwithstanding. */
export type ClockAnswer = { readonly commandId: string; readonly trueAt: LocalDateTime | null; readonly again: boolean };

/** Throws `clock-time-needed` where there is nothing to suggest, `clock-time-doubtful`. */
export function confirmedBy(answer: ClockAnswer, facts: ClockFacts, verdict: ClockVerdict): PayloadOf<'clock.confirmed'> {
  // Up, so that the typed minute has begun.
  const differenceSeconds = Math.ceil((trueTime(answer, facts, verdict) - facts.machineMs) / 1000);
  const shownAt = officeInstant(facts.machineMs);
  return { shownAt, trueAt: officeTimeOf(shownAt, differenceSeconds), differenceSeconds };
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
