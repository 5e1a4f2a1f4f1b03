import { archivePieceBytes } from '#shared/contract/archive.ts';
import { fail } from '#shared/errors.ts';
import type { PrintRow } from '../../store/queries/prints.ts';
import { isSyncFault } from '../../sync/fault.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';

const bring = os.archive.bring.handler(async ({ context, input }) => {
  const { byteLength, blobSha256 } = printOf(context.desk, input.printActId);
  try {
    return { fetched: await context.desk.open().sync.fetchBlob(blobSha256), byteLength, fault: null };
  } catch (error) {
    if (!isSyncFault(error)) throw error;
    return { fetched: false, byteLength, fault: { code: error.code, details: { ...error.details } } };
  }
});

const piece = os.archive.piece.handler(({ context, input }) => {
  const bytes = context.desk.open().store.blobs.get(printOf(context.desk, input.printActId).blobSha256);
  if (bytes === undefined) throw fail('paper-unknown', {});
  return { base64: Buffer.from(bytes.subarray(input.offset, input.offset + archivePieceBytes)).toString('base64') };
});

/** Throws `paper-unknown`. */
function printOf(desk: Desk, printActId: string): PrintRow {
  const print = desk.open().store.prints.find(printActId);
  if (print === undefined) throw fail('paper-unknown', {});
  return print;
}

export const archiveHandlers = { bring, piece };
