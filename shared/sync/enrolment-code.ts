/** The code that enrols a counter once, read from a paper and typed (docs/sync-protocol.md §2). */
import { sha256 } from '@noble/hashes/sha2.js';
import { sameBytes } from '../journal/utf8.ts';
import { fromBase64Url } from './statement.ts';

/** `secret` opens the door once, `fingerprint` is of the root key the answer must carry; 10 bytes each. */
export type EnrolmentCode = { readonly secret: Uint8Array; readonly fingerprint: Uint8Array };

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PART_BYTES = 10;
const CHECK_BYTES = 2;
const DIGITS = Math.ceil(((2 * PART_BYTES + CHECK_BYTES) * 8) / 5);

/** First 10 bytes of SHA-256 of the root key's 32 bytes. Throws `RangeError` when `rootPublicKey` is no key. */
export function rootFingerprint(rootPublicKey: string): Uint8Array {
  const key = fromBase64Url(rootPublicKey);
  if (key?.length !== 32) throw new RangeError('Not a public key');
  return sha256(key).slice(0, PART_BYTES);
}

/** `E1-XXXX-…`, nine groups of four Crockford digits. Throws `RangeError` unless both parts are 10 bytes. */
export function formatEnrolmentCode({ secret, fingerprint }: EnrolmentCode): string {
  if (secret.length !== PART_BYTES || fingerprint.length !== PART_BYTES) throw new RangeError('Both parts are 10 bytes');
  const parts = new Uint8Array([...secret, ...fingerprint]);
  const digits = toDigits(new Uint8Array([...parts, ...checkOf(parts)]));
  return `E1-${digits.replace(/.{4}(?=.)/gu, '$&-')}`;
}

/** Reads a typed code: case, blanks and hyphens do not matter, O is 0, I and L are 1. `undefined` when it was mistyped or is of another make. */
export function parseEnrolmentCode(text: string): EnrolmentCode | undefined {
  const [, typed] = /^E1(.*)$/u.exec(text.toUpperCase().replace(/[\s\p{Pd}\p{Cf}]+/gu, '')) ?? [];
  const bytes = typed === undefined ? undefined : fromDigits(typed.replaceAll('O', '0').replaceAll(/[IL]/gu, '1'));
  if (bytes === undefined) return undefined;
  const parts = bytes.slice(0, 2 * PART_BYTES);
  if (!sameBytes(checkOf(parts), bytes.slice(2 * PART_BYTES))) return undefined;
  return { secret: parts.slice(0, PART_BYTES), fingerprint: parts.slice(PART_BYTES) };
}

const checkOf = (parts: Uint8Array): Uint8Array => sha256(parts).slice(0, CHECK_BYTES);

/** The last digit's spare bits are 0. */
function toDigits(bytes: Uint8Array): string {
  let held = bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n) << BigInt(DIGITS * 5 - bytes.length * 8);
  let digits = '';
  for (let count = 0; count < DIGITS; count += 1) {
    digits = `${LETTERS[Number(held & 31n)] ?? ''}${digits}`;
    held >>= 5n;
  }
  return digits;
}

function fromDigits(digits: string): Uint8Array | undefined {
  if (digits.length !== DIGITS) return undefined;
  let held = 0n;
  for (const letter of digits) {
    const digit = LETTERS.indexOf(letter);
    if (digit === -1) return undefined;
    held = (held << 5n) | BigInt(digit);
  }
  const spare = BigInt(DIGITS * 5 - (2 * PART_BYTES + CHECK_BYTES) * 8);
  if ((held & ((1n << spare) - 1n)) !== 0n) return undefined;
  held >>= spare;
  const bytes = new Uint8Array(2 * PART_BYTES + CHECK_BYTES);
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    bytes[at] = Number(held & 255n);
    held >>= 8n;
  }
  return bytes;
}
