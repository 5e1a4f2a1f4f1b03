/** Where the day stands, from what the store and the attempt say; nothing of it is remembered by the page. */
import type { DayReview } from '#shared/contract/day-end.ts';
import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts';
import { isSending } from '../sync/sync-live.ts';

/**
 * `before` nothing of today is closed, or there is more since; `waiting` closed here and to be sent later; `refused` closed here and the server
 * said no; `differs` it counted otherwise; `done` everything is with the server and countersigned.
 */
export type DayPhase = 'before' | 'sending' | 'paused' | 'waiting' | 'refused' | 'differs' | 'done';

export function phaseOf(
  review: Pick<DayReview, 'closed' | 'acts'>,
  status: Pick<SyncStatus, 'allSent' | 'last' | 'enrolled'>,
  progress: SyncProgress | null,
): DayPhase {
  if (isSending(progress)) return 'sending';
  if (status.allSent) return 'done';
  if (review.closed === null || review.closed.acts !== review.acts) return 'before';
  if (status.enrolled === null) return 'waiting';
  switch (status.last?.error ?? null) {
    case 'paused':
      return 'paused';
    case 'manifest-differs':
      return 'differs';
    case 'server-unreachable':
    case null:
      return 'waiting';
    default:
      return 'refused';
  }
}

export const stepNames = ['review', 'backup', 'send', 'compare', 'done'] as const;

/** Which of the steps along the top the day is at. */
export function stepOf(phase: DayPhase, progress: SyncProgress | null, isBackingUp = false): number {
  if (isBackingUp) return 1;
  if (phase === 'done') return 4;
  if (phase === 'differs' || (phase === 'sending' && progress?.phase === 'comparing')) return 3;
  return phase === 'before' ? 0 : 2;
}
