import * as z from 'zod';
import { Count, LocalMinute, PrintedText } from './printed-values.ts';

/** A run of numbers no standing dossier has. `date`: of codes only, whose order numbers begin anew each day. */
export const NumberLedgerRow = z.object({
  series: z.enum(['code', 'register', 'slip']),
  date: z.iso.date().nullable(),
  from: Count,
  to: Count,
  reason: z.enum(['voided', 'onPaper', 'earlierLife', 'reserveUsed', 'otherLife', 'seriesBlock', 'unknown']),
  /** Of a voided one. */
  voided: z.object({ code: PrintedText, at: LocalMinute.nullable(), by: PrintedText.nullable(), reason: z.string().max(1000) }).nullable(),
});
export type NumberLedgerRow = z.infer<typeof NumberLedgerRow>;

/**
 * Everything the list of a year's numbers shows that stand for no standing dossier: who reads the register and meets a gap finds here why. Internal paper:
 * dossiers by code, no names of applicants. Texts are printed as they are, never read as markup.
 */
export const NumberLedgerData = z.object({
  /** No circular has a form for this: the paper is the unit's own and says so. */
  origin: z.literal('own'),
  /** When it was made, ISO with offset: becomes the document date, so that the same data give the same bytes. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  unitName: PrintedText,
  place: PrintedText,
  year: z.int().min(2000).max(2100),
  madeAt: LocalMinute,
  counterNo: Count,
  volume: PrintedText,
  /** Who made it; the head of the unit signs by hand. */
  issuedBy: PrintedText,
  /** Dossiers it was read from. */
  dossiers: Count,
  rows: z.array(NumberLedgerRow),
  /** Which print of this year's list it is, from 1. */
  copyNo: z.int().min(1),
  mark: z.enum(['training']).nullable(),
});
export type NumberLedgerData = z.infer<typeof NumberLedgerData>;
