/**
 * The cipher's own check of every page of a file: SQLCipher 4 signs each page with HMAC-SHA-512 over its content and number. SQLite meets a changed page only when it happens
 * to read it; this meets all of them, free ones included.
 */
import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageBytes } from './cipher.ts';

const saltBytes = 16;
const hmacBytes = 64;
/** A page that a checkpoint is writing at this moment is read again. */
const attempts = 5;

export type PageCheck = { readonly pages: number; /** Numbers from 1. */ readonly broken: readonly number[] };

export function checkPages(path: string, key: Uint8Array): PageCheck {
  const fd = openSync(path, 'r');
  try {
    const salt = readPage(fd, 1).subarray(0, saltBytes);
    const hmacKey = pbkdf2Sync(
      key,
      salt.map((byte) => byte ^ 0x3a),
      2,
      32,
      'sha512',
    );
    const pages = Math.floor(fstatSync(fd).size / pageBytes);
    const broken: number[] = [];
    for (let number = 1; number <= pages; number += 1) {
      if (!isSound(fd, number, hmacKey)) broken.push(number);
    }
    return { pages, broken };
  } finally {
    closeSync(fd);
  }
}

function isSound(fd: number, number: number, hmacKey: Buffer): boolean {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (hmacFits(readPage(fd, number), number, hmacKey)) return true;
  }
  return false;
}

/** Layout: content, 16-byte IV, HMAC; the first page has the salt in front. A page of zeros was never written. */
function hmacFits(page: Buffer, number: number, hmacKey: Buffer): boolean {
  if (page.length < pageBytes) return false;
  const place = Buffer.alloc(4);
  place.writeUInt32LE(number);
  const signed = page.subarray(number === 1 ? saltBytes : 0, pageBytes - hmacBytes);
  const made = createHmac('sha512', hmacKey).update(signed).update(place).digest();
  return timingSafeEqual(made, page.subarray(pageBytes - hmacBytes)) || page.every((byte) => byte === 0);
}

function readPage(fd: number, number: number): Buffer {
  const page = Buffer.alloc(pageBytes);
  const read = readSync(fd, page, 0, pageBytes, (number - 1) * pageBytes);
  return page.subarray(0, read);
}
