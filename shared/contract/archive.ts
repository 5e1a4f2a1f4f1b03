/** Calls of what was printed and kept, byte for byte: also what another counter printed, whose bytes come from the server when somebody asks. */
import * as z from 'zod';
import { call } from './base.ts';

/** Bytes of one piece; as base64 it stays within 256 KiB. */
export const archivePieceBytes = 192 * 1024;

const Print = z.object({ printActId: z.guid() });

export const archive = {
  /**
   * Makes sure the bytes of an archived print are on this machine and what its act says. `fetched`: they came from the server just now. A fault is a code under
   * `sync.errors`: the print is on another machine and could not be had, or what came was not it. Throws `paper-unknown`.
   */
  bring: call('dossier.read')
    .input(Print)
    .output(
      z.object({
        fetched: z.boolean(),
        byteLength: z.int(),
        fault: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
      }),
    ),
  /** Its bytes (PDF) from `offset` on; empty at the end. Throws `paper-unknown` while they are not here. */
  piece: call('paper.print')
    .input(Print.extend({ offset: z.int().min(0) }))
    .output(z.object({ base64: z.string().max((archivePieceBytes / 3) * 4) })),
};
