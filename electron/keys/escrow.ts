/**
 * The data key sealed for the agency: whoever holds the agency's escrow identity, kept offline like a root key, can open a counter whose user, machine
 * and paper are all gone. Format: age, X25519 (https://age-encryption.org/v1).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import * as z from 'zod';
import { keyIdOf } from '#shared/sync/certificate.ts';
import { StoreFault } from '../store/fault.ts';
import { replaceFile } from './durable-file.ts';
import { dataKeyBytes } from './key-file.ts';

/** `age1…`, what a key is sealed for. */
const EscrowRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/u);

/** What `escrow.json` holds. `sealed` is the age file in base64. */
const EscrowFile = z.strictObject({ format: z.literal('mot-cua/escrow/1'), recipient: EscrowRecipient, sealed: z.base64() });
type EscrowFile = z.infer<typeof EscrowFile>;

const escrowPath = (dataDir: string): string => join(dataDir, 'escrow.json');

/** A recipient is written and told by this: first 16 hex digits of SHA-256 of its text, as `keyId` of the protocol. */
export type EscrowKey = { readonly recipient: string; readonly fingerprint: string };

/**
 * The one recipient in a text somebody pasted or a file they chose, comments around it or not. Throws `escrow-identity-shown` for the secret half, which must never
 * come near a counter, and `escrow-recipient-invalid` for none, several, or one with a letter wrong.
 */
export function readEscrowKey(text: string): EscrowKey {
  if (/AGE-SECRET-KEY-/iu.test(text)) throw new StoreFault('escrow-identity-shown');
  const [recipient, ...others] = new Set(text.toLowerCase().match(/\bage1[0-9a-z]+/gu) ?? []);
  if (recipient === undefined || others.length > 0) throw new StoreFault('escrow-recipient-invalid');
  encrypterFor(recipient);
  return escrowKeyOf(recipient);
}

export function escrowKeyOf(recipient: string): EscrowKey {
  return { recipient, fingerprint: keyIdOf(recipient) };
}

/** Throws `escrow-recipient-invalid`. */
function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(EscrowRecipient.parse(recipient));
    return encrypter;
  } catch (error) {
    throw new StoreFault('escrow-recipient-invalid', {}, { cause: error });
  }
}

/** Seals `key` for `recipient` in `dataDir`, in place of what was sealed before. Throws `escrow-recipient-invalid`. */
export async function sealForEscrow(dataDir: string, key: Uint8Array, recipient: string): Promise<void> {
  const sealed = Buffer.from(await encrypterFor(recipient).encrypt(key)).toString('base64');
  const file: EscrowFile = { format: 'mot-cua/escrow/1', recipient, sealed };
  replaceFile(escrowPath(dataDir), Buffer.from(`${JSON.stringify(file)}\n`, 'utf8'));
}

/** For whom the key is sealed; `undefined` when it is not. Throws `escrow-file-damaged`. */
export function escrowRecipient(dataDir: string): string | undefined {
  return readEscrow(dataDir)?.recipient;
}

/** The data key by the agency's identity (`AGE-SECRET-KEY-1…`). Throws `escrow-file-missing`, `escrow-file-damaged` or `escrow-identity-wrong`. */
export async function keyOfEscrow(dataDir: string, identity: string): Promise<Uint8Array> {
  const file = readEscrow(dataDir);
  if (file === undefined) throw new StoreFault('escrow-file-missing');
  const decrypter = new Decrypter();
  let key: Uint8Array;
  try {
    decrypter.addIdentity(identity.trim());
    key = await decrypter.decrypt(Buffer.from(file.sealed, 'base64'));
  } catch (error) {
    throw new StoreFault('escrow-identity-wrong', { recipient: file.recipient }, { cause: error });
  }
  if (key.length !== dataKeyBytes) throw new StoreFault('escrow-file-damaged');
  return Uint8Array.from(key);
}

function readEscrow(dataDir: string): EscrowFile | undefined {
  try {
    return whole(EscrowFile.parse(JSON.parse(readFileSync(escrowPath(dataDir), 'utf8'))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StoreFault('escrow-file-damaged', {}, { cause: error });
  }
}

/** A changed letter may leave what opens and still name another recipient: both have to be to the letter what was written. */
function whole(file: EscrowFile): EscrowFile {
  encrypterFor(file.recipient);
  if (Buffer.from(file.sealed, 'base64').toString('base64') !== file.sealed) throw new RangeError('not the base64 that was written');
  return file;
}
