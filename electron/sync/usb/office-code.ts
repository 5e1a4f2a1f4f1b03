/**
 * The code that opens bundles between the desks of one office: made at the first desk, read from paper and typed at the others. 18 random bytes and two of their hash in
 * Crockford's digits; an age passphrase, so long that nobody guesses it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { fromBase32, readBase32, toBase32 } from '../../keys/base32.ts';

const secretBytes = 18;
const checkBytes = 2;
const codeDigits = ((secretBytes + checkBytes) * 8) / 5;

/** `O1-XXXX-…`: eight groups of four. */
export function newOfficeCode(): string {
  const secret = randomBytes(secretBytes);
  const digits = toBase32(Buffer.concat([secret, checkOf(secret)]));
  return `O1-${digits.replace(/.{4}(?=.)/gu, '$&-')}`;
}

/** As `newOfficeCode` writes it; `undefined` for a mistyped one. */
export function readOfficeCode(text: string): string | undefined {
  const digits = readBase32(text);
  const bytes = digits.length === 2 + codeDigits && digits.startsWith('01') ? fromBase32(digits.slice(2)) : undefined;
  if (bytes?.length !== secretBytes + checkBytes) return undefined;
  const secret = bytes.subarray(0, secretBytes);
  if (!checkOf(secret).equals(Buffer.from(bytes.subarray(secretBytes)))) return undefined;
  return `O1-${toBase32(bytes).replace(/.{4}(?=.)/gu, '$&-')}`;
}

const checkOf = (secret: Uint8Array): Buffer => createHash('sha256').update(secret).digest().subarray(0, checkBytes);
