import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyFaultOf } from '../../../electron/shell/key-fault.ts';
import { createElectronDouble, type DoubleOptions } from '../../helpers/electron-double.ts';

const key = Uint8Array.from({ length: 32 }, (_none, at) => at);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mc-keys-'));
});
afterEach(() => {
  vi.doUnmock('electron');
  rmSync(folder, { recursive: true, force: true });
});

async function keysOver(
  keyStore: DoubleOptions['keyStore'],
  ready = true,
  lies = false,
): Promise<typeof import('../../../electron/shell/electron/keys.ts')> {
  const double = createElectronDouble({ appPath: folder, userData: folder, keyStore });
  if (ready) double.becomeReady();
  if (lies)
    double.electron.safeStorage.decryptStringAsync = () =>
      Promise.resolve({ result: Buffer.alloc(32).toString('base64'), shouldReEncrypt: false });
  vi.resetModules();
  vi.doMock('electron', () => double.electron);
  return import('../../../electron/shell/electron/keys.ts');
}

test('kept, and the same bytes again in a buffer of their own', async () => {
  const { keep, unwrap } = await keysOver('v11');
  const file = join(folder, 'key.bin');
  await keep(key, { file, localState: undefined });
  const again = await unwrap(file);
  expect(again).toEqual(key);
  expect(again.byteLength).toBe(again.buffer.byteLength);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file).includes(Buffer.from(key))).toBe(false);
});

test('nothing is kept without a key store, before ready, or with the fixed password', async () => {
  const place = { file: join(folder, 'key.bin'), localState: undefined };
  await expect((await keysOver(undefined)).keep(key, place)).rejects.toMatchObject({ code: 'key-store-missing' });
  await expect((await keysOver('v11', false)).keep(key, place)).rejects.toMatchObject({ code: 'key-store-missing' });
  await expect((await keysOver('v10')).keep(key, place)).rejects.toMatchObject({ code: 'key-store-too-weak' });
  expect(existsSync(place.file)).toBe(false);
});

test('on Windows set-up waits until Local State holds the key behind it', async () => {
  const { keep } = await keysOver('v11');
  const localState = join(folder, 'Local State');
  const place = { file: join(folder, 'key.bin'), localState };
  await expect(keep(key, { ...place, localStateWithinMs: 300 })).rejects.toMatchObject({ code: 'key-not-proved' });
  const kept = keep(key, { ...place, localStateWithinMs: 10_000 });
  writeFileSync(localState, '{"os_crypt":{"encrypted_key":"RFBBUEk="}}');
  await expect(kept).resolves.toBeUndefined();
});

test("another user's file is refused by the store itself; a missing one says so", async () => {
  const { unwrap } = await keysOver('v11');
  writeFileSync(join(folder, 'other.bin'), 'v12 of somebody else');
  await expect(unwrap(join(folder, 'other.bin'))).rejects.toThrow('decrypting');
  await expect(unwrap(join(folder, 'none.bin'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file under the fixed password is not opened either', async () => {
  const { unwrap } = await keysOver('v10');
  const file = join(folder, 'key.bin');
  writeFileSync(file, 'v10 anybody can read this');
  await expect(unwrap(file)).rejects.toMatchObject({ code: 'key-store-too-weak' });
});

test('a key store that gives other bytes back keeps nothing: set-up is not done', async () => {
  const { keep } = await keysOver('v11', true, true);
  await expect(keep(key, { file: join(folder, 'key.bin'), localState: undefined })).rejects.toMatchObject({ code: 'key-not-proved' });
});

test('why a kept key was not read, for the page to say', () => {
  const codes = ['key-store-missing', 'key-store-too-weak', 'key-file-too-open', 'key-file-damaged', 'EACCES'];
  expect(codes.map((code) => keyFaultOf(Object.assign(new Error(), { code })))).toEqual([
    'store-missing',
    'store-too-weak',
    'file-too-open',
    'file-damaged',
    'not-readable',
  ]);
  expect([keyFaultOf(new Error('Error while decrypting')), keyFaultOf('x')]).toEqual(['not-readable', 'not-readable']);
});
