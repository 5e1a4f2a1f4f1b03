/** What keys of the sync protocol sign. The text is made here, the signature where keys live (docs/sync-protocol.md §1). */
import * as z from 'zod';
import { canonicalText } from '../journal/canonical.ts';
import { toUtf8 } from '../journal/utf8.ts';

export const Purpose = z.enum(['certificate', 'page', 'countersign', 'pack', 'login', 'head', 'manifest', 'bundle']);
export type Purpose = z.infer<typeof Purpose>;

/** The 32 bytes of an Ed25519 public key, base64url without padding. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);
/** The 64 bytes of an Ed25519 signature, base64url without padding. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/u);

/** Ed25519 with a key its holder keeps to itself. */
export type Sign = (message: Uint8Array) => string;
/** Ed25519. False, never a throw, for a key or signature that is none. */
export type Verify = (publicKey: string, message: Uint8Array, signature: string) => boolean;

/** The bytes signed: `mot-cua/<purpose>/1`, LF, RFC 8785 text of `statement`. Throws `FormatError` for what is no JSON of ours. */
export function statementBytes(purpose: Purpose, statement: object): Uint8Array {
  return toUtf8(`mot-cua/${purpose}/1\n${canonicalText(statement)}`);
}

/** Text that fits a number of bytes, base64url without padding. */
export function base64UrlOf(bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const triple = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < Math.min(4, left + 1); digit += 1) text += alphabet[(triple >> (18 - 6 * digit)) & 63] ?? '';
  }
  return text;
}

/** The bytes of base64url text; `undefined` for anything but the one text `base64UrlOf` gives for some bytes. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const digit = alphabet.indexOf(letter);
    if (digit === -1) return undefined;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return base64UrlOf(bytes) === text ? bytes : undefined;
}
