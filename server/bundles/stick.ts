/** What lies around a bundle's lines on this side: age for the server's own keys, zstd, and a file that is whole or not there. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline as joined, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import type { BundleHeader } from '#shared/sync/bundle.ts';
import {
  type BundleContent,
  BundleFault,
  type BundleReader,
  type LineHash,
  readBundleLines,
  writeBundleLines,
  type Written,
} from '#shared/sync/bundle-lines.ts';
import { verifySignature } from '../auth/ed25519.ts';
import { flushFolder } from '../jobs/lines.ts';
import { SetUpFault } from '../set-up.ts';

/** A stick's file as it was copied into `scratch`, and the server's age keys to open it with. */
export type CopiedStick = { readonly file: string; readonly scratch: string; readonly identities: readonly string[] };

/** `identities`: the server's age keys, retired ones too. Throws `BundleFault`, or what the file system does; what was visited counts only when it returns. */
export async function readStick(
  path: string,
  identities: readonly string[],
  reader: Pick<BundleReader, 'mayTrust' | 'visit'>,
): Promise<BundleHeader> {
  const plain = await opened(path, identities);
  return readBundleLines(textOf(plain), { ...reader, hash: sha256Lines(), verify: verifySignature });
}

/** Under a temporary name, flushed, read back, renamed. Throws `bundle-not-kept` when the stick gives back other bytes. */
export async function writeStick(path: string, recipient: string, content: BundleContent): Promise<Written> {
  const scratch = `${path}.part`;
  const sealed = createHash('sha256');
  let written: Written = { lines: 0, digest: '' };
  const age = new Encrypter();
  age.addRecipient(recipient);
  try {
    const plain = joined(
      Readable.from(
        writeBundleLines(content, sha256Lines(), (end) => {
          written = end;
        }),
      ),
      createZstdCompress(),
      () => undefined,
    );
    const encrypted = await age.encrypt(Readable.toWeb(plain) as unknown as globalThis.ReadableStream<Uint8Array>);
    const counted = async function* (parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const part of parts) {
        sealed.update(part);
        yield part;
      }
    };
    await pipeline(
      Readable.fromWeb(encrypted as unknown as ReadableStream<Uint8Array>),
      counted,
      createWriteStream(scratch, { mode: 0o600, flush: true }),
    );
    if ((await hashOfFile(scratch)) !== sealed.digest('hex')) throw new SetUpFault('bundle-not-kept');
    await rename(scratch, path);
    await flushFolder(path);
  } catch (error) {
    await rm(scratch, { force: true });
    throw error;
  }
  return written;
}

function sha256Lines(): LineHash {
  const hash = createHash('sha256');
  return {
    update: (text) => {
      hash.update(text);
    },
    digest: () => hash.digest('hex'),
  };
}

async function* textOf(plain: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const part of plain) yield decoder.decode(part as Uint8Array, { stream: true });
}

/** The header of an age file says at once whether a key opens it. */
async function opened(path: string, identities: readonly string[]): Promise<Readable> {
  const age = new Decrypter();
  for (const identity of identities) age.addIdentity(identity);
  const file = createReadStream(path);
  try {
    const plain = await age.decrypt(Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>);
    // What breaks on either side is thrown where the lines are read.
    return joined(Readable.fromWeb(plain as unknown as ReadableStream<Uint8Array>), createZstdDecompress(), () => undefined);
  } catch (cause) {
    file.destroy();
    if (cause instanceof Error && 'code' in cause) throw cause;
    throw new BundleFault('bundle-not-for-us', {}, { cause });
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
