import * as z from 'zod';
import { LocalMinute, PrintedText } from './printed-values.ts';

/** `roll80` an 80 mm roll, as long as it needs to be. */
export const TestPageLayout = z.enum(['a5', 'a5-duplex', 'a4', 'a4-duplex', 'roll80']);
export type TestPageLayout = z.infer<typeof TestPageLayout>;

/**
 * Everything a printer's test page shows: which printer, on what, when; every Vietnamese letter, a QR to scan and rulers to measure. No form of the law and no paper of
 * the office: it is not archived. Texts are printed as they are, never read as markup.
 */
export const TestPageData = z.object({
  layout: TestPageLayout,
  /** Becomes the document date, ISO with offset. */
  occurredAt: z.iso.datetime({ offset: true }),
  agencyName: PrintedText,
  counterNo: z.int().min(1),
  printerName: PrintedText,
  printedAt: LocalMinute,
  qrText: z.string().min(1).max(200),
});
export type TestPageData = z.infer<typeof TestPageData>;
