import type { DaySlipData } from '#shared/forms/day-slip.ts';
import type { DossierRegisterData } from '#shared/forms/dossier-register.ts';
import type { ReadRegister } from '../register/read-register.ts';
import type { NumberLedgerData } from '#shared/forms/number-ledger.ts';
import type { OutageCertificateData } from '#shared/forms/outage-certificate.ts';
import type { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';
import type { RecoverySheetData } from '#shared/forms/recovery-sheet.ts';
import type { TestPageData } from '#shared/forms/test-page.ts';

/** A form and its data; each further form adds one member. */
export type PaperJob =
  | { readonly form: 'receiptSlip'; readonly data: ReceiptSlipData }
  | { readonly form: 'daySlip'; readonly data: DaySlipData }
  | { readonly form: 'dossierRegister'; readonly data: DossierRegisterData }
  | { readonly form: 'testPage'; readonly data: TestPageData }
  | { readonly form: 'recoverySheet'; readonly data: RecoverySheetData }
  | { readonly form: 'numberLedger'; readonly data: NumberLedgerData }
  | { readonly form: 'outageCertificate'; readonly data: OutageCertificateData };

/** PDF/A-2b bytes. `sha256` is of the bytes, `templateVersion` of templates, form sets, fonts and engine; both lower-case hex. */
export type RenderedPdf = {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  readonly sha256: string;
  readonly templateVersion: string;
};

/** A part of a register. `rows`: how many of those it was given stand in it, all of them when it is the last. */
export type RenderedBook = RenderedPdf & { readonly rows: number };
export type BookJob = Extract<PaperJob, { form: 'dossierRegister' }>;

/** One whole SVG document per page: without scripts, links or anything fetched, to be shown as `<img src=blob:>` only. */
export type RenderedSvg = { readonly pages: readonly string[] };

/**
 * Paper is made elsewhere: in a process of its own, one job at a time. The same data always give the same bytes.
 * Rejections are `PaperError`s; a job that died with its process is safe to repeat.
 */
export interface PaperPort {
  renderPdf(job: PaperJob): Promise<RenderedPdf>;
  renderSvg(job: PaperJob): Promise<RenderedSvg>;
  /** As `renderPdf`, for hundreds of pages: minutes, and nothing a person waits for at the desk waits behind it. */
  renderBook(job: BookJob): Promise<RenderedBook>;
  /** The bytes of a register file as judged rows. Rejects with `file-unreadable`, `file-too-large` or `file-headers-unknown` as well. */
  readRegister(bytes: Uint8Array): Promise<ReadRegister>;
  close(): Promise<void>;
}
