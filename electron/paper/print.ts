import type { DaySlipLayout } from '#shared/forms/day-slip.ts';
import type { ReceiptSlipLayout } from '#shared/forms/receipt-slip.ts';
import type { TestPageLayout } from '#shared/forms/test-page.ts';

export type Printer = { readonly name: string; readonly isDefault: boolean };

export type PageSpan = { readonly first: number; readonly last: number };

/** `printer` null: the system's default. `copies` counts whole documents; a slip's two copies (liên) are pages of one document. */
export type PrintOptions = {
  readonly printer: string | null;
  readonly copies: number;
  /** `roll80`: the length the roll's printer cuts itself. */
  readonly paper: 'a5' | 'a4' | 'roll80';
  readonly duplex: 'oneSided' | 'longEdge' | 'shortEdge';
  /** Only these pages of the document, counted from 1. */
  readonly pages?: PageSpan;
};

/**
 * `waiting`: in the queue, also behind a stopped printer; `printing`: going out now; `ended`: the system holds it no longer, printed or
 * cancelled (only a person can say whether paper came out); `unknown`: the system knows no such job.
 */
export type PrintJobStatus = 'waiting' | 'printing' | 'ended' | 'unknown';

/**
 * The operating system's print queue. Failures: `printer-missing` when the printer named (or any default) is not there,
 * `printer-silent` when the print system does not answer in time.
 */
export interface PrintQueue {
  list(): Promise<readonly Printer[]>;
  /** Hands over PDF bytes and gives the system's job id. The file made for it is gone when this settles. */
  print(pdf: Uint8Array, options: PrintOptions): Promise<string>;
  status(jobId: string): Promise<PrintJobStatus>;
}

/** Paper and sides that a layout of the receipt slip is made for: A4 pairs turn over the short edge, A5 copies over the long one. */
export function printOptionsOf(layout: ReceiptSlipLayout, printer: string | null): PrintOptions {
  const paper = layout.startsWith('a4') ? 'a4' : 'a5';
  const turned = paper === 'a4' ? 'shortEdge' : 'longEdge';
  return { printer, copies: 1, paper, duplex: layout.endsWith('duplex') ? turned : 'oneSided' };
}

/** A printer's test page; both sides as a receipt of that size takes them. */
export function testPageOptions(layout: TestPageLayout, printer: string | null): PrintOptions {
  const paper = layout === 'roll80' ? layout : layout.startsWith('a4') ? 'a4' : 'a5';
  return { printer, copies: 1, paper, duplex: layout.endsWith('duplex') ? 'longEdge' : 'oneSided' };
}

/** The certificate of a day's outages: A4 upright. */
export function outageCertificateOptions(printer: string | null): PrintOptions {
  return { printer, copies: 1, paper: 'a4', duplex: 'oneSided' };
}

/** The list of a year's empty numbers: A4 upright. */
export function numberLedgerOptions(printer: string | null): PrintOptions {
  return { printer, copies: 1, paper: 'a4', duplex: 'oneSided' };
}

/** The register of dossiers: A4, each sheet on both sides. */
export function registerBookOptions(printer: string | null): PrintOptions {
  return { printer, copies: 1, paper: 'a4', duplex: 'shortEdge' };
}

/** The slip of a day: one sheet, or the roll. */
export function printOptionsOfDay(layout: DaySlipLayout, printer: string | null): PrintOptions {
  return { printer, copies: 1, paper: layout === 'a5' ? 'a5' : 'roll80', duplex: 'oneSided' };
}
