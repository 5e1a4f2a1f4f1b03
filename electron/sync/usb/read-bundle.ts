/** Reads a bundle through once and judges it before anything of it counts. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createZstdDecompress } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import type { BundleHeader, BundleLine } from '#shared/sync/bundle.ts';
import { BundleFault, readBundleLines } from '#shared/sync/bundle-lines.ts';
import { SyncFault } from '../fault.ts';
import { verifySignature } from '../keys.ts';

/** Everything this desk can open a bundle with. */
export type BundleKeys = { readonly identity: string | undefined; readonly officeCode: string | undefined };

/**
 * Hands over every line but first and last, in order, and answers the header. What it hands over counts only when it returns: throws `bundle-not-for-us` (nothing here
 * opens it), `bundle-damaged` (cut short, changed, or not of this format), `bundle-foreign` (signed by another key than it names). `mayTrust` is asked before any line.
 */
export async function readBundle(
  path: string,
  keys: BundleKeys,
  visit: (line: BundleLine) => void,
  mayTrust: (header: BundleHeader) => void,
): Promise<BundleHeader> {
  const hash = createHash('sha256');
  try {
    return await readBundleLines(textOf(await opened(path, keys)), {
      hash: {
        update: (text) => {
          hash.update(text);
        },
        digest: () => hash.digest('hex'),
      },
      verify: verifySignature,
      mayTrust,
      visit,
    });
  } catch (error) {
    throw error instanceof BundleFault ? new SyncFault(error.code, error.details, { cause: error }) : error;
  }
}

async function* textOf(plain: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const part of plain) yield decoder.decode(part as Uint8Array, { stream: true });
}

/** How an age file begins. */
const ageStart = 'age-encryption.org/v1\n';

/** A picture or a table that lay on the same stick is no bundle for somebody else. */
async function refuseOther(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(ageStart.length);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    if (start.subarray(0, bytesRead).toString('latin1') !== ageStart) throw new SyncFault('bundle-damaged', { why: 'no-bundle' });
  } finally {
    await file.close();
  }
}

async function opened(path: string, { identity, officeCode }: BundleKeys): Promise<Readable> {
  await refuseOther(path);
  for (const add of [
    identity === undefined
      ? undefined
      : (age: Decrypter) => {
          age.addIdentity(identity);
        },
    officeCode === undefined
      ? undefined
      : (age: Decrypter) => {
          age.addPassphrase(officeCode);
        },
  ]) {
    if (add === undefined) continue;
    const age = new Decrypter();
    add(age);
    const decrypted = await decryptOrNothing(age, path);
    // What breaks on either side is thrown where the lines are read.
    if (decrypted !== undefined) return pipeline(decrypted, createZstdDecompress(), () => undefined);
  }
  throw new SyncFault('bundle-not-for-us');
}

/** The header of an age file says at once whether a key opens it. */
async function decryptOrNothing(age: Decrypter, path: string): Promise<Readable | undefined> {
  const file = createReadStream(path);
  try {
    const plain = await age.decrypt(Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>);
    return Readable.fromWeb(plain as unknown as ReadableStream<Uint8Array>);
  } catch (error) {
    file.destroy();
    if (error instanceof Error && 'code' in error) throw error;
    return undefined;
  }
}
