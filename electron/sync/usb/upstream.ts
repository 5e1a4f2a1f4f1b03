/** The way to the server on foot: everything since what it has acknowledged, for its age key. */
import { BUNDLE_CHUNK_BYTES, type BundleLine } from '#shared/sync/bundle.ts';
import { certifiedKey } from '#shared/sync/certificate.ts';
import { manifestOf } from '#shared/sync/manifest.ts';
import { type Sign, statementBytes } from '#shared/sync/statement.ts';
import { headBytes } from '#shared/sync/statements.ts';
import type { Store } from '../../store/store.ts';
import { SyncFault } from '../fault.ts';
import { signerOf, verifySignature } from '../keys.ts';
import { headerTo } from './header.ts';
import { cursorToTell, daysToShow, offerLines, sentFrom } from './restored.ts';
import { writeBundle, type Written } from './write-bundle.ts';

/** Throws `not-enrolled`. */
export async function exportForUpstream(store: Store, path: string, now: string): Promise<Written> {
  const [device, recipient] = [store.sync.device(), ageKeyOf(store)];
  if (device === undefined || recipient === undefined) throw new SyncFault('not-enrolled');
  const sign = signerOf(device);
  const header = headerTo('upstream', { store, device, now, cursor: cursorToTell(store.sync) });
  return writeBundle(path, { header, lines: linesFor(store, sign, now), sign, lock: { recipient } });
}

function* linesFor(store: Store, sign: Sign, now: string): Generator<BundleLine> {
  const { sync } = store;
  yield* offerLines(sync);
  for (const { journalId, forked } of sync.journals()) if (!forked) yield* unacknowledged(store, sign, journalId);
  for (const hash of sync.blobsWaiting()) yield* blobLines(store, hash);
  for (const { journalId } of sync.journals()) yield* manifestLines(store, sign, journalId, now);
  for (const { manifest, signature } of daysToShow(sync)) yield { manifest, signature };
}

/** From the first act the server has not placed: until its answer is here, every bundle holds it again. */
function* unacknowledged({ sync, identity }: Store, sign: Sign, journalId: string): Generator<BundleLine> {
  for (let run = sync.runAfter(journalId, sentFrom(sync, journalId)); run !== undefined; run = sync.runAfter(journalId, run.head.seq)) {
    for (const act of run.acts) yield { act };
    const head = { journalId, ...run.head };
    yield { head, headSignature: sign(headBytes(identity.agencyCode, head)) };
  }
}

function* blobLines({ blobs }: Store, hash: string): Generator<BundleLine> {
  const bytes = blobs.get(hash);
  if (bytes === undefined) return;
  yield { blob: hash, bytes: bytes.length };
  for (let at = 0; at < bytes.length; at += BUNDLE_CHUNK_BYTES)
    yield { chunk: Buffer.from(bytes.subarray(at, at + BUNDLE_CHUNK_BYTES)).toString('base64') };
}

/** What is not countersigned yet; kept here too, so that the answer finds what it is about. */
function* manifestLines({ sync, identity, blobs }: Store, sign: Sign, journalId: string, now: string): Generator<BundleLine> {
  const range = sync.manifestRange(journalId);
  if (range === null) return;
  const manifest = manifestOf({
    agencyCode: identity.agencyCode,
    deviceId: identity.deviceId,
    journalId,
    closedAt: sync.findManifest(journalId, range.fromSeq, range.toSeq)?.manifest.closedAt ?? now,
    rows: sync.manifestRows(journalId, range.fromSeq, range.toSeq),
    blobBytes: (hash) => blobs.size(hash),
  });
  const signature = sign(statementBytes('manifest', manifest));
  sync.keepManifest(manifest, signature);
  yield { manifest, signature };
}

/** The newest age key the pinned root vouches for. */
function ageKeyOf(store: Store): string | undefined {
  const enrolment = store.sync.enrolment();
  if (enrolment === undefined) return undefined;
  const newest = enrolment.certificates
    .filter(({ statement }) => statement.role === 'age')
    .sort((a, b) => (a.statement.notBefore < b.statement.notBefore ? 1 : -1))[0];
  return newest === undefined
    ? undefined
    : certifiedKey(enrolment.certificates, { role: 'age', keyId: newest.statement.keyId }, enrolment.rootPublicKey, verifySignature);
}
