/** Writes a bundle: under a temporary name, fsynced, read back, renamed. A stick pulled out too early leaves no file that looks whole. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline as joined, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createZstdCompress } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { type BundleContent, writeBundleLines, type Written } from '#shared/sync/bundle-lines.ts';
import { syncFolder } from '../../journal/log.ts';
import { moveFile } from '../../store/move-file.ts';
import { SyncFault } from '../fault.ts';

/** Who can open it: an age key, or everybody with the office's code. */
export type BundleLock = { readonly recipient: string } | { readonly officeCode: string };

export type { Written } from '#shared/sync/bundle-lines.ts';

/** The code is long enough that slowing down who guesses it would only slow down the office. */
const workFactor = 12;

/** Throws what the file system does, and `bundle-not-kept` when what was written is not what the stick gives back. */
export async function writeBundle(path: string, content: BundleContent & { readonly lock: BundleLock }): Promise<Written> {
  const temporary = `${path}.part`;
  const digest = createHash('sha256');
  const hash = {
    update: (text: string) => {
      digest.update(text);
    },
    digest: () => digest.digest('hex'),
  };
  let written: Written = { lines: 0, digest: '' };
  const sealed = createHash('sha256');
  try {
    const plain = joined(
      Readable.from(
        writeBundleLines(content, hash, (end) => {
          written = end;
        }),
      ),
      createZstdCompress(),
      () => undefined,
    );
    const encrypted = await encrypterFor(content.lock).encrypt(Readable.toWeb(plain) as unknown as globalThis.ReadableStream<Uint8Array>);
    await pipeline(
      Readable.fromWeb(encrypted as unknown as ReadableStream<Uint8Array>),
      hashing(sealed),
      createWriteStream(temporary, { mode: 0o600, flush: true }),
    );
    if ((await hashOfFile(temporary)) !== sealed.digest('hex')) throw new SyncFault('bundle-not-kept');
    moveFile(temporary, path);
    syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return written;
}

function encrypterFor(lock: BundleLock): Encrypter {
  const encrypter = new Encrypter();
  if ('recipient' in lock) {
    encrypter.addRecipient(lock.recipient);
  } else {
    encrypter.setPassphrase(lock.officeCode);
    encrypter.setScryptWorkFactor(workFactor);
  }
  return encrypter;
}

function hashing(hash: ReturnType<typeof createHash>) {
  return async function* (parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      hash.update(part);
      yield part;
    }
  };
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  for await (const part of file.createReadStream()) hash.update(part as Buffer);
  return hash.digest('hex');
}
