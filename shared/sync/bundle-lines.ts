/**
 * The lines of a bundle, both ways (docs/sync-protocol.md §11). Counter and server hand in what hashes and signs on their side and the bytes as they come off the stick;
 * how these are packed, encrypted and kept is theirs.
 */
import { bundleBytes, BundleEnd, BundleHeader, BundleLine } from './bundle.ts';
import type { Sign, Verify } from './statement.ts';

/** Running SHA-256 of text in UTF-8; `digest` ends it and gives hex. */
export type LineHash = { readonly update: (text: string) => void; readonly digest: () => string };

export type BundleFaultCode =
  /** Nothing here opens it. */
  | 'bundle-not-for-us'
  /** Cut short, changed, or not of this format. */
  | 'bundle-damaged'
  /** Of another office, for another reader, or signed by another key than it must be. */
  | 'bundle-foreign';

/** Why a bundle counts for nothing; `details.why` names the place. */
export class BundleFault extends Error {
  override readonly name = 'BundleFault';
  readonly code: BundleFaultCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: BundleFaultCode, details: Readonly<Record<string, unknown>> = {}, options: ErrorOptions = {}) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** What was written: `lines` without the last, `digest` of them. */
export type Written = { readonly lines: number; readonly digest: string };

export type BundleContent = {
  readonly header: BundleHeader;
  readonly lines: Iterable<BundleLine> | AsyncIterable<BundleLine>;
  readonly sign: Sign;
};

/** Every line with its LF, the signed end last; gives to `onEnd` what it counted. */
export async function* writeBundleLines(
  { header, lines, sign }: BundleContent,
  hash: LineHash,
  onEnd: (written: Written) => void,
): AsyncGenerator<string> {
  let count = 0;
  const toLine = (line: BundleLine): string => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    count += 1;
    return text;
  };
  yield toLine(header);
  for await (const line of lines) yield toLine(line);
  const end = { lines: count, digest: hash.digest() };
  yield `${JSON.stringify({ end, signature: sign(bundleBytes(header, end)) })}\n`;
  onEnd(end);
}

export type BundleReader = {
  readonly hash: LineHash;
  readonly verify: Verify;
  /** Asked before any line. Throws when this header's sender or addressee is not to be trusted. */
  readonly mayTrust: (header: BundleHeader) => void | Promise<void>;
  /** Every line but first and last, in order. What was handed over counts only when the reading returns. */
  readonly visit: (line: BundleLine) => void | Promise<void>;
};

/** A page line is the longest: 500 acts and what JSON makes of them. */
const longestLine = 16 * 1024 * 1024;

/**
 * Judges a bundle by its plain text, which comes in pieces of any length, and answers the header. Throws `bundle-damaged` and `bundle-foreign`; an error of the pieces themselves
 * is `bundle-damaged` too: age vouches for every byte and zstd for its frames, so whatever breaks on the way was not written by either side.
 */
export async function readBundleLines(
  pieces: AsyncIterable<string>,
  { hash, verify, mayTrust, visit }: BundleReader,
): Promise<BundleHeader> {
  let header: BundleHeader | undefined;
  let lines = 0;
  let hasEnded = false;
  for await (const text of linesOf(pieces)) {
    if (hasEnded) throw new BundleFault('bundle-damaged', { why: 'after-end' });
    const value = parse(text);
    const end = BundleEnd.safeParse(value);
    if (header !== undefined && end.success) {
      if (end.data.end.lines !== lines || end.data.end.digest !== hash.digest()) throw new BundleFault('bundle-damaged', { why: 'digest' });
      if (!verify(header.publicKey, bundleBytes(header, end.data.end), end.data.signature))
        throw new BundleFault('bundle-foreign', { why: 'signature' });
      hasEnded = true;
      continue;
    }
    hash.update(`${text}\n`);
    lines += 1;
    if (header === undefined) {
      header = headerOf(value);
      await mayTrust(header);
    } else {
      await visit(lineOf(value, lines));
    }
  }
  if (header === undefined || !hasEnded) throw new BundleFault('bundle-damaged', { why: 'no-end' });
  return header;
}

function headerOf(value: unknown): BundleHeader {
  const header = BundleHeader.safeParse(value);
  if (!header.success) throw new BundleFault('bundle-damaged', { why: 'header' });
  return header.data;
}

function lineOf(value: unknown, number: number): BundleLine {
  const line = BundleLine.safeParse(value);
  if (!line.success) throw new BundleFault('bundle-damaged', { why: 'line', line: number });
  return line.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BundleFault('bundle-damaged', { why: 'line' }, { cause });
  }
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of unbroken(pieces)) {
    rest += piece;
    if (rest.length > longestLine) throw new BundleFault('bundle-damaged', { why: 'line' });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new BundleFault('bundle-damaged', { why: 'no-end' });
}

async function* unbroken(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* pieces;
  } catch (cause) {
    throw new BundleFault('bundle-damaged', { why: 'bytes' }, { cause });
  }
}
