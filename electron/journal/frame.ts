/**
 * Bytes of the journal log, format 1 (docs/act-format.md). File: header `MCLOG1\n`, 16-byte log id, 8 bytes that are zero but for the first of a log that was cut
 * (1: frame 0 says where it begins); then frames
 * `[u32 LE length of rest][u32 LE CRC-32 of rest][rest: 12-byte nonce, AES-256-GCM ciphertext, 16-byte tag]`. The key belongs to one log id; the
 * frame's place is part of what is authenticated, so frames cannot be moved, left out or carried into another log.
 */
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const logFormat = 1;
const magic = Buffer.from(`MCLOG${String(logFormat)}\n`, 'latin1');
const logIdBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
/** Length and checksum in front of every frame. */
export const prefixBytes = 8;
export const headerBytes = magic.length + logIdBytes + 8;
/** One transaction never comes near; a length beyond it is damage, not a frame. */
export const maxRestBytes = 8 * 1024 * 1024;

/** `isCut`: the log does not begin with its journals; frame 0 says where it does. */
export type LogHeader = { readonly bytes: Buffer; readonly logId: Buffer; readonly isCut: boolean };

/** Header of a new log. Its id is a random UUID's 16 bytes. */
export function newHeader(logId: Uint8Array = Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), isCut = false): LogHeader {
  if (logId.length !== logIdBytes) throw new RangeError('A log id has 16 bytes');
  return { bytes: Buffer.concat([magic, logId, Buffer.from([Number(isCut), 0, 0, 0, 0, 0, 0, 0])]), logId: Buffer.from(logId), isCut };
}

/** Reads a header, or `undefined` when the bytes are none of format 1. */
export function parseHeader(bytes: Buffer): LogHeader | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const [cut = 0, ...unused] = bytes.subarray(magic.length + logIdBytes, headerBytes);
  if (cut > 1 || unused.some((byte) => byte !== 0)) return undefined;
  return {
    bytes: Buffer.from(bytes.subarray(0, headerBytes)),
    logId: Buffer.from(bytes.subarray(magic.length, magic.length + logIdBytes)),
    isCut: cut === 1,
  };
}

/** The format a header says it has, as far as it is one of a journal log at all. */
export function formatOfHeader(bytes: Buffer): number | undefined {
  const said = /^MCLOG(\d+)\n/u.exec(bytes.toString('latin1'))?.[1];
  return said === undefined ? undefined : Number(said);
}

/** The log id where format 1 keeps it, whatever the rest of the header says. */
export function logIdIn(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(magic.length, magic.length + logIdBytes));
}

/** The log's own key: HKDF-SHA-256 of the 32-byte data key, salted with the log id. */
export function logKey(dataKey: Uint8Array, logId: Uint8Array): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, logId, 'mot-cua/journal-log/1', 32)));
}

/** What a frame at `index` (0, 1, 2, …) vouches for beside its content. */
export function additionalData(header: LogHeader, index: number): Buffer {
  const data = Buffer.allocUnsafe(header.bytes.length + 8);
  data.set(header.bytes);
  data.writeBigUInt64LE(BigInt(index), header.bytes.length);
  return data;
}

/** Whole frame for `plaintext`. The nonce is random; it is an argument for the frozen test vectors only. */
export function sealFrame(
  key: KeyObject,
  header: LogHeader,
  index: number,
  plaintext: Uint8Array,
  nonce: Uint8Array = randomBytes(nonceBytes),
): Buffer {
  const restBytes = nonceBytes + plaintext.length + tagBytes;
  if (restBytes > maxRestBytes) throw new RangeError('A journal frame holds at most 8 MiB');
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additionalData(header, index));
  const frame = Buffer.allocUnsafe(prefixBytes + restBytes);
  const rest = frame.subarray(prefixBytes);
  rest.set(nonce);
  rest.set(cipher.update(plaintext), nonceBytes);
  // In this mode nothing is left over for the end; it only makes the tag.
  cipher.final();
  rest.set(cipher.getAuthTag(), nonceBytes + plaintext.length);
  frame.writeUInt32LE(restBytes, 0);
  frame.writeUInt32LE(crc32(rest), 4);
  return frame;
}

/** Length of the rest that a frame's first eight bytes announce, or `undefined` when no frame can have it. */
export function announcedLength(prefix: Buffer): number | undefined {
  const length = prefix.readUInt32LE(0);
  return length < nonceBytes + tagBytes || length > maxRestBytes ? undefined : length;
}

/** Plaintext of the frame at `index`, or why it is none: `checksum` (bytes changed), `seal` (other key, other place, or made up). */
export function openFrame(
  key: KeyObject,
  header: LogHeader,
  index: number,
  prefix: Buffer,
  rest: Buffer,
): { plaintext: Buffer } | { fault: 'checksum' | 'seal' } {
  if (crc32(rest) !== prefix.readUInt32LE(4)) return { fault: 'checksum' };
  const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, nonceBytes));
  decipher.setAAD(additionalData(header, index));
  decipher.setAuthTag(rest.subarray(rest.length - tagBytes));
  const start = decipher.update(rest.subarray(nonceBytes, rest.length - tagBytes));
  try {
    return { plaintext: Buffer.concat([start, decipher.final()]) };
  } catch {
    return { fault: 'seal' };
  }
}
