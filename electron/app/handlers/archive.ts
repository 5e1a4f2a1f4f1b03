import { archivePieceBytes } from '#shared/contract/archive.ts';
import { fail } from '#shared/errors.ts';
import type { PrintRow } from '../../store/queries/prints.ts';
import { isSyncFault } from '../../sync/fault.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';
import { paperFailure } from '../service/papers-care.ts';

const bring = os.archive.bring.handler(async ({ context, input }) => {
  const print = printOf(context.desk, input.printActId);
  const { byteLength, blobSha256 } = print;
  try {
    return { fetched: await context.desk.open().sync.fetchBlob(blobSha256), byteLength, fault: null };
  } catch (error) {
    if (!isSyncFault(error)) throw error;
    // Its own month does not open here: that is what a person can mend, whether the server has a copy or not.
    const failure = paperFailure(context.desk.open().store, print);
    if (failure.code === 'papers-unreadable') throw failure;
    return { fetched: false, byteLength, fault: { code: error.code, details: { ...error.details } } };
  }
});

const piece = os.archive.piece.handler(({ context, input }) => {
  const print = printOf(context.desk, input.printActId);
  const { store } = context.desk.open();
  const bytes = store.blobs.get(print.blobSha256);
  if (bytes === undefined) throw paperFailure(store, print);
  return { base64: Buffer.from(bytes.subarray(input.offset, input.offset + archivePieceBytes)).toString('base64') };
});

/** Throws `paper-unknown`. */
function printOf(desk: Desk, printActId: string): PrintRow {
  const print = desk.open().store.prints.find(printActId);
  if (print === undefined) throw fail('paper-unknown', {});
  return print;
}

export const archiveHandlers = { bring, piece };
