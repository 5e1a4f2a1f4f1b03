/** Calls of the gap ledger: numbers that stand for no standing dossier, and why (design §7). */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';
import { CommandId, Instant } from './values.ts';

export const GapReason = z.enum(['voided', 'onPaper', 'earlierLife', 'reserveUsed', 'otherLife', 'seriesBlock', 'unknown']);
export type GapReason = z.infer<typeof GapReason>;

/** A run of numbers. `series` `code`: order numbers of `date`; `register` and `slip`: of the year, `date` is null. */
export const Gap = z.object({
  series: z.enum(['code', 'register', 'slip']),
  date: z.string().nullable(),
  from: z.int(),
  to: z.int(),
  reason: GapReason,
  /** Of a voided one. */
  voided: z
    .object({
      dossierId: z.uuid(),
      dossierCode: z.string().nullable(),
      at: Instant.nullable(),
      by: z.string().nullable(),
      reason: z.string(),
    })
    .nullable(),
});
export type Gap = z.infer<typeof Gap>;

/** Of this counter's numbers in `year`. `numbers`: how many dossiers they were read from. */
export const GapLedger = z.object({ year: z.int(), counterNo: z.int(), volume: z.string(), numbers: z.int(), gaps: z.array(Gap) });
export type GapLedger = z.infer<typeof GapLedger>;

export const numbers = {
  /** Years this counter gave a number in, the newest first; this year is always there. */
  years: call('dossier.read').output(z.array(z.int())),
  /** How many dossiers were read, and at the end the ledger. */
  gaps: call('dossier.read')
    .input(z.object({ year: z.int().min(2000).max(2100) }))
    .output(eventIterator(z.object({ done: z.int(), ledger: GapLedger.nullable() }))),
  /** Reads the year's ledger anew, archives it as a paper and hands it to the printer, whose failure is told in the answer. */
  print: call('paper.print')
    .input(z.object({ commandId: CommandId, year: z.int().min(2000).max(2100) }))
    .output(z.object({ copyNo: z.int(), queued: z.boolean(), queueFault: z.string().nullable() })),
};
