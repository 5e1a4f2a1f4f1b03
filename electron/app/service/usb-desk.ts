/** A stick at the open desk: bundles on their way out and in lie in a folder of their own, sealed as they are, and are gone at the next start. */
import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes, type UsbFile, usbPieceBytes, type UsbTaken, type UsbTarget } from '#shared/contract/usb.ts';
import { fail } from '#shared/errors.ts';
import type { Store } from '../../store/store.ts';
import { heldBackBy } from '../../sync/collision.ts';
import type { SyncEngine } from '../../sync/engine.ts';
import { importBundle } from '../../sync/usb/import.ts';
import { exportForOffice } from '../../sync/usb/office.ts';
import { exportForUpstream } from '../../sync/usb/upstream.ts';
import type { AppPorts } from '../ports.ts';
import type { Author } from './body.ts';

export type UsbDesk = {
  /** Throws `SyncFault`. */
  write(target: UsbTarget, all: boolean): Promise<UsbFile>;
  piece(exportId: string, offset: number): Uint8Array;
  begin(byteLength: number): string;
  chunk(importId: string, offset: number, bytes: Uint8Array): number;
  /** Throws `SyncFault` and then has changed nothing. */
  take(importId: string, author: () => Author): Promise<UsbTaken>;
};

type Incoming = { readonly id: string; readonly path: string; readonly byteLength: number; received: number };

export function usbDeskOf(
  { dataDir, clock, ids }: Pick<AppPorts, 'dataDir' | 'clock' | 'ids'>,
  store: Store,
  sync: Pick<SyncEngine, 'alone'>,
): UsbDesk {
  const folder = join(dataDir, 'usb');
  rmSync(folder, { recursive: true, force: true });
  let outgoing: { readonly id: string; readonly path: string } | undefined;
  let incoming: Incoming | undefined;
  const fresh = (name: string): string => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return join(folder, name);
  };
  const incomingOf = (importId: string): Incoming => {
    if (incoming?.id !== importId) throw fail('import-unknown', {});
    return incoming;
  };
  return {
    write: (target, all) =>
      sync.alone(async () => {
        if (outgoing !== undefined) rmSync(outgoing.path, { force: true });
        outgoing = undefined;
        const [id, now] = [ids.next(), clock.now()];
        const path = fresh(`${id}.out`);
        const { acts, blobs } = store.sync.unsent();
        if (target === 'upstream') await exportForUpstream(store, path, now);
        else await exportForOffice(store, path, now, all);
        outgoing = { id, path };
        return { exportId: id, fileName: fileNameOf(store, target, now), byteLength: statSync(path).size, acts, blobs };
      }),
    piece: (exportId, offset) => {
      if (outgoing?.id !== exportId) throw fail('import-unknown', {});
      return readAt(outgoing.path, offset);
    },
    begin: (byteLength) => {
      if (byteLength > maxBundleBytes) throw fail('file-too-large', { maxBytes: maxBundleBytes });
      if (incoming !== undefined) rmSync(incoming.path, { force: true });
      const id = ids.next();
      const path = fresh(`${id}.in`);
      closeSync(openSync(path, 'wx', 0o600));
      incoming = { id, path, byteLength, received: 0 };
      return id;
    },
    chunk: (importId, offset, bytes) => {
      const file = incomingOf(importId);
      if (offset > file.received || offset + bytes.byteLength > file.byteLength) throw fail('file-unreadable', { why: 'chunk' });
      writeAt(file.path, offset, bytes);
      file.received = Math.max(file.received, offset + bytes.byteLength);
      return file.received;
    },
    take: async (importId, author) => {
      const file = incomingOf(importId);
      if (file.received !== file.byteLength) throw fail('file-unreadable', { why: 'incomplete' });
      // Taken or refused, it has been judged; who has a better one sends that.
      incoming = undefined;
      const { from, collision, ...counts } = await sync
        .alone(() => importBundle({ store, newId: () => ids.next(), author }, file.path))
        .finally(() => {
          rmSync(file.path, { force: true });
        });
      // A desk that never had a line has tried nothing yet that a reason could stand beside.
      if (collision !== undefined) store.sync.attemptBegun(clock.now());
      store.sync.attemptEnded(null, collision === undefined ? [] : heldBackBy(collision));
      return { from: from === 'upstream' ? 'upstream' : 'office', ...counts, unsentActs: store.sync.unsent().acts };
    },
  };
}

/** Says whose it is and when it was made, so that two on one stick are told apart: `mot-cua-000.05.24.H11-quay2-20260608-1715.mcb`. */
function fileNameOf({ identity: { agencyCode, counterNo } }: Store, target: UsbTarget, now: string): string {
  const stamp = now.slice(0, 16).replace(/[-:]/gu, '').replace('T', '-');
  return `mot-cua-${agencyCode}-quay${String(counterNo)}-${target === 'upstream' ? '' : 'van-phong-'}${stamp}.mcb`;
}

function readAt(path: string, offset: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(usbPieceBytes);
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
  } finally {
    closeSync(file);
  }
}

function writeAt(path: string, offset: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? fail('disk-full', {}, error) : error;
  } finally {
    closeSync(file);
  }
}
