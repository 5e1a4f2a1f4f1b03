/** The counter's data key under the operating system's key store, per user of the PC. Design §6; the file is useless to anybody else. */
import { safeStorage } from 'electron';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { replaceFile } from '../../keys/durable-file.ts';

export type KeyStoreFaultCode = 'key-store-missing' | 'key-store-too-weak' | 'key-not-proved';

export class KeyStoreFault extends Error {
  override readonly name = 'KeyStoreFault';
  readonly code: KeyStoreFaultCode;
  constructor(code: KeyStoreFaultCode) {
    super(code);
    this.code = code;
  }
}

export type KeyPlace = {
  /** The wrapped key. */
  readonly file: string;
  /** Windows: Chromium's `Local State`, which holds the AES key that ours is wrapped with. Undefined elsewhere. */
  readonly localState: string | undefined;
  /** How long `Local State` may take; Chromium writes it some seconds after the first wrap. */
  readonly localStateWithinMs?: number;
};

/**
 * The data key in a buffer of its own, so it can be moved. Rejects with the system's ENOENT where none was kept, `key-store-missing` without a
 * key store, `key-store-too-weak` for Chromium's fixed Linux password, and Electron's own error for another user or a lost profile.
 */
export async function unwrap(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const wrapped = await readFile(file);
  await needKeyStore();
  refuseFixedPassword(wrapped);
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(wrapped);
  if (shouldReEncrypt) replaceFile(file, await safeStorage.encryptStringAsync(result));
  return Uint8Array.from(Buffer.from(result, 'base64'));
}

/** Wraps and keeps `key` durably. Resolves only after a second unwrap gave the same bytes: availability alone proves nothing. */
export async function keep(key: Uint8Array, place: KeyPlace): Promise<void> {
  await needKeyStore();
  const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'));
  refuseFixedPassword(wrapped);
  replaceFile(place.file, wrapped);
  if (place.localState !== undefined) await untilWritten(place.localState, place.localStateWithinMs ?? 30_000);
  const again = await unwrap(place.file);
  const same = Buffer.from(key).equals(again);
  again.fill(0);
  if (!same) throw new KeyStoreFault('key-not-proved');
}

async function needKeyStore(): Promise<void> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) throw new KeyStoreFault('key-store-missing');
}

/** Linux without a key store: Chromium wraps with a password that is in its source, and marks it `v10`. `v11` and `v12` are real stores. */
function refuseFixedPassword(wrapped: Uint8Array): void {
  if (process.platform === 'linux' && Buffer.from(wrapped).subarray(0, 3).toString('latin1') === 'v10')
    throw new KeyStoreFault('key-store-too-weak');
}

/** A crash before `Local State` is written would lose the only key that opens ours. */
async function untilWritten(localState: string, withinMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs <= withinMs; waitedMs += 250) {
    const text = await readFile(localState, 'utf8').catch(() => '');
    if (text.includes('"encrypted_key"')) return;
    await wait(250);
  }
  throw new KeyStoreFault('key-not-proved');
}
