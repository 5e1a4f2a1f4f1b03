/** Calls of the outage log: days with outages, one day with the dossiers it touched, and the certificate of it. */
import * as z from 'zod';
import { OutageCause } from '../domain/outage/outage.ts';
import { personText } from '../domain/text/door.ts';
import { call } from './base.ts';
import { CommandId, Instant } from './values.ts';

const CivilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

/** A day that any outage touches. Seconds count what overlaps once. */
export const OutageDayLine = z.object({
  date: CivilDate,
  outages: z.int(),
  seconds: z.int(),
  /** Our own software was to blame for one of them. */
  ours: z.boolean(),
  /** Certificates printed. */
  printed: z.int(),
});
export type OutageDayLine = z.infer<typeof OutageDayLine>;

/** One interval; `to` null while it lasts. Seconds are those within the day asked for. `clockMoved`: the clock was set meanwhile, the beginning is reckoned. */
export const OutageInterval = z.object({
  from: Instant,
  to: Instant.nullable(),
  cause: OutageCause,
  clockMoved: z.boolean(),
  seconds: z.int(),
  officeSeconds: z.int(),
});
export type OutageInterval = z.infer<typeof OutageInterval>;

/** A dossier received, due or promised inside an outage. `outages` are places in the day's list, from 0. */
export const TouchedDossier = z.object({
  dossierId: z.guid(),
  dossierCode: z.string().nullable(),
  procedureCode: z.string().nullable(),
  procedureName: z.string(),
  receivedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  promisedAt: Instant.nullable(),
  by: z.array(z.enum(['received', 'due', 'promised'])),
  outages: z.array(z.int()),
});
export type TouchedDossier = z.infer<typeof TouchedDossier>;

export const OutageDay = z.object({
  date: CivilDate,
  now: Instant,
  outages: z.array(OutageInterval),
  seconds: z.int(),
  officeSeconds: z.int(),
  dossiers: z.array(TouchedDossier),
  printed: z.array(z.object({ copyNo: z.int(), printedAt: Instant, fullName: z.string(), reason: z.string().nullable() })),
});
export type OutageDay = z.infer<typeof OutageDay>;

const Reason = personText(300).nullable();

export const outage = {
  /** Of the last 400 days those with an outage, the last first. */
  days: call('dossier.read').output(z.array(OutageDayLine)),
  day: call('dossier.read')
    .input(z.object({ date: CivilDate }))
    .output(OutageDay),
  /** The certificate as it would be printed now, one SVG document a page. Throws `paper-unknown` for a day without outages. */
  preview: call('dossier.read')
    .input(z.object({ date: CivilDate, reason: Reason }))
    .output(z.object({ pages: z.array(z.string()), copyNo: z.int() })),
  /** Archives the certificate and hands it to the printer, whose failure is told in the answer. Throws `paper-unknown`, and `reason-missing` from the second copy on. */
  print: call('paper.print')
    .input(z.object({ commandId: CommandId, date: CivilDate, reason: Reason }))
    .output(z.object({ copyNo: z.int(), queued: z.boolean(), queueFault: z.string().nullable() })),
};
