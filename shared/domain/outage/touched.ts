/** Which dossiers an outage touches: received, due or promised inside it, unless they were done before it began. */
import type { LocalDateTime } from '../deadline/local-date-time.ts';
import { isIn, type Outage } from './outage.ts';

/** The times of a dossier that an outage may coincide with, in the office's time. */
export type DossierTimes = {
  readonly receivedAt: LocalDateTime | null;
  readonly dueAt: LocalDateTime | null;
  /** A later appointment; null: `dueAt` is the appointment. */
  readonly promisedAt: LocalDateTime | null;
  readonly resolvedAt: LocalDateTime | null;
  readonly returnedAt: LocalDateTime | null;
};

/** `received`: taken in; `due`: the limit ran out; `promised`: the citizen was to come for the result. */
export type TouchedBy = 'received' | 'due' | 'promised';
export type Touch = { readonly by: TouchedBy; readonly at: LocalDateTime; readonly outages: readonly number[] };

/** How `outages` touch the dossier: each of its times that lies in any, with the places of those in `outages`. */
export function touchesOf(times: DossierTimes, outages: readonly Outage[], now: LocalDateTime): readonly Touch[] {
  const touch = (by: TouchedBy, at: LocalDateTime | null, doneAt: LocalDateTime | null): Touch[] => {
    if (at === null) return [];
    const hit = outages.flatMap((outage, index) => (isIn(outage, at, now) && (doneAt === null || doneAt > outage.from) ? [index] : []));
    return hit.length === 0 ? [] : [{ by, at, outages: hit }];
  };
  return [
    ...touch('received', times.receivedAt, null),
    ...touch('due', times.dueAt, times.resolvedAt),
    ...(times.promisedAt === times.dueAt ? [] : touch('promised', times.promisedAt, times.returnedAt ?? times.resolvedAt)),
  ];
}
