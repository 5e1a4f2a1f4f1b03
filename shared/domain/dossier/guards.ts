import { dateOf, fromInstant } from '../deadline/local-date-time.ts';
import type { KnownPayload } from '#shared/journal/kinds.ts';
import type { DossierState } from './state.ts';
import type { Why } from './why.ts';

/** An act about to be made or folded. `occurredAt` is null when a screen asks before there is one. */
export type Proposal = { readonly known: KnownPayload; readonly occurredAt: string | null };

/** Null lets the act pass. A guard sees only kinds whose rows in the table name it. */
type Guard = (state: DossierState, proposal: Proposal) => Why | null;

/** Conditions of the table's rows beyond the status. */
export const guards = {
  /** Without an earlier act the supplement slip itself has to say whose dossier it is. */
  firstActTellsWhose: (state, { known }) => {
    if (known.kind !== 'dossier.supplementRequested' || state.status !== null) return null;
    const { applicant, procedureCode, procedureName } = known.payload;
    return applicant === null || procedureCode === null || procedureName === null ? 'applicant-missing' : null;
  },
  /** Đ11 k2 đ.c: corrections are asked for once; another request carries its reason. */
  askedOnce: (state, { known }) => {
    if (known.kind !== 'dossier.supplementRequested' || state.supplements.length === 0) return null;
    return (known.payload.secondTimeReason ?? '').trim() === '' ? 'second-supplement-needs-reason' : null;
  },
  /** A date belongs to a clock that has started. */
  dateNeedsClock: (state, { known }) => {
    return known.kind === 'dossier.corrected' && known.payload.due !== null && state.clockCycle === 0 ? 'not-from-this-status' : null;
  },
  /** Đ19 k9. */
  extendedOnce: (state) => (state.extension === null ? null : 'already-extended'),
  /** The receptionist on the day of reception and before hand-over; later only the unit head. */
  voidedInTime: (state, { known, occurredAt }) => {
    if (known.kind !== 'dossier.voided' || known.payload.byUnitHead) return null;
    if (state.status !== 'accepted' || state.handovers.length > 0) return 'handed-over-already';
    if (occurredAt === null || state.receivedAt === null) return null;
    return officeDate(occurredAt) === officeDate(state.receivedAt) ? null : 'not-the-same-day';
  },
} as const satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;

const officeDate = (instant: string): string => dateOf(fromInstant(instant));
