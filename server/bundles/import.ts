/** A counter's bundle, taken in as if its calls had come over the line (docs/sync-protocol.md §11). */
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ports } from '../ports.ts';
import { SetUpFault } from '../set-up.ts';
import { listPrivateKeys } from '../store/keys.ts';
import { judgeBundle } from './judge.ts';
import { type Imported, takeIn } from './take-in.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Imports one bundle. Throws `BundleFault`, `device-revoked`, `not-receiving` (a restored server waits for its counters, and this bundle
 * was written before this one knew) or `file-missing`; then nothing has changed, but whom the next answer is for. The same
 * bundle a second time changes nothing either.
 */
export async function importBundle(ports: Ports, file: string): Promise<Imported> {
  const bundles = join(ports.blobDir, 'bundles');
  await mkdir(bundles, { recursive: true, mode: 0o700 });
  await dropLeftBehind(bundles, ports.clock());
  const scratch = await mkdtemp(join(bundles, 'bundle-'));
  try {
    // Read twice, once to judge it: a stick may be pulled out or written to in between.
    const stick = { file: join(scratch, 'bundle'), scratch, identities: await listPrivateKeys(ports.db, 'age') };
    await copyStick(file, stick.file);
    return await takeIn(ports, stick, await judgeBundle(ports, stick));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Of imports that were killed. */
async function dropLeftBehind(bundles: string, at: Date): Promise<void> {
  for (const name of await readdir(bundles)) {
    const found = await stat(join(bundles, name)).catch(() => undefined);
    if (found !== undefined && at.getTime() - found.mtimeMs > DAY_MS) await rm(join(bundles, name), { recursive: true, force: true });
  }
}

async function copyStick(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SetUpFault('file-missing');
    throw error;
  }
}
