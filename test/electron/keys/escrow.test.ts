import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { escrowRecipient, keyOfEscrow, sealForEscrow } from '../../../electron/keys/escrow.ts';
import { initEscrow } from '../../../server/commands/escrow.ts';
import { temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const fault = (code: string) => expect.objectContaining({ code });

test('the key pair made offline seals and opens; nothing of the key is readable in the file', async () => {
  const made = await initEscrow(join(folder.path, 'offline', 'escrow.key'));
  const identity = readFileSync(made.identityFile, 'utf8');
  expect([statSync(made.identityFile).mode & 0o777, readFileSync(made.recipientFile, 'utf8')]).toEqual([0o600, `${made.recipient}\n`]);
  expect(JSON.stringify(made)).not.toContain('AGE-SECRET-KEY');
  expect(escrowRecipient(folder.path)).toBeUndefined();
  await sealForEscrow(folder.path, testKey, made.recipient);
  expect(escrowRecipient(folder.path)).toBe(made.recipient);
  expect(await keyOfEscrow(folder.path, identity.split('\n')[1]!)).toEqual(testKey);
  const text = readFileSync(join(folder.path, 'escrow.json'), 'latin1');
  for (const form of ['hex', 'base64', 'latin1'] as const) expect(text).not.toContain(Buffer.from(testKey).toString(form));
  expect(statSync(join(folder.path, 'escrow.json')).mode & 0o777).toBe(0o600);
  await expect(initEscrow(made.identityFile)).rejects.toThrow(fault('escrow-file-exists'));
});

test('another identity, a recipient that is none, a file that is missing or damaged: each by its name', async () => {
  const [own, other] = [await generateX25519Identity(), await generateX25519Identity()];
  await expect(keyOfEscrow(folder.path, own)).rejects.toThrow(fault('escrow-file-missing'));
  for (const recipient of ['', 'age1x', own, `${await identityToRecipient(own)}x`])
    await expect(sealForEscrow(folder.path, testKey, recipient)).rejects.toThrow(fault('escrow-recipient-invalid'));
  expect(existsSync(join(folder.path, 'escrow.json'))).toBe(false);
  await sealForEscrow(folder.path, testKey, await identityToRecipient(own));
  await expect(keyOfEscrow(folder.path, other)).rejects.toThrow(fault('escrow-identity-wrong'));
  await expect(keyOfEscrow(folder.path, 'not an identity')).rejects.toThrow(fault('escrow-identity-wrong'));
  const path = join(folder.path, 'escrow.json');
  writeFileSync(path, readFileSync(path).subarray(0, 100));
  await expect(keyOfEscrow(folder.path, own)).rejects.toThrow(fault('escrow-file-damaged'));
});

test('a letter changed in the file is damage, wherever it stands', async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  await sealForEscrow(folder.path, testKey, recipient);
  const path = join(folder.path, 'escrow.json');
  const text = readFileSync(path, 'utf8');
  const noticed = (changed: string): string => {
    writeFileSync(path, changed);
    try {
      return String(escrowRecipient(folder.path));
    } catch (error) {
      return (error as Error).message;
    }
  };
  const at = text.indexOf(recipient);
  const letters = Array.from(recipient.slice(4), (letter, index) => {
    const place = at + 4 + index;
    return noticed(`${text.slice(0, place)}${letter === 'q' ? 'p' : 'q'}${text.slice(place + 1)}`);
  });
  expect([...new Set(letters)]).toEqual(['escrow-file-damaged']);
  const { sealed } = JSON.parse(text) as { sealed: string };
  // The last letter before the filling holds bits that nobody reads.
  const same = sealed.replace(
    /(.)(=+)$/u,
    (_, last: string, filling: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}${filling}`,
  );
  expect([same === sealed, Buffer.from(same, 'base64').equals(Buffer.from(sealed, 'base64'))]).toEqual([false, true]);
  expect(noticed(text.replace(sealed, same))).toBe('escrow-file-damaged');
});
