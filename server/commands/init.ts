import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rootFingerprint } from '#shared/sync/enrolment-code.ts';
import { publicKeyOf } from '../auth/ed25519.ts';
import { flushFolder } from '../jobs/lines.ts';
import type { Ports } from '../ports.ts';
import { initServer, SetUpFault } from '../set-up.ts';
import { currentEpoch } from '../store/epochs.ts';
import { findSetting } from '../store/keys.ts';

/**
 * Sets the server up; its root key goes to `file`. The key is on the disk before the database knows it, under another name: a server whose root key nobody has could never
 * replace its keys. An `init` that was killed in between is finished by the next. Throws `root-key-file-exists` and `already-set-up`.
 */
export async function init(ports: Ports, upstreamName: string, file: string): Promise<object> {
  if (existsSync(file)) throw new SetUpFault('root-key-file-exists');
  const pending = `${file}.part`;
  if (!(await isRootOf(ports, pending))) {
    await mkdir(dirname(file), { recursive: true });
    await initServer(ports, upstreamName, (rootPrivateKey) => writeFile(pending, rootPrivateKey, { mode: 0o600, flush: true }));
  }
  await rename(pending, file);
  await flushFolder(file);
  const fingerprint = Buffer.from(rootFingerprint(publicKeyOf(await readFile(file, 'utf8')))).toString('hex');
  return { rootKeyFile: file, fingerprint, epoch: await currentEpoch(ports.db) };
}

async function isRootOf({ db }: Ports, pending: string): Promise<boolean> {
  const known = await findSetting(db, 'rootPublicKey');
  if (known === undefined || !existsSync(pending)) return false;
  return publicKeyOf(await readFile(pending, 'utf8')) === known;
}
