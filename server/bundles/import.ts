/** A counter's bundle, taken in as if its calls had come over the line (docs/sync-protocol.md §11). */
import { appendFile, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import type * as z from 'zod';
import type { ManifestInput, PushOutcome } from '#shared/contract/upstream/values.ts';
import type { BundleHeader } from '#shared/sync/bundle.ts';
import { BundleFault } from '#shared/sync/bundle-lines.ts';
import { hashOfManifest } from '#shared/sync/manifest.ts';
import type { SignedPage } from '#shared/sync/page.ts';
import { keepBlob, MAX_BLOB_BYTES } from '../jobs/finish-blob.ts';
import type { Ports } from '../ports.ts';
import { SetUpFault } from '../set-up.ts';
import { getAgency } from '../store/agencies.ts';
import { blobLength, isNamed } from '../store/blobs.ts';
import { rememberBundle } from '../store/bundles.ts';
import { findDevice, saveSeen } from '../store/devices.ts';
import { currentEpoch } from '../store/epochs.ts';
import { listPrivateKeys } from '../store/keys.ts';
import type { Caller } from '../sync/caller.ts';
import { countersign } from '../sync/manifest.ts';
import { push } from '../sync/push.ts';
import { reoffer } from '../sync/reoffer.ts';
import { type Pieces, takeLines } from './pieces.ts';
import { readStick } from './stick.ts';

/** A part that was not taken; the others were. `of`: the journal's id, the blob's hash, or the epoch that is offered to; `code` as over the line. */
export type Refusal = { readonly part: 'offer' | 'acts' | 'blob' | 'manifest'; readonly of: string; readonly code: string };

export type Imported = {
  readonly agencyCode: string;
  readonly counterNo: number;
  readonly deviceId: string;
  readonly acts: Readonly<Record<z.infer<typeof PushOutcome>, number>>;
  /** Blobs of the bundle that are here now. */
  readonly blobs: number;
  readonly countersigned: number;
  readonly refused: readonly Refusal[];
};

type Manifest = z.infer<typeof ManifestInput>;
const DAY_MS = 24 * 3_600_000;

type Stick = { readonly file: string; readonly scratch: string; readonly identities: readonly string[] };

/**
 * Imports one bundle. Throws `BundleFault`, `device-revoked`, `not-receiving` (a restored server waits for its counters, and this bundle
 * was written before this one knew) or `file-missing`; then nothing has changed, but whom the next answer is for. The same
 * bundle a second time changes nothing either.
 */
export async function importBundle(ports: Ports, file: string): Promise<Imported> {
  const bundles = join(ports.blobDir, 'bundles');
  await mkdir(bundles, { recursive: true, mode: 0o700 });
  await dropLeftBehind(bundles, ports.clock());
  const scratch = await mkdtemp(join(bundles, 'bundle-'));
  try {
    // Read twice, once to judge it: a stick may be pulled out or written to in between.
    const stick = { file: join(scratch, 'bundle'), scratch, identities: await listPrivateKeys(ports.db, 'age') };
    await copyStick(file, stick.file);
    return await takeIn(ports, stick, await judged(ports, stick));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Of imports that were killed. */
async function dropLeftBehind(bundles: string, at: Date): Promise<void> {
  for (const name of await readdir(bundles)) {
    const found = await stat(join(bundles, name)).catch(() => undefined);
    if (found !== undefined && at.getTime() - found.mtimeMs > DAY_MS) await rm(join(bundles, name), { recursive: true, force: true });
  }
}

async function copyStick(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SetUpFault('file-missing');
    throw error;
  }
}

const ignore = (): void => undefined;

/** Reads to the end without keeping anything, and says who stands behind it. */
async function judged(ports: Ports, { file, identities }: Stick): Promise<Caller> {
  let caller: Caller | undefined;
  let offeredTo: string | undefined;
  const lines = takeLines({
    push: ignore,
    blob: ignore,
    chunk: ignore,
    blobEnds: ignore,
    manifest: ignore,
    offer: ignore,
    offered: (epoch) => {
      offeredTo = epoch;
    },
  });
  const header = await readStick(file, identities, {
    mayTrust: async (header) => {
      caller = await callerOf(ports.db, header);
    },
    visit: lines.visit,
  });
  lines.end();
  if (caller === undefined) throw new BundleFault('bundle-damaged', { why: 'header' });
  if (offeredTo !== caller.epoch && !(await getAgency(ports.db, caller.agencyCode)).receiving) {
    // Its counter does not know yet that it owes an offer: the answer tells it.
    await remember(ports, caller, header, [], []);
    throw new SetUpFault('not-receiving');
  }
  return caller;
}

async function callerOf(db: Ports['db'], { from, to, agencyCode, publicKey }: BundleHeader): Promise<Caller> {
  if (to !== 'upstream' || from === 'upstream') throw new BundleFault('bundle-foreign', { why: 'addressee' });
  const device = await findDevice(db, from);
  if (device === undefined) throw new BundleFault('bundle-foreign', { why: 'device' });
  if (device.agency_code !== agencyCode) throw new BundleFault('bundle-foreign', { why: 'agency' });
  if (device.public_key !== publicKey) throw new BundleFault('bundle-foreign', { why: 'key' });
  if (device.state === 'revoked') throw new SetUpFault('device-revoked');
  return {
    agencyCode,
    deviceId: from,
    counterNo: device.counter_no,
    publicKey,
    state: device.state,
    epoch: await currentEpoch(db),
  };
}

async function takeIn(ports: Ports, { file, scratch, identities }: Stick, caller: Caller): Promise<Imported> {
  const acts = { stored: 0, duplicate: 0, fork: 0 };
  const told: string[] = [];
  const staged: string[] = [];
  const manifests: Manifest[] = [];
  const refused: Refusal[] = [];
  const attempt = attempting(refused);
  let staging: string | undefined;
  const offering = takingOffer(ports, caller, attempt);
  const pieces: Pieces = {
    push: async (input) => {
      const answer = await attempt('acts', input.journalId, () => push(ports, caller, input));
      for (const { outcome } of answer?.results ?? []) acts[outcome] += 1;
    },
    blob: async (hash, bytes) => {
      told.push(hash);
      staging = bytes > MAX_BLOB_BYTES ? undefined : join(scratch, hash);
      if (staging === undefined) refused.push({ part: 'blob', of: hash, code: 'too-large' });
      else await writeFile(staging, '');
    },
    chunk: async (bytes) => {
      if (staging !== undefined) await appendFile(staging, bytes);
    },
    blobEnds: (hash) => {
      if (staging !== undefined) staged.push(hash);
    },
    manifest: (input) => {
      manifests.push(input);
    },
    ...offering,
  };
  const header = await readStick(file, identities, { mayTrust: ignore, visit: takeLines(pieces).visit });
  // Only what an act names is taken, and a manifest counts blobs: so both wait for the last act.
  for (const hash of staged) {
    const code = await takeBlob(ports, caller.agencyCode, hash, join(scratch, hash));
    if (code !== null) refused.push({ part: 'blob', of: hash, code });
  }
  let countersigned = 0;
  for (const one of manifests)
    countersigned += (await attempt('manifest', one.manifest.journalId, () => countersign(ports, caller, one))) === undefined ? 0 : 1;
  await remember(ports, caller, header, told, manifests);
  const { agencyCode, counterNo, deviceId } = caller;
  return {
    agencyCode,
    counterNo,
    deviceId,
    acts,
    blobs: told.length - refused.filter(({ part }) => part === 'blob').length,
    countersigned,
    refused,
  };
}

/** Pages go back to their places as over the line (§9); that it was all counts only when none was refused. */
function takingOffer(ports: Ports, caller: Caller, attempt: ReturnType<typeof attempting>): Pick<Pieces, 'offer' | 'offered'> {
  let isWhole = true;
  const tell = async (offered: SignedPage | null): Promise<void> => {
    const answer = await attempt('offer', caller.epoch, () => reoffer(ports, caller, { offered, last: offered === null }));
    if (answer === undefined) isWhole = false;
  };
  return {
    offer: tell,
    offered: async (epoch) => {
      if (isWhole && epoch === caller.epoch) await tell(null);
    },
  };
}

/** What the calls refuse by name holds back itself alone. */
function attempting(refused: Refusal[]) {
  return async <T>(part: Refusal['part'], of: string, call: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ORPCError) || error.status >= 500) throw error;
      refused.push({ part, of, code: String(error.code) });
      return undefined;
    }
  };
}

/** Null when the blob is here now, else the code of its refusal. */
async function takeBlob(ports: Ports, agencyCode: string, hash: string, staged: string): Promise<string | null> {
  if ((await blobLength(ports.db, agencyCode, hash)) !== undefined) return null;
  if (!(await isNamed(ports.db, agencyCode, hash))) return 'blob-not-named';
  return (await keepBlob(ports, agencyCode, hash, staged)) === 'here' ? null : 'blob-differs';
}

async function remember(
  { db, clock }: Ports,
  { agencyCode, deviceId }: Caller,
  { createdAt, cursor, ageRecipient }: BundleHeader,
  blobs: readonly string[],
  manifests: readonly Manifest[],
): Promise<void> {
  const at = clock();
  await saveSeen(db, agencyCode, deviceId, at);
  if (ageRecipient === null) return;
  await rememberBundle(db, {
    agencyCode,
    deviceId,
    // A counter's clock that once ran ahead must not make all its later bundles the older ones.
    madeAt: new Date(Math.min(Date.parse(createdAt), at.getTime())),
    importedAt: at,
    asked: { cursor, ageRecipient, blobs, manifests: manifests.map(({ manifest }) => hashOfManifest(manifest)) },
  });
}
