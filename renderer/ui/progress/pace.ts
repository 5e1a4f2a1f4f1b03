/** How far a long piece of work is, for a bar with a real count and the time that is left. */
import type { TFunction } from 'i18next';

/** Below this much work done a guess of the time left would only jump about. */
const minShare = 0.02;
const minElapsedMs = 1500;

export type Pace = { readonly startedMs: number; readonly nowMs: number; readonly done: number; readonly total: number };

/** Done part in percent, 0 to 100, whole; an empty piece of work is done. */
export function percentDone({ done, total }: Pick<Pace, 'done' | 'total'>): number {
  return total === 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total);
}

/** Whole seconds left at the pace so far, at least 1; `undefined` while it is too early to say or nothing is left. */
export function secondsLeft({ startedMs, nowMs, done, total }: Pace): number | undefined {
  const elapsedMs = nowMs - startedMs;
  if (done >= total || elapsedMs < minElapsedMs || done < total * minShare) return undefined;
  return Math.max(1, Math.round((elapsedMs * (total - done)) / done / 1000));
}

/** "40 giây" up to a minute and a half, then whole minutes. */
export function spanWords(seconds: number, t: TFunction): string {
  return seconds < 90 ? t('importing.seconds', { count: seconds }) : t('importing.minutes', { count: Math.round(seconds / 60) });
}
