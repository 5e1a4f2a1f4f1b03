/** Blobs on demand: what an act of another counter names is fetched when somebody asks for it, and kept only when it is what the act says. */
import { createHash } from 'node:crypto';
import { MAX_BLOB_BYTES } from '#shared/contract/upstream.ts';
import type { Store } from '../store/store.ts';
import { isSyncFault, SyncFault } from './fault.ts';
import type { Http } from './http.ts';
import { signerOf } from './keys.ts';
import { upstreamOf } from './upstream.ts';

export type FetchPorts = {
  readonly store: Store;
  readonly http: (server: string, signal: AbortSignal) => Http;
  readonly now: () => string;
};

/**
 * Makes sure the blob is here; answers whether it came from the server just now. Throws `blob-elsewhere` (no server, or none that answers: the bytes are on
 * another machine), `blob-not-sent-yet` (the server has not got them), `blob-wrong` (what came is not what was asked for; nothing of it is kept).
 */
export async function fetchBlob({ store, http, now }: FetchPorts, sha256: string, signal: AbortSignal): Promise<boolean> {
  if (store.blobs.has(sha256)) return false;
  const [enrolment, device] = [store.sync.enrolment(), store.sync.device()];
  if (enrolment === undefined || device === undefined) throw new SyncFault('blob-elsewhere');
  const line = http(enrolment.server, signal);
  const upstream = upstreamOf(line, { deviceId: store.identity.deviceId, sign: signerOf(device) });
  try {
    const { bytes } = await upstream.request({ method: 'GET', path: `blobs/${sha256}`, maxBytes: MAX_BLOB_BYTES });
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new SyncFault('blob-wrong');
    // The store may be closed by now.
    if (signal.aborted) throw new SyncFault('blob-elsewhere');
    // In this month's file: that of a month which is over is never written again.
    store.blobs.put(now().slice(0, 7), bytes);
    return true;
  } catch (error) {
    if (isSyncFault(error, 'server-unreachable')) throw new SyncFault('blob-elsewhere', {}, { cause: error });
    if (isSyncFault(error, 'blob-unknown')) throw new SyncFault('blob-not-sent-yet', {}, { cause: error });
    throw error;
  }
}
