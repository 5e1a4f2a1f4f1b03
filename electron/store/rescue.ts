/**
 * Acts of a life of this counter whose disk died, brought back from its journal log: they are linked again on the live journal, with their ids and bytes as they were, so
 * that an act which is here already, or with the server already, is still there once (docs/sync-protocol.md §4).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Act, ActBody } from '#shared/journal/act.ts';
import { blobNamedBy } from '#shared/sync/sent-act.ts';
import { decodeActs } from '../journal/frame-acts.ts';
import { bodyFits, type LinkedAct, withLink } from '../journal/link.ts';
import { openLogReader } from '../journal/read-log.ts';
import { type BlobFiles, openBlobs } from './blobs.ts';
import { isStoreFault, StoreFault, type FaultDetails } from './fault.ts';
import { logFileName } from './open-store.ts';
import type { Store } from './store.ts';

export type Rescued = {
  /** Acts read from the dead log. */
  readonly found: number;
  /** Linked on the live journal now. */
  readonly added: number;
  /** Were here, byte for byte. */
  readonly already: number;
  /** Ids under which other bytes are here; nothing of theirs was taken. */
  readonly differing: readonly string[];
  /** Papers and scans brought over, and those an act taken over names and neither disk has. */
  readonly blobs: number;
  readonly blobsMissing: number;
  /** Bytes of an unfinished last frame: nobody was told of it. */
  readonly tornBytes: number;
  /** Where the log cannot be read any further, null when all of it was read. */
  readonly damagedAt: FaultDetails | null;
};

/**
 * Reads `folder`/journal.log, written under `key`, as far as it can be read, and takes over what is not here; frame by frame durable, so it may be repeated. Throws
 * `journal-log-missing`, `journal-log-damaged` when nothing of it can be read (a foreign key among the reasons), `agency-foreign` for another office's log, and
 * what `commit` throws.
 */
export function rescue(store: Store, folder: string, key: Uint8Array): Rescued {
  const blobs = existsSync(folder) ? openBlobs(folder, key, 'read') : undefined;
  const total = { found: 0, added: 0, already: 0, blobs: 0, blobsMissing: 0 };
  const differing: string[] = [];
  const reader = openLogReader(join(folder, logFileName), key);
  const takeFrame = (acts: readonly LinkedAct[]): void => {
    total.found += acts.length;
    const missing = acts.filter(({ act: { body }, bytes }) => {
      const held = store.acts.find(body.id);
      if (held === undefined) return true;
      if (withLink(held).bytes.equals(bytes)) total.already += 1;
      else differing.push(body.id);
      return false;
    });
    for (const { act } of missing) {
      const brought = bringBlob(store, blobs, act.body);
      if (brought === 'brought') total.blobs += 1;
      if (brought === 'missing') total.blobsMissing += 1;
    }
    total.added += store.commit(missing.map(({ act }) => act.body)).length;
  };
  try {
    const { tornBytes, damagedAt } = readAsFarAsItGoes(reader, (plaintext) => {
      takeFrame(readActs(plaintext, store.identity.agencyCode));
    });
    if (damagedAt !== null && total.found === 0) throw new StoreFault('journal-log-damaged', damagedAt);
    return { ...total, differing, tornBytes, damagedAt };
  } finally {
    reader.close();
    blobs?.close();
  }
}

/** A frame behind a broken one may be whole, but what it was built on is gone with the broken one: a person should see that first. */
function readAsFarAsItGoes(
  reader: ReturnType<typeof openLogReader>,
  take: (plaintext: Buffer) => void,
): { readonly tornBytes: number; readonly damagedAt: FaultDetails | null } {
  try {
    const { tornBytes } = reader.each(({ plaintext }) => {
      take(plaintext);
    });
    return { tornBytes, damagedAt: null };
  } catch (error) {
    if (!isStoreFault(error, 'journal-log-damaged')) throw error;
    return { tornBytes: 0, damagedAt: error.details };
  }
}

/** The frame's acts, each fitting its link. */
function readActs(plaintext: Buffer, agencyCode: string): readonly LinkedAct[] {
  const acts = decoded(plaintext).map((act) => withLink(act));
  const foreign = acts.find(({ act }) => act.body.agencyCode !== agencyCode);
  if (foreign !== undefined) throw new StoreFault('agency-foreign', { agencyCode: foreign.act.body.agencyCode });
  const unfit = acts.find((linked) => !bodyFits(linked));
  if (unfit !== undefined) throw new StoreFault('journal-log-damaged', { seq: unfit.act.link.seq, why: 'body-hash' });
  return acts;
}

function decoded(plaintext: Buffer): readonly Act[] {
  try {
    return decodeActs(plaintext);
  } catch (error) {
    throw new StoreFault('journal-log-damaged', { why: 'content' }, { cause: error });
  }
}

/** The blob is durable before the act that names it. */
function bringBlob(store: Store, dead: BlobFiles | undefined, body: ActBody): 'brought' | 'missing' | 'nothing' {
  const hash = blobNamedBy(body);
  if (hash === null || store.blobs.has(hash)) return 'nothing';
  const bytes = dead?.get(hash);
  if (bytes === undefined) return 'missing';
  store.blobs.put(body.recordedAt.slice(0, 7), bytes);
  return 'brought';
}
