/** Calls of the register of dossiers as a printed book (Mẫu 06 of TT 01/2018/TT-VPCP). */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';
import { CommandId, Instant } from './values.ts';

export const RegisterVolume = z.object({ year: z.int().min(2000).max(2100), volume: z.string().min(1).max(20) });

export const RegisterBook = RegisterVolume.extend({
  /** The last number given. */
  last: z.int(),
  /** When it was last printed here. */
  printedAt: Instant.nullable(),
});
export type RegisterBook = z.infer<typeof RegisterBook>;

/** `reading`: dossiers of the year read so far; `printing`: parts of `total`. `queueFault`: a part the printer did not take, the first of them. */
export const RegisterPrinting = z.object({
  phase: z.enum(['reading', 'printing', 'done']),
  done: z.int(),
  total: z.int().nullable(),
  rows: z.int().nullable(),
  pages: z.int(),
  queueFault: z.string().nullable(),
});
export type RegisterPrinting = z.infer<typeof RegisterPrinting>;

export const registerBook = {
  volumes: call('dossier.read').output(z.array(RegisterBook)),
  /** Typesets, archives and queues the volume part by part; leaving the stream stops after the part under way. */
  print: call('paper.print')
    .input(RegisterVolume.extend({ commandId: CommandId, printer: z.string().max(200).nullable().default(null) }))
    .output(eventIterator(RegisterPrinting)),
};
