/** A dossier as its page shows it: the folded state with personal numbers masked, who did what, and what may come next. */
import type { ShownChange } from '#shared/contract/shown-change.ts';
import type { DossierDetail, NextStep, TimelineEntry } from '#shared/contract/dossier.ts';
import { permissionsOf } from '#shared/contract/permissions.ts';
import { apologyLimit } from '#shared/domain/deadline/derived-limits.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { changesOf } from '#shared/domain/dossier/correction.ts';
import { may } from '#shared/domain/dossier/may.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { fail } from '#shared/errors.ts';
import type { Act, JsonObject } from '#shared/journal/act.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Desk, OpenDesk } from '../desk.ts';
import { personOf, type Session, type SessionPerson } from '../session.ts';
import { permissionOfKind } from './act.ts';
import { badgeOf, isFinished } from './badge.ts';
import { withMaskedNumbers } from './masked-numbers.ts';
import { coincidencesOf } from './outage-day.ts';
import { actorNames } from './people.ts';
import { shownChange } from './shown-change.ts';

/** Throws `dossier-unknown`. */
export function detailOf(desk: Desk, session: Session, dossierId: string): DossierDetail {
  const open = desk.open();
  const state = open.store.dossiers.findState(dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const acts = open.store.acts.ofDossier(dossierId);
  const row = open.store.dossiers.findRow(dossierId);
  const now = desk.ports.clock.now();
  const unsentActs = row?.unsent ?? 0;
  const { calendar } = open.office();
  const standing = { ...state, needsDecision: state.needsDecision.length > 0, pausedSince: pausedSince(state) };
  return {
    dossierId,
    state: masked(state),
    badge: badgeOf(standing, calendar, fromInstant(now)),
    timeline: namedEntries(open.store, state, acts),
    outages: coincidencesOf(open.store, state, now),
    names: actorNames(open.store, peopleIn(state)),
    next: nextSteps(state, personOf(session), now),
    apologyDueAt: apologyDueAt(open, state),
    today: dateOf(fromInstant(now)),
    unsentActs,
    sentActs: acts.length - unsentActs,
  };
}

/** Start of the standing clock: the open pause, or the open supplement request. */
export function pausedSince(state: DossierState): string | null {
  if (!state.paused) return null;
  const pause = state.clockCycles.at(-1)?.pauses.findLast(({ to }) => to === null);
  return pause?.from ?? state.supplements.findLast(({ completedAt }) => completedAt === null)?.requestedAt ?? null;
}

function masked(state: DossierState): DossierState {
  const { applicant, submitter } = state;
  return {
    ...state,
    applicant: applicant === null ? null : withMaskedNumbers(applicant),
    submitter: submitter === null ? null : withMaskedNumbers(submitter),
    marks: {},
  };
}

function peopleIn(state: DossierState): string[] {
  const people = [
    state.holder,
    state.receivedBy,
    ...state.timeline.map(({ actorId }) => actorId),
    ...state.handovers.flatMap((row) => [row.toPersonId, row.handedOverBy, row.takenOverBy]),
  ];
  return people.filter((id) => id !== null);
}

/** The timeline with names, and of each payload only what may be shown. */
export function namedEntries(store: StoreReader, state: DossierState, acts: readonly Act[]): TimelineEntry[] {
  const names = actorNames(
    store,
    state.timeline.map(({ actorId }) => actorId),
  );
  const payloads = new Map(acts.map(({ body }) => [body.id, body.payload]));
  return state.timeline.map((entry) => ({
    ...entry,
    actorName: names[entry.actorId] ?? entry.actorId,
    details: plainDetails(payloads.get(entry.actId) ?? {}),
    ...(entry.kind === 'dossier.corrected' ? { changes: shownChanges(payloads.get(entry.actId)?.['changes']) } : {}),
  }));
}

function shownChanges(changes: unknown): ShownChange[] {
  return Array.isArray(changes) ? changesOf(changes as JsonObject[]).map(shownChange) : [];
}

/** What the timeline's sentences name: plain values of the payload by allow-list, nothing that could hold a person's number. */
const shownDetails = [
  'reason',
  'result',
  'resultNo',
  'toUnit',
  'note',
  'phase',
  'collector',
  'trackingNo',
  'lostReceiptReason',
  'legalGround',
  'papersReturned',
  'layout',
  'reprintNo',
  'ok',
  'counterNo',
  'channel',
  'entryMode',
  'byUnitHead',
  'text',
  'what',
  'form',
] as const;

function plainDetails(payload: Readonly<Record<string, unknown>>): TimelineEntry['details'] {
  const due = payload['due'];
  const dueAt = typeof due === 'object' && due !== null && 'dueAt' in due && typeof due.dueAt === 'string' ? due.dueAt : null;
  const plain = shownDetails.flatMap((key) => {
    const value = payload[key];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, value] as const] : [];
  });
  return Object.fromEntries(dueAt === null ? plain : [...plain, ['dueAt', dueAt] as const]);
}

const stepsInOrder = [
  'dossier.takenOver',
  'dossier.resolved',
  'dossier.returned',
  'dossier.handedOver',
  'dossier.voided',
  'dossier.corrected',
] as const;

/** Corrections have calls of their own, for who may accept. */
const permissionOfStep = { ...permissionOfKind, 'dossier.corrected': 'dossier.accept' } as const;

/** Later steps this app has a form for; each says whether the dossier and this person's roles allow it now. */
function nextSteps(state: DossierState, person: SessionPerson, now: string): NextStep[] {
  const permissions = permissionsOf(person.roles);
  return stepsInOrder.map((kind) => {
    const needs = permissionOfStep[kind];
    if (needs === undefined || !permissions.has(needs)) return { kind, allowed: false, why: 'not-permitted' };
    if (kind === 'dossier.corrected' && state.entryMode === 'import') return { kind, allowed: false, why: 'not-from-this-status' };
    const verdict = kind === 'dossier.voided' ? may(state, kind, voiding(person), now) : may(state, kind);
    return { kind, allowed: verdict.ok, why: verdict.ok ? null : verdict.why };
  });
}

/** Whether the button is offered depends on who would void and when. */
const voiding = ({ roles }: SessionPerson) => ({ reason: '', byUnitHead: roles.includes('unitHead') });

function apologyDueAt(open: OpenDesk, state: DossierState): string | null {
  if (state.dueAt === null || state.paused || state.resolvedAt !== null || isFinished(state.status)) return null;
  const { calendar, config } = open.office();
  return apologyLimit(fromInstant(state.dueAt), { calendar, officeHours: config.officeHours });
}
