/** Calls around paper: preview, archive-and-print, "did paper come out?", printers. */
import * as z from 'zod';
import { personText } from '../domain/text/door.ts';
import { TestPageLayout } from '../forms/test-page.ts';
import { call } from './base.ts';
import { CommandId } from './values.ts';

export const PaperForm = z.enum(['receiptSlip']);
export const PaperLayout = z.enum(['a5', 'a5-duplex', 'a4-two', 'a4-two-duplex']);
export type PaperLayout = z.infer<typeof PaperLayout>;

export const Printer = z.object({ name: z.string(), isDefault: z.boolean() });
export type Printer = z.infer<typeof Printer>;

export const PrintResult = z.object({
  printActId: z.guid(),
  /** 0 for the first print of this receipt, then "BẢN IN LẠI lần n". */
  reprintNo: z.int(),
  pageCount: z.int(),
  /** Archived always; handed to the queue or the reason why not (i18n key under `errors`). */
  queued: z.boolean(),
  queueFault: z.string().nullable(),
});
export type PrintResult = z.infer<typeof PrintResult>;

/** A test page on its way. `printer`: the one it went to, null when there is none; `queueFault` says why no printer has it (i18n key under `errors`). */
export const TestPrinted = z.object({ printer: z.string().nullable(), queueFault: z.string().nullable() });
export type TestPrinted = z.infer<typeof TestPrinted>;

/** Of a job the system holds: `waiting` also behind a stopped printer; `ended`: printed or cancelled, only a person can say; `unknown`: the system tells nothing. */
export const PrintJobState = z.enum(['waiting', 'printing', 'ended', 'unknown']);
export type PrintJobState = z.infer<typeof PrintJobState>;

export const paper = {
  preview: call('dossier.read')
    .input(z.object({ dossierId: z.guid(), form: PaperForm, layout: PaperLayout, reason: personText(300).nullable().default(null) }))
    .output(z.object({ pages: z.array(z.string()), reprintNo: z.int() })),
  print: call('paper.print')
    .input(
      z.object({
        commandId: CommandId,
        dossierId: z.guid(),
        form: PaperForm,
        layout: PaperLayout.nullable(),
        /** Required from the second print on; it is printed and kept. */
        reason: personText(300).nullable(),
        /** Name of a queue of `printers` for this once; null takes the one of the settings. */
        printer: z.string().max(200).nullable().default(null),
      }),
    )
    .output(PrintResult),
  cameOut: call('paper.print')
    .input(z.object({ commandId: CommandId, printActId: z.guid(), ok: z.boolean() }))
    .output(z.object({})),
  /** Prints a page to measure and look at; it names no citizen and is not archived. Twice with one command is once. */
  test: call('signedIn')
    .input(z.object({ commandId: CommandId, printer: z.string().max(200).nullable(), layout: TestPageLayout }))
    .output(TestPrinted),
  /** Where the test page of that command is now. Throws `paper-unknown` for a command no printer took. */
  testState: call('signedIn')
    .input(z.object({ commandId: CommandId }))
    .output(z.object({ state: PrintJobState })),
  /** Names only; who keeps the settings chooses among them, administrators too. */
  printers: call('signedIn').output(z.array(Printer)),
};
