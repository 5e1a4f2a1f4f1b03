/** Where a dossier stands in the list, told by its state alone; what is due is told by the moment of asking. */
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { DossierTab, ListMoment } from './dossier-rows.ts';

/** In the order of the list. */
export const groups = { running: 1, needsDecision: 2, paused: 3, awaitingReturn: 4, registered: 5, closed: 6 } as const;

export type ListPlace = {
  readonly group: number;
  /** Seconds since 1970 that order a group; closed ones count backwards, so that the newest comes first. */
  readonly at: number;
  /** Second from which it is overdue; null while the clock does not run. */
  readonly overdueFrom: number | null;
};

const daySeconds = 86_400;
/** Asia/Ho_Chi_Minh, without daylight saving. */
const offsetSeconds = 7 * 3_600;
/** Behind everything that has a date. */
const never = 253_402_300_799;

export function listPlace(state: DossierState): ListPlace {
  const due = secondsOf(state.dueAt);
  switch (groupOf(state)) {
    case 'running':
      return {
        group: groups.running,
        at: due ?? never,
        overdueFrom: due === null ? null : overdueFrom(due, state.limit?.unit === 'workingHour'),
      };
    case 'closed':
      return { group: groups.closed, at: -(secondsOf(state.returnedAt ?? state.closing?.at ?? state.receivedAt) ?? 0), overdueFrom: null };
    case 'awaitingReturn':
      return { group: groups.awaitingReturn, at: secondsOf(state.resolvedAt) ?? 0, overdueFrom: null };
    case 'needsDecision':
      return { group: groups.needsDecision, at: due ?? never, overdueFrom: null };
    case 'paused':
      return { group: groups.paused, at: secondsOf(state.receivedAt) ?? 0, overdueFrom: null };
    case 'registered':
      return { group: groups.registered, at: secondsOf(state.submittedAt) ?? 0, overdueFrom: null };
  }
}

function groupOf(state: DossierState): keyof typeof groups {
  if (state.needsDecision.length > 0) return 'needsDecision';
  switch (state.status) {
    case 'accepted':
    case 'inProgress':
      return 'running';
    case 'awaitingSupplement':
    case 'awaitingPayment':
    case 'stopped':
      return 'paused';
    case 'resolved':
      return 'awaitingReturn';
    case 'registered':
    case null:
      return 'registered';
    case 'notAccepted':
    case 'withdrawn':
    case 'returned':
    case 'voided':
      return 'closed';
  }
}

/** The law's day ends at 24:00 of the due date; limits in hours end on the minute (procedures.md §3.5). */
function overdueFrom(due: number, inHours: boolean): number {
  return inHours ? due + 1 : Math.floor((due + offsetSeconds) / daySeconds) * daySeconds + daySeconds - offsetSeconds;
}

function secondsOf(instant: string | null): number | null {
  return instant === null ? null : Math.floor(Date.parse(instant) / 1_000);
}

/** SQL condition on `dossier AS d` for the dossiers of every tab but `all`. */
export const openDossiers = 'd.list_group BETWEEN 1 AND 4';

/** SQL condition of a tab on `dossier AS d`, with the values of its parameters, and whether `dossier_in_list` gives its order. */
export function tabCondition(tab: DossierTab, moment: ListMoment): { readonly sql: string; readonly values: readonly number[] } {
  const now = Math.floor(Date.parse(moment.now) / 1_000);
  const soon = Math.floor(Date.parse(`${moment.dueSoonUntil}T23:59:59+07:00`) / 1_000);
  switch (tab) {
    case 'all':
      return { sql: 'd.list_group BETWEEN 1 AND 6', values: [] };
    case 'inProcess':
      return { sql: 'd.list_group = 1', values: [] };
    case 'dueSoon':
      return { sql: 'd.list_group = 1 AND d.list_at <= ? AND d.overdue_from > ?', values: [soon, now] };
    case 'overdue':
      return { sql: 'd.list_group = 1 AND d.list_at <= ? AND d.overdue_from <= ?', values: [now, now] };
    case 'paused':
      return { sql: 'd.list_group = 3', values: [] };
    case 'awaitingReturn':
      return { sql: 'd.list_group = 4', values: [] };
    case 'needsDecision':
      return { sql: 'd.list_group = 2', values: [] };
  }
}
