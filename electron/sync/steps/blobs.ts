/** Scans and printed papers, each by its hash, resumed at the byte where the line was cut (tus 1.0). */
import { isSyncFault, SyncFault } from '../fault.ts';
import type { Flight } from '../flight.ts';

/** Bytes of one request: every answer is a place to show, to pause at and to go on from. */
const pieceBytes = 512 * 1024;
const tus = { 'tus-resumable': '1.0.0' } as const;

/** Sends what acts made here name, and what the server says it lacks and we hold. */
export async function sendBlobs(flight: Flight, lacking: readonly string[]): Promise<void> {
  const { store, report, progress, trouble, between } = flight;
  const own = store.sync.blobsWaiting();
  const hashes = [...new Set([...own, ...lacking.filter((hash) => store.blobs.has(hash))])];
  if (hashes.length === 0) return;
  const total = hashes.reduce((sum, hash) => sum + (store.blobs.size(hash) ?? 0), 0);
  report({ phase: 'blobs', blobs: { done: 0, total: hashes.length }, blobBytes: { done: 0, total } });
  let bytesBefore = 0;
  const missing: string[] = [];
  for (const hash of hashes) {
    const bytes = store.blobs.get(hash);
    const isThere = bytes === undefined ? await isWithServer(flight, hash) : await sendOrTell(flight, hash, bytes, bytesBefore);
    bytesBefore += bytes?.length ?? 0;
    if (isThere) store.sync.keepBlobsSent([hash]);
    else if (bytes === undefined) missing.push(hash);
    report({ blobs: { done: progress().blobs.done + Number(isThere), total: hashes.length }, blobBytes: { done: bytesBefore, total } });
    await between('blob-sent');
  }
  if (missing.length > 0)
    trouble(
      new SyncFault('blobs-missing', {
        count: missing.length,
        dossierIds: [...new Set(missing.flatMap((hash) => store.sync.dossiersNaming(hash)))],
      }),
    );
}

/** A blob the server refuses holds back itself alone. */
async function sendOrTell(flight: Flight, hash: string, bytes: Uint8Array, before: number): Promise<boolean> {
  try {
    await sendBlob(flight, hash, bytes, before);
    return true;
  } catch (error) {
    if (!isSyncFault(error, 'blob-differs') && !isSyncFault(error, 'blob-not-named') && !isSyncFault(error, 'too-large')) throw error;
    flight.trouble(new SyncFault(error.code, { ...error.details, dossierIds: flight.store.sync.dossiersNaming(hash) }, { cause: error }));
    return false;
  }
}

async function sendBlob({ upstream, report, progress }: Flight, hash: string, bytes: Uint8Array, before: number): Promise<void> {
  const location = await create(upstream, hash, bytes.length);
  if (location === null) return;
  let offset = await offsetOf(upstream, location);
  // What a cut line still brought over is headway.
  report({ blobBytes: { done: before + offset, total: progress().blobBytes.total } });
  while (offset < bytes.length) {
    const piece = Uint8Array.from(bytes.subarray(offset, offset + pieceBytes));
    const answer = await upstream.request({
      method: 'PATCH',
      path: location,
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      bytes: piece,
    });
    offset = numberOf(answer.headers.get('upload-offset'));
    report({ blobBytes: { done: before + offset, total: progress().blobBytes.total } });
  }
}

/** Where to send it; null when it is there already. */
async function create(upstream: Flight['upstream'], hash: string, length: number): Promise<string | null> {
  try {
    const answer = await upstream.request({
      method: 'POST',
      path: 'blobs/',
      headers: { ...tus, 'upload-length': String(length), 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}` },
    });
    const location = answer.headers.get('location');
    if (location === null) throw new SyncFault('server-answer-unreadable', { field: 'location' });
    return location;
  } catch (error) {
    if (isSyncFault(error, 'blob-here')) return null;
    throw error;
  }
}

async function offsetOf(upstream: Flight['upstream'], location: string): Promise<number> {
  const answer = await upstream.request({ method: 'HEAD', path: location, headers: tus });
  return numberOf(answer.headers.get('upload-offset'));
}

async function isWithServer({ upstream }: Flight, hash: string): Promise<boolean> {
  try {
    await upstream.request({ method: 'HEAD', path: `blobs/${hash}` });
    return true;
  } catch (error) {
    // An answer to HEAD has no body to say its code in.
    if (isSyncFault(error, 'server-answer-unreadable') && error.details['status'] === 404) return false;
    throw error;
  }
}

function numberOf(text: string | null): number {
  const value = text === null ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new SyncFault('server-answer-unreadable', { field: 'upload-offset' });
  return value;
}
