/** A key that opens nothing, in the real app behind both shells: the page hears why, the code on paper leads back in, and the next start needs no code. */
import { createORPCClient } from '@orpc/client';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { keepAt } from '../../electron/keys/keep-key-file.ts';
import { startLoopback } from '../../electron/loopback.ts';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { openLine } from '../../renderer/bridge/line.ts';
import { newOffice, plan, refusal } from '../helpers/desk.ts';
import type { DoubleOptions } from '../helpers/electron-double.ts';
import { openSocket, socketLink, trade } from '../helpers/loopback-client.ts';
import { makeAppFolder, startMain, type StartedShell } from '../helpers/shell-app.ts';

let folder = '';
let data = '';
let key = new Uint8Array();
let code = '';
let shell: StartedShell | undefined;
beforeAll(async () => {
  folder = await makeAppFolder();
  const source = pathToFileURL(join(import.meta.dirname, '../../electron/app/worker.ts')).href;
  writeFileSync(join(folder, 'out/app/worker.cjs'), `import(${JSON.stringify(source)});\n`);
  data = join(folder, 'data');
  const office = newOffice({ dataDir: data });
  const { people, ...rest } = plan();
  code = await office.desk.setUpWith({ ...rest, people: people.slice(4, 5) });
  key = Uint8Array.from(office.keptKeys[0]!);
  office.close();
}, 120_000);
afterEach(async () => {
  vi.unstubAllGlobals();
  await shell?.close();
  shell = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Electron's shell with what lies at `key.bin`. The profile goes with the shell: what was kept in it is answered by `kept`. */
async function electron(keyBin: Buffer | string | undefined, keyStore: DoubleOptions['keyStore'] = 'v11') {
  const userData = mkdtempSync(join(tmpdir(), 'mc-profile-'));
  if (keyBin !== undefined) writeFileSync(join(userData, 'key.bin'), keyBin);
  shell = await startMain(folder, { userData, keyStore, argv: ['--fresh', `--data=${data}`] });
  const { seen } = shell;
  await vi.waitUntil(() => seen.windows[0]?.webContents.page !== undefined, 60_000);
  vi.stubGlobal('window', seen.windows[0]!.webContents.page!.window);
  return { call: createORPCClient<CounterApi>((await openLine()).link), kept: () => readFileSync(join(userData, 'key.bin')) };
}

const locked = (keyFault: string) => ({ phase: 'set-up', recovery: true, keyFault });
const unlock = async (call: CounterApi): Promise<void> => {
  ({ recoveryCode: code } = await call.office.unlockWithRecoveryCode({ recoveryCode: code }));
};

test('another Windows user, or a profile made anew: the code gives this user a key, which the next start opens with', async () => {
  const { call, kept } = await electron('v12 wrapped for somebody else');
  expect(await call.office.state()).toEqual(locked('not-readable'));
  await unlock(call);
  expect((await call.office.state()).phase).toBe('sign-in');
  const own = kept();
  await shell?.close();
  const next = await electron(own);
  expect((await next.call.office.state()).phase).toBe('sign-in');
}, 90_000);

test('Linux with the fixed password only: said, refused, and the code stays good', async () => {
  const { call } = await electron('v10 anybody can read this', 'v10');
  expect(await call.office.state()).toEqual(locked('store-too-weak'));
  expect(await refusal(call.office.unlockWithRecoveryCode({ recoveryCode: code }))).toEqual({ code: 'key-not-kept', data: {} });
  expect(await call.office.state()).toEqual(locked('store-too-weak'));
}, 90_000);

test('the loopback shell: a key file open to others is refused, the code makes one that is not; a key without its data says so', async () => {
  const keyFile = join(folder, 'keys/data.key');
  await keepAt(keyFile, key);
  chmodSync(keyFile, 0o644);
  const open = () =>
    startLoopback({
      dataDir: data,
      pageDir: join(folder, 'out/page'),
      resources: folder,
      demo: false,
      keyFile,
      stateDir: join(folder, 'state'),
    });
  const enter = async (app: Awaited<ReturnType<typeof open>>): Promise<CounterApi> => {
    const cookie = await trade(app.openUrl);
    return createORPCClient(socketLink(await openSocket(app.url, { cookie, origin: app.url.slice(0, -1) })));
  };
  const app = await open();
  const call = await enter(app);
  expect(await call.office.state()).toEqual(locked('file-too-open'));
  await unlock(call);
  await app.close();
  const again = await open();
  expect((await (await enter(again)).office.state()).phase).toBe('sign-in');
  await again.close();
  renameSync(data, `${data}-unplugged`);
  const without = await open();
  expect(await (await enter(without)).office.state()).toEqual({ phase: 'set-up', recovery: false, dataMissing: true });
  await without.close();
}, 90_000);
