/** Calls of the register of dossiers as a printed book (Mẫu 06 of TT 01/2018/TT-VPCP). */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';
import { CommandId, Instant } from './values.ts';

export const RegisterVolume = z.object({ year: z.int().min(2000).max(2100), volume: z.string().min(1).max(20) });

/** Pages by the numbers at their foot; 0 is the cover. */
export const PageRange = z.object({ from: z.int().min(0), to: z.int().min(0) });
export type PageRange = z.infer<typeof PageRange>;

/** How far a print is. */
const Printed = z.object({
  /** Pages set and archived, the cover among them; the print system has taken `sent` of them. */
  pages: z.int(),
  sent: z.int(),
  /** Were on their way to the printer when the app ended: a person has to look whether they came out. They are not sent again by themselves. */
  unsure: z.array(PageRange),
});

export const RegisterBook = RegisterVolume.extend({
  /** The last number given. */
  last: z.int(),
  /** When it was last printed whole here. */
  printedAt: Instant.nullable(),
  /** The last page that can be printed once more by itself; null when none was printed. */
  lastPage: z.int().nullable(),
  /** The newest print, when the printer has not all of it: the same command goes on with it. `rows` of `of` rows are set. */
  unfinished: Printed.extend({ commandId: CommandId, begunAt: Instant, rows: z.int(), of: z.int() }).nullable(),
});
export type RegisterBook = z.infer<typeof RegisterBook>;

/** `done` of `total` rows: found while `reading`, set while `printing`. `queueFault`: why the printer did not take the rest, which is archived. */
export const RegisterPrinting = Printed.extend({
  phase: z.enum(['reading', 'printing', 'stopped', 'done']),
  done: z.int(),
  total: z.int(),
  queueFault: z.string().nullable(),
});
export type RegisterPrinting = z.infer<typeof RegisterPrinting>;

export const PagesPrinted = z.object({ pages: z.int(), queued: z.boolean(), queueFault: z.string().nullable() });
export type PagesPrinted = z.infer<typeof PagesPrinted>;

const printer = z.string().max(200).nullable().default(null);

export const registerBook = {
  volumes: call('dossier.read').output(z.array(RegisterBook)),
  /**
   * Sets, archives and queues the volume part by part; leaving the stream stops after the part under way. The same command again goes on where it stopped: what the
   * printer has taken is not printed twice. Throws `command-reused`, `paper-unknown` (archived bytes are gone).
   */
  print: call('paper.print')
    .input(RegisterVolume.extend({ commandId: CommandId, printer }))
    .output(eventIterator(RegisterPrinting)),
  /** Stops that command's print after the part under way; its stream says what was printed by then. */
  stop: call('paper.print')
    .input(z.object({ commandId: CommandId }))
    .output(z.object({})),
  /**
   * Pages of the newest print that has them, the archived bytes as they are. Twice with one command is once. Throws `paper-unknown` for pages nobody printed,
   * `command-reused`.
   */
  printPages: call('paper.print')
    .input(RegisterVolume.extend({ ...PageRange.shape, commandId: CommandId, printer }))
    .output(PagesPrinted),
};
