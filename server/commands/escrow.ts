/** The agency's escrow key pair, made where it will be kept: no database, no server. The identity goes offline like the root key; counters get the recipient. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { keyIdOf } from '#shared/sync/certificate.ts';
import { SetUpFault } from '../set-up.ts';

/** Writes the identity at `file` (0600) and the recipient beside it as `<file>.pub`. Throws `escrow-file-exists` rather than replace the only key to old counters. */
export async function initEscrow(
  file: string,
): Promise<{ readonly identityFile: string; readonly recipientFile: string; readonly recipient: string; readonly fingerprint: string }> {
  const recipientFile = `${file}.pub`;
  if (existsSync(file) || existsSync(recipientFile)) throw new SetUpFault('escrow-file-exists');
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await writeFile(recipientFile, `${recipient}\n`, { mode: 0o644, flag: 'wx', flush: true });
  // As the counter's screen shows it, to be written on the sheet the recipient is handed out with.
  return { identityFile: file, recipientFile, recipient, fingerprint: keyIdOf(recipient) };
}
