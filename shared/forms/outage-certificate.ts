import * as z from 'zod';
import { OutageCause } from '../domain/outage/outage.ts';
import { Count, LocalMinute, PrintedText } from './printed-values.ts';

/**
 * Everything the certificate of a day's outages shows: each interval with its cause, the dossiers whose times lie inside, and where our own software is to
 * blame, that it is. Internal paper: dossiers by code, no names of applicants. Texts are printed as they are, never read as markup.
 */
export const OutageCertificateData = z.object({
  /** No circular has a form for this: the paper is the unit's own and says so. */
  origin: z.literal('own'),
  /** When it was made, ISO with offset: becomes the document date, so that the same data give the same bytes. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  unitName: PrintedText,
  place: PrintedText,
  /** The day the outages are of, and the day of the paper. */
  date: z.iso.date(),
  issuedOn: z.iso.date(),
  counterNo: Count,
  upstreamName: PrintedText,
  /** Who made it; the head of the unit signs by hand. */
  issuedBy: PrintedText,
  /** Seconds lie within `date`. `to` null: it lasted when this was made. */
  outages: z
    .array(
      z.object({
        from: LocalMinute,
        to: LocalMinute.nullable(),
        cause: OutageCause,
        clockMoved: z.boolean(),
        seconds: Count,
        officeSeconds: Count,
      }),
    )
    .min(1),
  /** What overlaps counts once. */
  seconds: Count,
  officeSeconds: Count,
  /** `promisedAt` null: `dueAt` is the appointment. `outages` are numbers of lines above, from 1. */
  dossiers: z.array(
    z.object({
      code: PrintedText,
      procedure: PrintedText,
      receivedAt: LocalMinute.nullable(),
      dueAt: LocalMinute.nullable(),
      promisedAt: LocalMinute.nullable(),
      by: z.array(z.enum(['received', 'due', 'promised'])).min(1),
      outages: z.array(z.int().min(1)).min(1),
    }),
  ),
  /** 1 is the first print; a further one has its reason. */
  copyNo: z.int().min(1),
  reason: PrintedText.nullable(),
  mark: z.enum(['preview', 'training']).nullable(),
});
export type OutageCertificateData = z.infer<typeof OutageCertificateData>;
