/** Calls around paper: preview, archive-and-print, "did paper come out?", printers. */
import * as z from 'zod';
import { personText } from '../domain/text/door.ts';
import { call } from './base.ts';
import { CommandId } from './values.ts';

export const PaperForm = z.enum(['receiptSlip']);
export const PaperLayout = z.enum(['a5', 'a5-duplex', 'a4-two', 'a4-two-duplex']);
export type PaperLayout = z.infer<typeof PaperLayout>;

export const Printer = z.object({ name: z.string(), isDefault: z.boolean() });
export type Printer = z.infer<typeof Printer>;

export const PrintResult = z.object({
  printActId: z.uuid(),
  /** 0 for the first print of this receipt, then "BẢN IN LẠI lần n". */
  reprintNo: z.int(),
  pageCount: z.int(),
  /** Archived always; handed to the queue or the reason why not (i18n key under `errors`). */
  queued: z.boolean(),
  queueFault: z.string().nullable(),
});
export type PrintResult = z.infer<typeof PrintResult>;

export const paper = {
  preview: call('dossier.read')
    .input(z.object({ dossierId: z.uuid(), form: PaperForm, layout: PaperLayout, reason: personText(300).nullable().default(null) }))
    .output(z.object({ pages: z.array(z.string()), reprintNo: z.int() })),
  print: call('paper.print')
    .input(
      z.object({
        commandId: CommandId,
        dossierId: z.uuid(),
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
    .input(z.object({ commandId: CommandId, printActId: z.uuid(), ok: z.boolean() }))
    .output(z.object({})),
  /** Names only; who keeps the settings chooses among them, administrators too. */
  printers: call('signedIn').output(z.array(Printer)),
};
