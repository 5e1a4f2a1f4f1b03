/** The fee of one dossier. Sources: TT 226/2016/TT-BTC (certification), TT 281/2016/TT-BTC (extracts), provincial councils (local fees). */
import * as z from 'zod';
import type { FeeSchedule, LocalFee, PageFormula } from './schedule.ts';

/** Why nothing is paid; each needs an evidence note. `onTime`: civil status registered within its term. */
export const FeeExemption = z.object({
  reason: z.enum(['personOfMerit', 'poorHousehold', 'disability', 'onTime', 'other']),
  evidence: z.string().min(1).max(300),
});
export type FeeExemption = z.infer<typeof FeeExemption>;

export type FeeQuestion = {
  /** Copies or units asked for; 1 unless told. */
  readonly copies?: number;
  /** Pages of the original, for per-page fees; 1 unless told. */
  readonly pages?: number;
  readonly exemption?: FeeExemption | null;
  /** Amount in force in this province, see `localFeeOn`. */
  readonly localFeeVnd?: number | null;
};

/** `localUnset`: the province sets this fee and the office has not entered it; the amount is the catalogue's default. */
export type FeeBasis = 'free' | 'fixed' | 'perUnit' | 'perPage' | 'local' | 'localUnset' | 'exempt';
export type FeeAnswer = { readonly feeVnd: number; readonly basis: FeeBasis };

/** Fee in đồng. Throws `RangeError` when copies or pages are no whole numbers from 1. */
export function feeOf(schedule: FeeSchedule, question: FeeQuestion = {}): FeeAnswer {
  const copies = counted(question.copies ?? 1);
  const pages = counted(question.pages ?? 1);
  const { exemption = null, localFeeVnd = null } = question;
  if (exemption !== null) return { feeVnd: 0, basis: 'exempt' };
  const { formula, local, per } = schedule;
  if (formula !== null) return { feeVnd: copies * copyFee(formula, pages), basis: 'perPage' };
  const times = per === null ? 1 : copies;
  if (local) return { feeVnd: times * (localFeeVnd ?? schedule.amountVnd), basis: localFeeVnd === null ? 'localUnset' : 'local' };
  if (schedule.amountVnd === 0) return { feeVnd: 0, basis: 'free' };
  return { feeVnd: times * schedule.amountVnd, basis: per === null ? 'fixed' : 'perUnit' };
}

/** The province's amount for a procedure on a day (`YYYY-MM-DD`): the row in force that began last, or `undefined`. */
export function localFeeOn(fees: readonly LocalFee[], procedureCode: string, on: string): LocalFee | undefined {
  return fees
    .filter((fee) => fee.procedureCode === procedureCode && fee.validFrom <= on && (fee.validTo === null || on <= fee.validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}

function copyFee(formula: PageFormula, pages: number): number {
  const first = Math.min(pages, formula.firstPages);
  const fee = first * formula.perPageFirstVnd + (pages - first) * formula.perPageNextVnd;
  return Math.min(fee, formula.maxPerCopyVnd);
}

function counted(value: number): number {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`Not a count: ${String(value)}`);
  return value;
}
