/**
 * The recovery code: 160 random bits on paper that open the data key again. Written as nine groups of four Crockford base-32 digits: 32 digits of
 * the code, 4 of a checksum that tells a slip of the pen from a wrong code.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { StoreFault } from '../store/fault.ts';
import { fromBase32, readBase32, toBase32 } from './base32.ts';
import { replaceFile } from './durable-file.ts';

const codeBytes = 20;
const codeDigits = 32;
const checkDigits = 4;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(bytes * 2)}}$`, 'u'));
/** What `recovery.json` holds: the data key under a key made from the code. Worthless without the paper. */
export const WrappedKey = z.strictObject({
  format: z.literal('mot-cua/recovery/1'),
  salt: hex(16),
  nonce: hex(12),
  sealed: hex(32),
  tag: hex(16),
});
export type WrappedKey = z.infer<typeof WrappedKey>;

/** A new code in its printed form, `XXXX-XXXX-…`. `random` gives 20 bytes; the platform's by default. */
export function newRecoveryCode(random: () => Uint8Array = () => randomBytes(codeBytes)): string {
  const bytes = random();
  const digits = toBase32(bytes) + checkOf(bytes);
  return digits.match(/.{4}/gu)?.join('-') ?? digits;
}

/** Seals `key` under `code`. Throws `recovery-code-mistyped` on a code that is none. */
export function wrapKey(key: Uint8Array, code: string): WrappedKey {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(code, salt), nonce);
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    format: 'mot-cua/recovery/1',
    salt: salt.toString('hex'),
    nonce: nonce.toString('hex'),
    sealed: sealed.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  };
}

/** Opens a sealed key. Throws `recovery-code-mistyped` (the checksum does not fit: read the paper again) or `recovery-code-wrong` (another counter's or a replaced code). */
export function unwrapKey(wrapped: WrappedKey, code: string): Uint8Array {
  const key = wrappingKey(code, Buffer.from(wrapped.salt, 'hex'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrapped.nonce, 'hex'));
  decipher.setAuthTag(Buffer.from(wrapped.tag, 'hex'));
  const start = decipher.update(Buffer.from(wrapped.sealed, 'hex'));
  try {
    return new Uint8Array(Buffer.concat([start, decipher.final()]));
  } catch (error) {
    throw new StoreFault('recovery-code-wrong', {}, { cause: error });
  }
}

/** Writes `recovery.json` durably, in place of the one before: its code opens nothing any more. */
export function writeRecoveryFile(path: string, wrapped: WrappedKey): void {
  replaceFile(path, Buffer.from(`${JSON.stringify(wrapped)}\n`, 'utf8'));
}

/** Throws `recovery-file-missing` or `recovery-file-damaged`. */
export function readRecoveryFile(path: string): WrappedKey {
  try {
    return WrappedKey.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new StoreFault(missing ? 'recovery-file-missing' : 'recovery-file-damaged', {}, { cause: error });
  }
}

/** The code carries 160 random bits itself, so one HKDF is enough: there is nothing to guess slowly. */
function wrappingKey(code: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', bytesOf(code), salt, 'mot-cua/recovery/1', 32));
}

function bytesOf(code: string): Uint8Array {
  const digits = readBase32(code);
  const bytes = digits.length === codeDigits + checkDigits ? fromBase32(digits.slice(0, codeDigits)) : undefined;
  if (bytes === undefined || digits.slice(codeDigits) !== checkOf(bytes)) throw new StoreFault('recovery-code-mistyped');
  return bytes;
}

function checkOf(bytes: Uint8Array): string {
  return toBase32(createHash('sha256').update('mot-cua/recovery-check/1').update(bytes).digest()).slice(0, checkDigits);
}
