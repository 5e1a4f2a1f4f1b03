/** What a procedure costs, as the catalogue says it. Amounts are whole đồng. */
import * as z from 'zod';

const amountVnd = z.int().min(0);

/** Per-page fee of certified copies (TT 226/2016/TT-BTC): the first pages, the pages after them, at most so much a copy. */
export const PageFormula = z.object({
  perPageFirstVnd: amountVnd,
  firstPages: z.int().min(0),
  perPageNextVnd: amountVnd,
  maxPerCopyVnd: amountVnd,
});
export type PageFormula = z.infer<typeof PageFormula>;

export const FeeSchedule = z.object({
  /** Fixed amount; with `formula` the price of the first page, with `local` only a default. */
  amountVnd,
  /** The provincial council sets the amount; each office keeps its own table. */
  local: z.boolean(),
  /** Unit of a fee that is paid several times (`bản`); null where it is paid once a dossier. */
  per: z.string().max(50).nullable(),
  formula: PageFormula.nullable(),
  /** Wording of the rule for the person at the counter. */
  note: z.string().max(500),
});
export type FeeSchedule = z.infer<typeof FeeSchedule>;

/** A province's own amount for a procedure, with the council's decision it comes from. */
export const LocalFee = z.object({
  procedureCode: z.string(),
  amountVnd,
  decisionNo: z.string().max(100),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});
export type LocalFee = z.infer<typeof LocalFee>;
