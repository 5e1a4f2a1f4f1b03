/** Reads a bundle through once and judges it before anything of it counts. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createZstdDecompress } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { bundleBytes, BundleEnd, BundleHeader, BundleLine } from '#shared/sync/bundle.ts';
import { SyncFault } from '../fault.ts';
import { verifySignature } from '../keys.ts';

/** Everything this desk can open a bundle with. */
export type BundleKeys = { readonly identity: string | undefined; readonly officeCode: string | undefined };

/** A page line is the longest: 500 acts and what JSON makes of them. */
const longestLine = 16 * 1024 * 1024;

/**
 * Hands over every line but first and last, in order, and answers the header. What it hands over counts only when it returns: throws `bundle-not-for-us` (nothing here
 * opens it), `bundle-damaged` (cut short, changed, or not of this format), `bundle-foreign` (signed by another key than it names). `mayTrust` is asked before any line.
 */
export async function readBundle(path: string, keys: BundleKeys, visit: (line: BundleLine) => void, mayTrust: (header: BundleHeader) => void): Promise<BundleHeader> {
  const digest = createHash('sha256');
  let header: BundleHeader | undefined;
  let lines = 0;
  let hasEnded = false;
  for await (const text of linesOf(path, keys)) {
    if (hasEnded) throw new SyncFault('bundle-damaged', { why: 'after-end' });
    const value = parse(text);
    const end = BundleEnd.safeParse(value);
    if (header !== undefined && end.success) {
      if (end.data.end.lines !== lines || end.data.end.digest !== digest.digest('hex')) throw new SyncFault('bundle-damaged', { why: 'digest' });
      if (!verifySignature(header.publicKey, bundleBytes(header, end.data.end), end.data.signature)) throw new SyncFault('bundle-foreign', { why: 'signature' });
      hasEnded = true;
      continue;
    }
    digest.update(`${text}\n`);
    lines += 1;
    if (header === undefined) {
      header = headerOf(value);
      mayTrust(header);
    } else {
      const line = BundleLine.safeParse(value);
      if (!line.success) throw new SyncFault('bundle-damaged', { why: 'line', line: lines });
      visit(line.data);
    }
  }
  if (header === undefined || !hasEnded) throw new SyncFault('bundle-damaged', { why: 'no-end' });
  return header;
}

function headerOf(value: unknown): BundleHeader {
  const header = BundleHeader.safeParse(value);
  if (!header.success) throw new SyncFault('bundle-damaged', { why: 'header' });
  return header.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyncFault('bundle-damaged', { why: 'line' }, { cause });
  }
}

async function* linesOf(path: string, keys: BundleKeys): AsyncGenerator<string> {
  const plain = await opened(path, keys);
  let rest = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of plain) {
      rest += decoder.decode(part as Uint8Array, { stream: true });
      if (rest.length > longestLine) throw new SyncFault('bundle-damaged', { why: 'line' });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (cause) {
    // Age vouches for every byte, zstd for its frames: whatever breaks on the way was not written by a desk.
    throw cause instanceof SyncFault ? cause : new SyncFault('bundle-damaged', { why: 'bytes' }, { cause });
  }
  if (rest !== '') throw new SyncFault('bundle-damaged', { why: 'no-end' });
}

async function opened(path: string, { identity, officeCode }: BundleKeys): Promise<Readable> {
  for (const add of [identity === undefined ? undefined : (age: Decrypter) => { age.addIdentity(identity); }, officeCode === undefined ? undefined : (age: Decrypter) => { age.addPassphrase(officeCode); }]) {
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
