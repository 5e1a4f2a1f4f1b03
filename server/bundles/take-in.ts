/** Taking in what a judged bundle holds. */
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ORPCError } from '@orpc/server';
import type * as z from 'zod';
import type { PushOutcome } from '#shared/contract/upstream/values.ts';
import type { SignedPage } from '#shared/sync/page.ts';
import { keepBlob, MAX_BLOB_BYTES } from '../jobs/finish-blob.ts';
import type { Ports } from '../ports.ts';
import { blobLength, isNamed } from '../store/blobs.ts';
import type { Caller } from '../sync/caller.ts';
import { countersign } from '../sync/manifest.ts';
import { push } from '../sync/push.ts';
import { reoffer } from '../sync/reoffer.ts';
import { type Pieces, takeLines } from './pieces.ts';
import { rememberAsked, type SignedManifest } from './remember.ts';
import { type CopiedStick, readStick } from './stick.ts';

/** A part that was not taken; the others were. `of`: the journal's id, the blob's hash, or the epoch that is offered to; `code` as over the line. */
type Refusal = { readonly part: 'offer' | 'acts' | 'blob' | 'manifest'; readonly of: string; readonly code: string };

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

/** Its acts, blobs, manifests and offered pages, each as the call over the line would take it; what one call refuses by name holds back itself alone. */
export async function takeIn(ports: Ports, { file, scratch, identities }: CopiedStick, caller: Caller): Promise<Imported> {
  const acts = { stored: 0, duplicate: 0, fork: 0 };
  const manifests: SignedManifest[] = [];
  const refused: Refusal[] = [];
  const attempt = attempting(refused);
  const staging = stagingIn(scratch, refused);
  const pieces: Pieces = {
    push: async (input) => {
      const answer = await attempt('acts', input.journalId, () => push(ports, caller, input));
      for (const { outcome } of answer?.results ?? []) acts[outcome] += 1;
    },
    manifest: (input) => {
      manifests.push(input);
    },
    ...staging.pieces,
    ...takingOffer(ports, caller, attempt),
  };
  const header = await readStick(file, identities, { mayTrust: () => undefined, visit: takeLines(pieces).visit });
  // Only what an act names is taken, and a manifest counts blobs: so both wait for the last act.
  for (const hash of staging.staged) {
    const code = await takeBlob(ports, caller.agencyCode, hash, join(scratch, hash));
    if (code !== null) refused.push({ part: 'blob', of: hash, code });
  }
  let countersigned = 0;
  for (const one of manifests)
    countersigned += (await attempt('manifest', one.manifest.journalId, () => countersign(ports, caller, one))) === undefined ? 0 : 1;
  await rememberAsked(ports, caller, header, staging.told, manifests);
  const { agencyCode, counterNo, deviceId } = caller;
  return {
    agencyCode,
    counterNo,
    deviceId,
    acts,
    blobs: staging.told.length - refused.filter(({ part }) => part === 'blob').length,
    countersigned,
    refused,
  };
}

/** `told`: blobs the bundle has; `staged`: those that lie whole in `scratch`, under their hashes. */
type Staging = {
  readonly told: readonly string[];
  readonly staged: readonly string[];
  readonly pieces: Pick<Pieces, 'blob' | 'chunk' | 'blobEnds'>;
};

function stagingIn(scratch: string, refused: Refusal[]): Staging {
  const told: string[] = [];
  const staged: string[] = [];
  let open: string | undefined;
  return {
    told,
    staged,
    pieces: {
      blob: async (hash, bytes) => {
        told.push(hash);
        open = bytes > MAX_BLOB_BYTES ? undefined : join(scratch, hash);
        if (open === undefined) refused.push({ part: 'blob', of: hash, code: 'too-large' });
        else await writeFile(open, '');
      },
      chunk: async (bytes) => {
        if (open !== undefined) await appendFile(open, bytes);
      },
      blobEnds: (hash) => {
        if (open !== undefined) staged.push(hash);
      },
    },
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
