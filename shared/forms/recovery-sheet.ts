import * as z from 'zod';
import { LocalMinute, PrintedText } from './printed-values.ts';

/**
 * Everything the sheet with the recovery code shows; A5, one page. No form of the law. It is never archived: the code opens the data of this counter, so
 * it exists on this one paper. Texts are printed as they are, never read as markup.
 */
export const RecoverySheetData = z.object({
  /** Becomes the document date, ISO with offset. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  place: PrintedText,
  counterNo: z.int().min(1),
  madeAt: LocalMinute,
  /** Nine groups of four digits of base 32. */
  groups: z.array(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/)).length(9),
});
export type RecoverySheetData = z.infer<typeof RecoverySheetData>;
