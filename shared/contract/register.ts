/** Calls of the register import: bytes come in answered chunks, then a preview, then the run with its progress. */
import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { call } from './base.ts';

export const maxImportBytes = 50 * 1024 * 1024;
export const importChunkBytes = 256 * 1024;

export const RejectedRow = z.object({ row: z.int(), reason: z.string(), params: z.record(z.string(), z.string()) });
export type RejectedRow = z.infer<typeof RejectedRow>;

export const ImportPreview = z.object({
  read: z.int(),
  importable: z.int(),
  already: z.int(),
  rejected: z.array(RejectedRow),
  headers: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  sample: z.array(z.array(z.string())),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportProgress = z.object({
  phase: z.enum(['running', 'done']),
  done: z.int(),
  total: z.int(),
  imported: z.int(),
  already: z.int(),
  rejected: z.int(),
});
export type ImportProgress = z.infer<typeof ImportProgress>;

export const register = {
  begin: call('register.import')
    .input(z.object({ fileName: z.string().max(255), byteLength: z.int().min(1) }))
    .output(z.object({ importId: z.guid() })),
  chunk: call('register.import')
    .input(z.object({ importId: z.guid(), offset: z.int().min(0), base64: z.string().max(Math.ceil(importChunkBytes / 3) * 4) }))
    .output(z.object({ received: z.int() })),
  preview: call('register.import')
    .input(z.object({ importId: z.guid() }))
    .output(ImportPreview),
  run: call('register.import')
    .input(z.object({ importId: z.guid() }))
    .output(eventIterator(ImportProgress)),
  cancel: call('register.import')
    .input(z.object({ importId: z.guid() }))
    .output(z.object({})),
};
