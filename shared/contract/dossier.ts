/** Calls of the dossier list and the dossier page. */
import * as z from 'zod';
import type { DossierState } from '../domain/dossier/state.ts';
import { OutageCause } from '../domain/outage/outage.ts';
import { call } from './base.ts';
import { ShownChange } from './shown-change.ts';
import { CommandId, Instant } from './values.ts';

export const ListTab = z.enum(['all', 'inProcess', 'dueSoon', 'overdue', 'paused', 'awaitingReturn', 'needsDecision']);
export type ListTab = z.infer<typeof ListTab>;

/** What the first column says; `days` counts working days where the words need a number. */
export const Badge = z.object({
  kind: z.enum([
    'inTerm',
    'dueToday',
    'dueTomorrow',
    'overdue',
    'awaitingSupplement',
    'awaitingPayment',
    'stopped',
    'needsDecision',
    'resolvedEarly',
    'resolvedOnTime',
    'resolvedLate',
    'returned',
    'returnedLate',
    'withdrawn',
    'voided',
    'registered',
    'notAccepted',
  ]),
  days: z.int().nullable(),
  at: Instant.nullable(),
});
export type Badge = z.infer<typeof Badge>;

export const DossierRow = z.object({
  dossierId: z.guid(),
  /** Null before acceptance. */
  dossierCode: z.string().nullable(),
  applicantName: z.string(),
  procedureName: z.string(),
  badge: Badge,
  receivedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  paused: z.boolean(),
  finished: z.boolean(),
  sent: z.enum(['sent', 'unsent', 'needsDecision']),
});
export type DossierRow = z.infer<typeof DossierRow>;

export const DossierPage = z.object({
  rows: z.array(DossierRow),
  /** How it was found when the words as typed found nothing: `sound` with `i` and `y` as one letter, `inside` within words and numbers. */
  loosely: z.enum(['sound', 'inside']).nullable(),
});
export type DossierPage = z.infer<typeof DossierPage>;

/** Dossiers matching the text, per tab, and in the whole store; asked for after the rows. */
export const DossierCounts = z.object({ tabs: z.record(ListTab, z.int()), dossiers: z.int() });
export type DossierCounts = z.infer<typeof DossierCounts>;

export const TimelineEntry = z.object({
  actId: z.guid(),
  kind: z.string(),
  occurredAt: Instant,
  recordedAt: Instant,
  actorName: z.string(),
  effect: z.enum(['applied', 'parked', 'setAside', 'waiting']),
  /** Values the sentence of this kind needs, never a person's number. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Of a correction: what it changed, numbers masked. */
  changes: z.array(ShownChange).optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** An outage of this counter that a time of the dossier lies in. `to` null while it lasts. */
export const Coincidence = z.object({
  from: Instant,
  to: Instant.nullable(),
  cause: OutageCause,
  by: z.array(z.enum(['received', 'due', 'promised'])),
});
export type Coincidence = z.infer<typeof Coincidence>;

export const NextStep = z.object({
  kind: z.string(),
  allowed: z.boolean(),
  /** i18n key under `refusals` when not allowed. */
  why: z.string().nullable(),
});
export type NextStep = z.infer<typeof NextStep>;

export const DossierDetail = z.object({
  dossierId: z.guid(),
  /** Folded state with personal numbers masked; `dossier.reveal` gives one in full. */
  state: z.custom<DossierState>(),
  badge: Badge,
  timeline: z.array(TimelineEntry),
  /** Oldest first. */
  outages: z.array(Coincidence),
  names: z.record(z.string(), z.string()),
  next: z.array(NextStep),
  /** Latest moment an apology may still leave (Đ19 k9); null when nothing is due. */
  apologyDueAt: z.string().nullable(),
  today: z.string(),
  unsentActs: z.int(),
  sentActs: z.int(),
});
export type DossierDetail = z.infer<typeof DossierDetail>;

const byId = z.object({ dossierId: z.guid() });

export const dossier = {
  find: call('dossier.read')
    .input(z.object({ text: z.string().max(200), tab: ListTab, offset: z.int().min(0), limit: z.int().min(1).max(500) }))
    .output(DossierPage),
  count: call('dossier.read')
    .input(z.object({ text: z.string().max(200) }))
    .output(DossierCounts),
  get: call('dossier.read').input(byId).output(DossierDetail),
  byCode: call('dossier.read')
    .input(z.object({ dossierCode: z.string().max(60) }))
    .output(z.object({ dossierId: z.guid() }).nullable()),
  byPersonalId: call('dossier.read')
    .input(z.object({ personalId: z.string().max(30) }))
    .output(z.array(DossierRow)),
  reveal: call('dossier.read')
    .input(byId.extend({ commandId: CommandId, what: z.enum(['personalId', 'phone']) }))
    .output(z.object({ value: z.string() })),
  /** Any later lawful step. The payload is checked against the kind's schema and the transition table before the act is made. */
  act: call('dossier.process')
    .input(byId.extend({ commandId: CommandId, basedOn: z.guid(), kind: z.string().max(60), payload: z.record(z.string(), z.unknown()) }))
    .output(z.object({ actId: z.guid() })),
};
