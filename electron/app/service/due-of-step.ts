/** The due date a later step sets: what is left after a pause, or the whole limit again (R6, R6b; NĐ 61/2018 Đ19 k4). */
import { computeDueAt } from '#shared/domain/deadline/engine.ts';
import { type ClockEvent, ProcessingTime } from '#shared/domain/deadline/limit.ts';
import { fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { ClockCycle } from '#shared/domain/dossier/state-parts.ts';
import type { Kind } from '#shared/journal/kinds.ts';
import type { Due } from '#shared/journal/payloads/parts.ts';
import { dueOf } from './accept.ts';
import type { OfficeData } from './office-data.ts';

type DueSettingKind = 'dossier.supplementCompleted' | 'dossier.paymentConfirmed' | 'dossier.reopened' | 'dossier.resultRecalled';

const dueSetting: ReadonlySet<Kind> = new Set<DueSettingKind>([
  'dossier.supplementCompleted',
  'dossier.paymentConfirmed',
  'dossier.reopened',
  'dossier.resultRecalled',
]);

/**
 * The payload with the date its kind sets, where it was left out and the dossier has a limit to count by. Throws `calendar-missing`, `clock-event-invalid`
 * (before what stopped the clock), `processing-time-invalid`.
 */
export function withDue(kind: Kind, payload: unknown, state: DossierState, occurredAt: string, office: OfficeData): unknown {
  if (!dueSetting.has(kind) || typeof payload !== 'object' || payload === null || 'due' in payload) return payload;
  const due = dueAfter(kind as DueSettingKind, state, occurredAt, office);
  return due === undefined ? payload : { ...payload, due };
}

/** The date of the running count by another limit: received when it was, stopped when it was. Undefined before any clock started. */
export function recounted(state: DossierState, limit: ProcessingTime, office: OfficeData): Due | undefined {
  return countedDue(state, limit, [], office);
}

function dueAfter(kind: DueSettingKind, state: DossierState, occurredAt: string, office: OfficeData): Due | undefined {
  const limit = ProcessingTime.safeParse(state.limit);
  if (!limit.success) return undefined;
  const event = { kind: goesOn(kind, state) ? 'resume' : 'supplementComplete', at: fromInstant(occurredAt) } as const;
  return countedDue(state, limit.data, [event], office);
}

/** By all that stopped and restarted the clock so far, and `further` on top. */
function countedDue(state: DossierState, limit: ProcessingTime, further: readonly ClockEvent[], office: OfficeData): Due | undefined {
  const first = state.clockCycles[0];
  if (first === undefined) return undefined;
  const { calendar, config } = office;
  const { policy, officeHours } = config;
  const events = [...state.clockCycles.flatMap(eventsOf), ...further];
  return dueOf(computeDueAt({ receivedAt: fromInstant(first.startedAt), limit, events, policy, calendar, officeHours }), office);
}

/** A clock that only stood goes on; one that had ended, or a complete supplement or a recalled result, starts from zero. */
function goesOn(kind: DueSettingKind, { clockCycles }: DossierState): boolean {
  return (kind === 'dossier.paymentConfirmed' || kind === 'dossier.reopened') && clockCycles.at(-1)?.endedAt === null;
}

function eventsOf({ startedAt, pauses }: ClockCycle, index: number): ClockEvent[] {
  const restart = index === 0 ? [] : [{ kind: 'supplementComplete' as const, at: fromInstant(startedAt) }];
  return [
    ...restart,
    ...pauses.flatMap(({ from, to }) => [
      { kind: 'pause' as const, at: fromInstant(from) },
      ...(to === null ? [] : [{ kind: 'resume' as const, at: fromInstant(to) }]),
    ]),
  ];
}
