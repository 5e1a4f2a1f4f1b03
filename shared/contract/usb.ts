/** Calls of a day on foot: a bundle goes out to a stick and its answer comes in, in pieces, each answered before the next (docs/sync-protocol.md §11). */
import * as z from 'zod';
import { call } from './base.ts';

/** Bytes of one piece; as base64 it stays within 256 KiB. */
export const usbPieceBytes = 192 * 1024;
export const maxBundleBytes = 4 * 1024 * 1024 * 1024;

const Fault = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });
const Piece = z.string().max((usbPieceBytes / 3) * 4);

/** `upstream`: for the server; `office`: for the other desks, for which the office's code must be here. */
export const UsbTarget = z.enum(['upstream', 'office']);
export type UsbTarget = z.infer<typeof UsbTarget>;

/** A bundle that is ready to be taken away. `acts`: that wait and go with it. */
export const UsbFile = z.object({ exportId: z.guid(), fileName: z.string(), byteLength: z.int(), acts: z.int(), blobs: z.int() });
export type UsbFile = z.infer<typeof UsbFile>;

/** What a bundle brought. `confirmed`: acts made here that the server has placed; `countersigned`: manifests it signed; `added`: acts of others. All 0: it was here before. */
export const UsbTaken = z.object({
  from: UsbTarget,
  added: z.int(),
  confirmed: z.int(),
  countersigned: z.int(),
  unsentActs: z.int(),
});
export type UsbTaken = z.infer<typeof UsbTaken>;

const exported = z.object({ exportId: z.guid() });
const taking = z.object({ importId: z.guid() });

export const usb = {
  /** What a stick can be made for here. */
  state: call('dossier.read').output(z.object({ upstream: z.boolean(), officeCode: z.boolean() })),
  /** The office's code: read, or made where there is none (`code` null), or taken from another desk. Faults are codes under `sync.errors`. */
  officeCode: call('settings.write')
    .input(z.object({ code: z.string().max(100).nullable() }))
    .output(z.object({ officeCode: z.string().nullable(), fault: Fault.nullable() })),
  /** Writes the bundle on this machine, read back. `all`: everything, for a desk that is new. */
  export: call('dossier.accept')
    .input(z.object({ target: UsbTarget, all: z.boolean() }))
    .output(z.object({ file: UsbFile.nullable(), fault: Fault.nullable() })),
  /** Bytes of the bundle from `offset` on; empty at its end. Throws `import-unknown` when another was written since. */
  piece: call('dossier.accept')
    .input(exported.extend({ offset: z.int().min(0) }))
    .output(z.object({ base64: Piece })),
  begin: call('dossier.accept')
    .input(z.object({ byteLength: z.int().min(1).max(maxBundleBytes) }))
    .output(taking),
  /** `received`: bytes that are here without a gap. */
  chunk: call('dossier.accept')
    .input(taking.extend({ offset: z.int().min(0), base64: Piece }))
    .output(z.object({ received: z.int() })),
  /** Judges the whole file, then lets it count. A file that is refused changes nothing; its fault is a code under `sync.errors`. */
  take: call('dossier.accept')
    .input(taking)
    .output(z.object({ taken: UsbTaken.nullable(), fault: Fault.nullable() })),
};
