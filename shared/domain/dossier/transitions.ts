import type { Kind } from '#shared/journal/kinds.ts';
import type { GuardName } from './guards.ts';
import type { DossierStatus } from './status.ts';

/** First acts of a dossier, and those that end the time before acceptance. */
export type IntakeKind = Extract<
  Kind,
  'dossier.registered' | 'dossier.accepted' | 'dossier.imported' | 'dossier.recordedAtOnce' | 'dossier.notAccepted'
>;

/** The way of an accepted dossier to its end. */
export type CourseKind = Extract<
  Kind,
  | 'dossier.supplementRequested'
  | 'dossier.supplementCompleted'
  | 'dossier.handedOver'
  | 'dossier.takenOver'
  | 'dossier.paymentRequested'
  | 'dossier.paymentConfirmed'
  | 'dossier.stopped'
  | 'dossier.reopened'
  | 'dossier.withdrawn'
  | 'dossier.resolved'
  | 'dossier.resultRecalled'
  | 'dossier.returned'
  | 'dossier.voided'
>;

/** Changes that move no status. */
export type ChangeKind = Extract<Kind, 'dossier.extended' | 'dossier.corrected'>;

/** Kinds whose legality depends on the dossier's state; all others may stand beside it at any time. */
export type SteeredKind = IntakeKind | CourseKind | ChangeKind;

/**
 * `none` is a dossier no act has opened. `to` 'same' leaves the status; 'asImported' is told by the row of the register.
 * `phase` limits the row to supplement requests of that phase.
 */
export type Transition = {
  readonly from: readonly (DossierStatus | 'none')[];
  readonly to: DossierStatus | 'same' | 'asImported';
  readonly guards: readonly GuardName[];
  readonly phase?: 'preAcceptance' | 'appraisal';
};

const unopened = ['none', 'registered'] as const;
const running = ['accepted', 'inProgress'] as const;
const standing = ['awaitingSupplement', 'awaitingPayment', 'stopped'] as const;

/** The lifecycle (NĐ 61/2018 Đ15–Đ21; statuses of TT 22/2019/TT-BTTTT). What is not a row here is illegal. */
export const transitions: { readonly [kind in SteeredKind]: readonly Transition[] } = {
  'dossier.registered': [{ from: ['none'], to: 'registered', guards: [] }],
  'dossier.accepted': [{ from: unopened, to: 'accepted', guards: [] }],
  'dossier.imported': [{ from: ['none'], to: 'asImported', guards: [] }],
  'dossier.recordedAtOnce': [{ from: unopened, to: 'returned', guards: [] }],
  'dossier.notAccepted': [{ from: unopened, to: 'notAccepted', guards: [] }],
  'dossier.supplementRequested': [
    { from: unopened, to: 'registered', phase: 'preAcceptance', guards: ['firstActTellsWhose', 'askedOnce'] },
    { from: ['inProgress'], to: 'awaitingSupplement', phase: 'appraisal', guards: ['askedOnce'] },
  ],
  'dossier.supplementCompleted': [{ from: ['awaitingSupplement'], to: 'inProgress', guards: [] }],
  'dossier.handedOver': [{ from: [...running, 'resolved'], to: 'same', guards: [] }],
  'dossier.takenOver': [{ from: running, to: 'inProgress', guards: [] }],
  'dossier.paymentRequested': [{ from: ['inProgress'], to: 'awaitingPayment', guards: [] }],
  'dossier.paymentConfirmed': [{ from: ['awaitingPayment'], to: 'inProgress', guards: [] }],
  'dossier.stopped': [{ from: ['inProgress', 'awaitingSupplement', 'awaitingPayment'], to: 'stopped', guards: [] }],
  'dossier.reopened': [{ from: ['stopped'], to: 'inProgress', guards: [] }],
  'dossier.withdrawn': [{ from: ['registered', ...running, ...standing, 'resolved'], to: 'withdrawn', guards: [] }],
  'dossier.resolved': [{ from: ['inProgress'], to: 'resolved', guards: [] }],
  'dossier.resultRecalled': [{ from: ['resolved'], to: 'inProgress', guards: [] }],
  'dossier.returned': [{ from: ['resolved'], to: 'returned', guards: [] }],
  'dossier.voided': [{ from: [...running, ...standing], to: 'voided', guards: ['voidedInTime'] }],
  'dossier.extended': [{ from: running, to: 'same', guards: ['extendedOnce'] }],
  'dossier.corrected': [{ from: ['registered', ...running, ...standing, 'resolved'], to: 'same', guards: ['dateNeedsClock'] }],
};

export function isSteered(kind: Kind): kind is SteeredKind {
  return Object.hasOwn(transitions, kind);
}
