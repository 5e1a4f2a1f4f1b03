/** Calls of the day's end: what was done at this counter, what is still open, the money counted, and that somebody closed the day. */
import * as z from 'zod';
import { OutageCause } from '../domain/outage/outage.ts';
import { DaySlipLayout } from '../forms/day-slip.ts';
import { call } from './base.ts';
import { CommandId, Instant } from './values.ts';

const CivilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
/** More is a slip of the finger. */
export const mostInTillVnd = 100_000_000_000;
const Vnd = z.int().min(0).max(mostInTillVnd);

/** Counted over the acts this counter recorded today. */
export const DayFigures = z.object({
  accepted: z.object({ total: z.int(), inPerson: z.int(), online: z.int(), postal: z.int() }),
  resolved: z.object({ total: z.int(), early: z.int(), onTime: z.int(), late: z.int() }),
  returned: z.int(),
  supplements: z.int(),
  notAccepted: z.int(),
  printed: z.object({ total: z.int(), reprints: z.int() }),
  imported: z.int(),
});
export type DayFigures = z.infer<typeof DayFigures>;

/**
 * What has to be in one person's till: fees taken in today less those given back (`refundedVnd`: voided acceptances, corrections), below 0 for who gave back more than they
 * took. `countedVnd`: what they counted; null until counted.
 */
export const DayCash = z.object({
  personId: z.string(),
  fullName: z.string(),
  takenVnd: z.int(),
  refundedVnd: z.int().min(0),
  countedVnd: z.int().nullable(),
});
export type DayCash = z.infer<typeof DayCash>;

/** A dossier as a line of the list of what is open. */
const Named = { dossierId: z.guid(), dossierCode: z.string().nullable(), applicantName: z.string(), procedureName: z.string() };

/** An act only one side counts: the server's copy of the journal or ours. `dossierCode` null where it belongs to no dossier. */
export const DifferingAct = z.object({
  seq: z.int(),
  side: z.enum(['here', 'there']),
  kind: z.string().nullable(),
  dossierId: z.guid().nullable(),
  dossierCode: z.string().nullable(),
  applicantName: z.string().nullable(),
});
export type DifferingAct = z.infer<typeof DifferingAct>;

/** What a person should look at; the day may be closed with any of these, and the slip names them. */
export const DayProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('needsDecision'), ...Named }),
  z.object({ kind: z.literal('paperUnanswered'), ...Named, printedAt: Instant }),
  z.object({ kind: z.literal('differs'), act: DifferingAct }),
  /** Names of the applicants only of one's own drafts. */
  z.object({ kind: z.literal('drafts'), ownerName: z.string(), mine: z.boolean(), count: z.int(), names: z.array(z.string()) }),
]);
export type DayProblem = z.infer<typeof DayProblem>;

/** That a person closed the day here; whether it reached the server is asked of `sync.status`. */
export const DayClosed = z.object({ date: CivilDate, closedAt: Instant, personId: z.string(), fullName: z.string(), acts: z.int() });
export type DayClosed = z.infer<typeof DayClosed>;

export const DayReview = z.object({
  date: CivilDate,
  now: Instant,
  /** Acts this counter recorded today. */
  acts: z.int(),
  figures: DayFigures,
  cash: z.array(DayCash),
  /** Today's intervals without the server, the app or power; `to` null while it lasts. */
  outages: z.array(z.object({ from: Instant, to: Instant.nullable(), cause: OutageCause })),
  /** Bytes of the papers and scans that are to be sent. */
  unsentBytes: z.int(),
  /** Date of the oldest act the server has not countersigned, when it is before today. */
  openSince: CivilDate.nullable(),
  problems: z.array(DayProblem),
  /** The last time today was closed. */
  closed: DayClosed.nullable(),
});
export type DayReview = z.infer<typeof DayReview>;

export const dayEnd = {
  review: call('dossier.read').output(DayReview),
  /** What a person found in the till, in đồng, for today. Counting again replaces it. */
  count: call('dossier.accept')
    .input(z.object({ personId: z.string().max(100), countedVnd: Vnd }))
    .output(z.object({})),
  /** Closes today on this machine; sending is `sync.closeDay`. Doing it again moves the time. */
  close: call('dossier.accept').output(DayClosed),
  /** The slip as it would be printed now, one SVG document a page. */
  slip: call('dossier.read')
    .input(z.object({ layout: DaySlipLayout }))
    .output(z.object({ pages: z.array(z.string()), copyNo: z.int() })),
  /** Archives the slip of the closed day and hands it to the printer; a printer's failure is told in the answer. Throws `paper-unknown` before the day is closed. */
  print: call('paper.print')
    .input(z.object({ commandId: CommandId, layout: DaySlipLayout }))
    .output(z.object({ copyNo: z.int(), queued: z.boolean(), queueFault: z.string().nullable() })),
};
