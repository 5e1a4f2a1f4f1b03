import * as z from 'zod';
import { OutageCause } from '../domain/outage/outage.ts';
import { Count, LocalMinute, PrintedText } from './printed-values.ts';

/** `a5` one upright sheet or more; `slip80` an 80 mm roll, as long as it needs to be. */
export const DaySlipLayout = z.enum(['a5', 'slip80']);
export type DaySlipLayout = z.infer<typeof DaySlipLayout>;

/**
 * Everything the slip of a closed day shows: what was done at the counter, the money by person, what is open, and whether the server has counted the
 * same. No form of the law: the office keeps it with the money. Texts are printed as they are, never read as markup.
 */
export const DaySlipData = z.object({
  layout: DaySlipLayout,
  /** When the day was closed, ISO with offset: becomes the document date, so that the same data give the same bytes. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  unitName: PrintedText,
  place: PrintedText,
  date: z.iso.date(),
  /** 2 is Monday, 8 Sunday. */
  weekday: z.int().min(2).max(8),
  counterNo: Count,
  closedAt: LocalMinute,
  closedBy: PrintedText,
  figures: z.object({
    accepted: Count,
    resolved: Count,
    early: Count,
    onTime: Count,
    late: Count,
    returned: Count,
    supplements: Count,
    notAccepted: Count,
    printed: Count,
    reprints: Count,
  }),
  /** `takenVnd`: what has to be in the till, after what was given back; `countedVnd` null: not counted. */
  cash: z.array(z.object({ fullName: PrintedText, takenVnd: z.int(), refundedVnd: Count, countedVnd: Count.nullable() })),
  sentActs: Count,
  unsentActs: Count,
  /** Without the server, the app or power; `to` null while it lasts. */
  outages: z.array(z.object({ from: LocalMinute, to: LocalMinute.nullable(), cause: OutageCause })),
  /** What is open, by name. */
  open: z.array(z.object({ kind: z.enum(['needsDecision', 'paperUnanswered', 'differs', 'drafts']), name: PrintedText, count: Count })),
  upstreamName: PrintedText,
  /** First twelve hex digits of the manifest both sides counted, and the server's time; null until it has countersigned. */
  confirmed: z.object({ check: z.string().regex(/^[0-9A-F]{12}$/), at: LocalMinute, acts: Count }).nullable(),
  /** 1 is the first print of this closing. */
  copyNo: z.int().min(1),
  /** A preview only; the printed slip has none. */
  preview: z.boolean(),
});
export type DaySlipData = z.infer<typeof DaySlipData>;
