/** Where blobs lie, and how an upload becomes one: hashed whole, flushed, linked to its place, only then named in the database. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Ports } from '../ports.ts';
import { blobLength, saveBlob } from '../store/blobs.ts';

/** Of one blob, over the line and by USB. */
export { MAX_BLOB_BYTES } from '#shared/contract/upstream.ts';
export const UPLOAD_LIFE_MS = 14 * 24 * 3_600_000;

/** Agency codes are of capitals, digits and dots in between (`AgencyCode`), hashes of hex: both are safe as names. */
export const blobPath = (blobDir: string, agencyCode: string, hash: string): string =>
  join(blobDir, 'kept', agencyCode, hash.slice(0, 2), hash);
export const uploadDir = (blobDir: string, agencyCode: string): string => join(blobDir, 'uploads', agencyCode);

type Needs = Pick<Ports, 'db' | 'clock' | 'blobDir'>;

/** `differs`: these bytes are not what the hash says; they are gone. */
export async function finishBlob(ports: Needs, agencyCode: string, hash: string): Promise<'here' | 'differs'> {
  try {
    return await finish(ports, agencyCode, hash);
  } catch (error) {
    // The line was cut after the last byte, and the counter asked again while the cut request finished it: an upload goes only once its blob is named.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (await blobLength(ports.db, agencyCode, hash)) !== undefined) return 'here';
    throw error;
  }
}

async function finish(ports: Needs, agencyCode: string, hash: string): Promise<'here' | 'differs'> {
  const upload = join(uploadDir(ports.blobDir, agencyCode), hash);
  const outcome = await keepBlob(ports, agencyCode, hash, upload);
  await Promise.all([rm(upload, { force: true }), rm(`${upload}.json`, { force: true })]);
  return outcome;
}

/** Keeps the bytes of `file`, which lies on the disk of the blobs, under their hash. `file` itself stays: it is the caller's to remove. */
export async function keepBlob({ db, clock, blobDir }: Needs, agencyCode: string, hash: string, file: string): Promise<'here' | 'differs'> {
  if ((await hashOfFile(file)) !== hash) return 'differs';
  const kept = blobPath(blobDir, agencyCode, hash);
  await mkdir(dirname(kept), { recursive: true });
  await flush(file);
  await linkOnce(file, kept);
  await flush(dirname(kept));
  await saveBlob(db, agencyCode, hash, (await stat(kept)).size, clock());
  return 'here';
}

/** Uploads without a byte for 14 days. */
export async function dropStaleUploads({ blobDir, clock }: Pick<Ports, 'blobDir' | 'clock'>): Promise<number> {
  const root = join(blobDir, 'uploads');
  await mkdir(root, { recursive: true });
  let dropped = 0;
  for (const name of await readdir(root, { recursive: true })) {
    if (name.endsWith('.json')) continue;
    const file = join(root, name);
    const { mtimeMs, isFile } = await stat(file).then((found) => ({ mtimeMs: found.mtimeMs, isFile: found.isFile() }));
    if (!isFile || clock().getTime() - mtimeMs < UPLOAD_LIFE_MS) continue;
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
    dropped += 1;
  }
  return dropped;
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A file's bytes, or a folder's names, onto the disk. Windows cannot flush a folder and does not need it. */
export async function flush(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (process.platform === 'win32' && isFolder) return;
  const file = await open(path, isFolder ? 'r' : 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function linkOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
