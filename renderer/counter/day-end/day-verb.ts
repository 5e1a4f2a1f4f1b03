/** What F9 does at each point of the day. */
import type { DayEnd } from './use-day-end.ts';
import { isUncounted } from './money.ts';

/** `label`, `hint` and `waitingFor` are keys under `dayEnd.verb`; printing has words of its own. */
export type DayVerb =
  | { readonly does: 'print' }
  | {
      readonly does: 'close';
      readonly label: 'close' | 'closeAndSend' | 'goOn' | 'again';
      /** The person has money to count first: F9 leads there as long as its field is on screen. */
      readonly countsFirst: boolean;
      readonly hint: 'uncounted' | 'sentLater' | null;
      readonly waitingFor: 'writing' | 'sending' | 'comparing' | null;
    };

/** `busy`: the closing is being written, or an attempt begun here has not ended. */
export function verbOf({ review, status, phase, progress }: DayEnd, personId: string, busy: boolean): DayVerb {
  const countsFirst = review.cash.some((cash) => cash.personId === personId && isUncounted(cash));
  const hint = countsFirst ? 'uncounted' : null;
  const sendsAgain = { does: 'close', label: 'again', countsFirst: false, hint: null, waitingFor: busy ? 'sending' : null } as const;
  switch (phase) {
    case 'before': {
      const later = status.enrolled === null || status.outageSince !== null;
      const label = later ? 'close' : 'closeAndSend';
      return { does: 'close', label, countsFirst, hint: hint ?? (later ? 'sentLater' : null), waitingFor: busy ? 'writing' : null };
    }
    case 'sending':
      return { ...sendsAgain, label: 'closeAndSend', waitingFor: progress?.phase === 'comparing' ? 'comparing' : 'sending' };
    case 'paused':
      return { ...sendsAgain, label: 'goOn' };
    case 'waiting':
      return status.enrolled === null ? { does: 'print' } : sendsAgain;
    case 'refused':
    case 'differs':
      return sendsAgain;
    case 'done':
      if (review.closed !== null) return { does: 'print' };
      return { does: 'close', label: 'close', countsFirst, hint, waitingFor: busy ? 'writing' : null };
  }
}
