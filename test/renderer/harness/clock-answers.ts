import { ORPCError } from '@orpc/client';
import type { ClockState } from '#shared/contract/clock.ts';
import type { ClockReason } from '#shared/domain/clock/verdict.ts';
import { now } from './double-data.ts';

/** The clock's question until it is answered; a typed 06:00 is doubted once. */
export function clockAnswers(reason: ClockReason | null, later: boolean) {
  let open = reason;
  const state = (): ClockState => {
    const question = {
      reason: open ?? 'first-sign-in',
      byMinutes: open === 'first-sign-in' || open === 'beyond-belief' ? null : 32,
      suggestedAt: open === 'beyond-belief' ? null : now,
      lastActAt: now,
    };
    const machineNow = open === 'beyond-belief' ? '1970-01-01T07:03:00.000+07:00' : now;
    return { now, machineNow, differenceSeconds: 0, question: open === null ? null : question };
  };
  const confirm = ({ trueAt, again }: { trueAt: string | null; again: boolean }): ClockState => {
    if (trueAt?.endsWith('T06:00') === true && !again)
      throw new ORPCError('clock-time-doubtful', { defined: true, data: { why: 'before-last-act', than: now } });
    open = null;
    return state();
  };
  const atSignIn = (): ClockState => (later ? { ...state(), question: null } : state());
  return { atSignIn, asks: () => open !== null, answers: { 'clock.state': state, 'clock.confirm': confirm } };
}
