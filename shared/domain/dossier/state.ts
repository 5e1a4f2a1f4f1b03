import type {
  Applicant,
  Channel,
  Due,
  Fee,
  Limit,
  Result,
  ResultDelivery,
  SubmittedDocument,
  Submitter,
} from '#shared/journal/payloads/parts.ts';
import type { JsonObject } from '#shared/journal/act.ts';
import type { Dispute, Line, Mark, SetAside, Tail, TimelineEntry } from './state-marks.ts';
import type { ClockCycle, Consultation, Extension, Handover, Slip, SupplementAsked } from './state-parts.ts';
import type { DossierStatus } from './status.ts';

/**
 * One dossier as its acts leave it. Plain JSON. Instants are ISO with offset as the acts hold them.
 * `status` is null until an act opened the dossier; `statusNumber` is the national number 1–10, null when there is none (no
 * status yet, or voided).
 */
export type DossierState = {
  readonly dossierId: string;
  readonly status: DossierStatus | null;
  readonly statusNumber: number | null;
  readonly dossierCode: string | null;
  /** The other dossier that carries the same code, when two counters gave it. */
  readonly codeConflict: { readonly otherDossierId: string; readonly dossierCode: string } | null;
  readonly portalCode: string | null;
  readonly agencyCode: string | null;
  readonly procedureCode: string | null;
  readonly procedureVersionId: string | null;
  readonly procedureName: string | null;
  readonly fieldCode: string | null;
  readonly fieldName: string | null;
  readonly applicant: Applicant | null;
  readonly submitter: Submitter | null;
  readonly channel: Channel | null;
  readonly submittedAt: string | null;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  readonly documents: readonly SubmittedDocument[];
  readonly dossierCount: number;
  readonly fee: Fee | null;
  readonly resultDelivery: ResultDelivery | null;
  readonly limit: Limit | null;
  readonly variant: string | null;
  readonly counterNo: number | null;
  readonly registerVolume: string | null;
  readonly registerNo: number | null;
  readonly slipNo: number | null;
  readonly formSet: string | null;
  readonly entryMode: 'live' | 'backfill' | 'import' | null;
  readonly backfill: { readonly reason: string; readonly paperPage: string | null } | null;
  readonly note: string | null;

  /** As first given to the citizen; never changes. */
  readonly firstDueAt: string | null;
  /** Of the current clock cycle; statistics use it. */
  readonly dueAt: string | null;
  /** What the current `dueAt` was counted with; null for imported rows. */
  readonly due: Due | null;
  readonly promisedAt: string | null;
  readonly extension: Extension | null;
  /** Number of the current cycle, from 1; 0 before the clock started. */
  readonly clockCycle: number;
  readonly clockCycles: readonly ClockCycle[];
  readonly paused: boolean;
  readonly supplementPhase: 'preAcceptance' | 'appraisal' | null;
  readonly supplements: readonly SupplementAsked[];
  readonly payment: {
    readonly reason: string;
    readonly amountVnd: number | null;
    readonly requestedAt: string;
    readonly confirmedAt: string | null;
    readonly proof: string | null;
  } | null;

  readonly resolvedAt: string | null;
  readonly returnedAt: string | null;
  readonly result: Result | null;
  readonly resultNo: string | null;
  readonly resultReason: string | null;
  readonly collector: {
    readonly collector: 'applicant' | 'authorised' | 'post';
    readonly collectorName: string | null;
    readonly authorisation: string | null;
    readonly trackingNo: string | null;
    readonly lostReceiptReason: string | null;
  } | null;
  /** Why it ended otherwise: not accepted, withdrawn, stopped, voided. */
  readonly closing: {
    readonly reason: string;
    readonly legalGround: string | null;
    readonly papersReturned: boolean | null;
    readonly at: string;
  } | null;

  readonly handovers: readonly Handover[];
  /** Who has the papers: the last person who took them over, at first the receptionist. */
  readonly holder: string | null;
  readonly slips: readonly Slip[];
  readonly notes: readonly { readonly actId: string; readonly text: string; readonly actorId: string; readonly occurredAt: string }[];
  readonly notices: readonly {
    readonly actId: string;
    readonly channel: string;
    readonly to: string | null;
    readonly text: string | null;
    readonly occurredAt: string;
  }[];
  readonly scans: readonly {
    readonly actId: string;
    readonly documentName: string;
    readonly blobSha256: string;
    readonly pages: number;
    readonly mediaType: string;
  }[];
  readonly consultations: readonly Consultation[];
  readonly corrections: readonly {
    readonly actId: string;
    readonly changes: readonly JsonObject[];
    readonly reason: string;
    readonly occurredAt: string;
  }[];

  readonly timeline: readonly TimelineEntry[];
  /** What a new act names as its `basedOn`: the last act whose author knew all that steers the dossier. */
  readonly lastActId: string | null;
  readonly lastStatusActId: string | null;
  /** What a paper printed now names as its `stateActId`: the last act of the dossier's course, corrections included. */
  readonly shownActId: string | null;
  readonly needsDecision: readonly Dispute[];
  readonly setAside: readonly SetAside[];
  /** Some act is of a kind or version this app cannot read; the state is as before that act. */
  readonly readOnly: 'needs-update' | null;

  /** Book-keeping of the fold from here on: last writer of each line, what each act knew, where the order stands. */
  readonly lines: { readonly [line in Line]?: string };
  readonly marks: { readonly [actId: string]: Mark };
  /** The last act that opened the dossier: the base of acts made with nothing but its slip in hand. */
  readonly openedBy: string | null;
  readonly tail: Tail;
};

/** A dossier before its first act. */
export function blankDossier(dossierId: string): DossierState {
  return {
    dossierId,
    status: null,
    statusNumber: null,
    dossierCode: null,
    codeConflict: null,
    portalCode: null,
    agencyCode: null,
    procedureCode: null,
    procedureVersionId: null,
    procedureName: null,
    fieldCode: null,
    fieldName: null,
    applicant: null,
    submitter: null,
    channel: null,
    submittedAt: null,
    receivedAt: null,
    receivedBy: null,
    documents: [],
    dossierCount: 0,
    fee: null,
    resultDelivery: null,
    limit: null,
    variant: null,
    counterNo: null,
    registerVolume: null,
    registerNo: null,
    slipNo: null,
    formSet: null,
    entryMode: null,
    backfill: null,
    note: null,
    firstDueAt: null,
    dueAt: null,
    due: null,
    promisedAt: null,
    extension: null,
    clockCycle: 0,
    clockCycles: [],
    paused: false,
    supplementPhase: null,
    supplements: [],
    payment: null,
    resolvedAt: null,
    returnedAt: null,
    result: null,
    resultNo: null,
    resultReason: null,
    collector: null,
    closing: null,
    handovers: [],
    holder: null,
    slips: [],
    notes: [],
    notices: [],
    scans: [],
    consultations: [],
    corrections: [],
    timeline: [],
    lastActId: null,
    lastStatusActId: null,
    shownActId: null,
    needsDecision: [],
    setAside: [],
    readOnly: null,
    lines: {},
    marks: {},
    openedBy: null,
    tail: { placement: null, unplaced: {} },
  };
}
