import type * as z from 'zod';
import type { JsonObject } from './act.ts';
import * as beside from './payloads/beside.ts';
import * as course from './payloads/course.ts';
import * as intake from './payloads/intake.ts';
import * as office from './payloads/office.ts';

/** One version of a kind. `upcast` turns a parsed payload of this version into one of the next; the latest has none. */
type VersionDefinition = {
  readonly schema: z.ZodType;
  readonly upcast: ((payload: JsonObject) => JsonObject) | null;
};

type KindDefinition<Payload> = {
  readonly of: 'dossier' | 'office';
  /** Never conflicts, applies in any status, needs to have seen nothing. */
  readonly commutes: boolean;
  readonly changesStatus: boolean;
  /** Whether it may be a dossier's first act; 'code' also gives the code that is printed on paper. */
  readonly opens: (payload: Payload) => 'dossier' | 'code' | null;
  /** Ids of acts that must be here before this one can mean anything. */
  readonly names: (payload: Payload) => readonly string[];
  /** By version number, 1 first. */
  readonly versions: readonly VersionDefinition[];
};

type Traits<Payload> = Partial<Omit<KindDefinition<Payload>, 'versions'>>;

/** `schema` is that of the latest version; `older` are the ones before it, 1 first, each with its `upcast`. */
function kind<Schema extends z.ZodType>(
  schema: Schema,
  traits: Traits<z.infer<Schema>>,
  older: readonly VersionDefinition[] = [],
): KindDefinition<z.infer<Schema>> {
  return {
    of: 'dossier',
    commutes: false,
    changesStatus: false,
    opens: () => null,
    names: () => [],
    ...traits,
    versions: [...older, { schema, upcast: null }],
  };
}

const changes = { changesStatus: true } as const;
const opensDossier = { changesStatus: true, opens: () => 'dossier' as const } as const;
const givesCode = { changesStatus: true, opens: () => 'code' as const } as const;
const commutes = { commutes: true } as const;
const ofOffice = { of: 'office', commutes: true } as const;

/** Every kind this app can read. Adding a kind or a version is growth; changing one that was released is not. */
export const kinds = {
  'dossier.registered': kind(intake.Registered, opensDossier),
  'dossier.accepted': kind(intake.Accepted, givesCode),
  'dossier.imported': kind(intake.Imported, givesCode),
  'dossier.recordedAtOnce': kind(intake.RecordedAtOnce, givesCode),
  'dossier.notAccepted': kind(intake.NotAccepted, opensDossier),
  'dossier.supplementRequested': kind(course.SupplementRequested, {
    ...changes,
    opens: (payload) => (payload.phase === 'preAcceptance' ? 'dossier' : null),
  }),
  'dossier.supplementCompleted': kind(course.SupplementCompleted, changes),
  'dossier.handedOver': kind(course.HandedOver, {}),
  'dossier.takenOver': kind(course.TakenOver, changes),
  'dossier.paymentRequested': kind(course.PaymentRequested, changes),
  'dossier.paymentConfirmed': kind(course.PaymentConfirmed, changes),
  'dossier.stopped': kind(course.Stopped, changes),
  'dossier.reopened': kind(course.Reopened, changes),
  'dossier.withdrawn': kind(course.Withdrawn, changes),
  'dossier.resolved': kind(course.Resolved, changes),
  'dossier.resultRecalled': kind(course.ResultRecalled, changes),
  'dossier.returned': kind(course.Returned, changes),
  'dossier.voided': kind(course.Voided, changes),
  'dossier.extended': kind(course.Extended, {}),
  'dossier.corrected': kind(course.Corrected, {}, [
    { schema: course.CorrectedV1, upcast: (payload) => ({ ...payload, intake: null, limit: null }) },
  ]),

  'dossier.noted': kind(beside.Noted, commutes),
  'dossier.notified': kind(beside.Notified, commutes),
  'document.scanned': kind(beside.Scanned, commutes),
  'consultation.asked': kind(beside.ConsultationAsked, commutes),
  'consultation.answered': kind(beside.ConsultationAnswered, { ...commutes, names: (payload) => [payload.askedActId] }),
  'personalData.revealed': kind(beside.Revealed, commutes),
  'paper.printed': kind(beside.Printed, {
    ...commutes,
    names: (payload) => (payload.replaces === null ? [payload.stateActId] : [payload.stateActId, payload.replaces]),
  }),
  'paper.cameOut': kind(beside.CameOut, { ...commutes, names: (payload) => [payload.printActId] }),
  'code.conflicted': kind(beside.CodeConflicted, commutes),
  'act.contested': kind(beside.Contested, { ...commutes, names: (payload) => [payload.actId] }),
  'act.settled': kind(beside.Settled, { ...commutes, names: (payload) => [...payload.keeps, ...payload.setsAside] }),

  'journal.opened': kind(office.JournalOpened, ofOffice),
  'person.added': kind(office.Person, ofOffice),
  'person.changed': kind(office.Person, ofOffice),
  'person.dismissed': kind(office.PersonDismissed, ofOffice),
  'clock.confirmed': kind(office.ClockConfirmed, ofOffice),
  'series.spoiled': kind(office.SeriesSpoiled, ofOffice),
  'agency.configured': kind(office.AgencyConfigured, ofOffice),
} as const;

export type Kind = keyof typeof kinds;
/** Payload of the kind's latest version. */
export type PayloadOf<K extends Kind> = (typeof kinds)[K] extends KindDefinition<infer Payload> ? Payload : never;
/** A payload together with its kind, to switch on. */
export type KnownPayload = { [K in Kind]: { readonly kind: K; readonly payload: PayloadOf<K> } }[Kind];
export type { KindDefinition };

export function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name);
}
