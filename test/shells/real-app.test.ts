/** The counter's own worker behind both shells, on two copies of one demo commune: the same calls, the same answers. */
import { createORPCClient, ORPCError, safe } from '@orpc/client';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoPin } from '../../electron/app/demo/demo.ts';
import { readKeyFile } from '../../electron/keys/key-file.ts';
import { startLoopback, type Loopback } from '../../electron/loopback.ts';
import { sourcePaperFiles } from '../../electron/paper/paper-files.ts';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { openLine } from '../../renderer/bridge/line.ts';
import { wrappedByDouble } from '../helpers/electron-double.ts';
import { openSocket, socketLink, trade } from '../helpers/loopback-client.ts';
import { makeAppFolder, startMain, type StartedShell } from '../helpers/shell-app.ts';

const source = (name: string): string =>
  `import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../electron', name)).href)});\n`;

let folder = '';
let userData = '';
let electron: StartedShell;
let loopback: Loopback;
let overPort: CounterApi;
let overSocket: CounterApi;

beforeAll(async () => {
  folder = await makeAppFolder();
  userData = mkdtempSync(join(tmpdir(), 'mc-profile-'));
  writeFileSync(join(folder, 'out/app/worker.cjs'), source('app/worker.ts'));
  mkdirSync(join(folder, 'out/paper'));
  writeFileSync(join(folder, 'out/paper/process.cjs'), source('paper/process.ts'));
  const { templates, fonts } = sourcePaperFiles();
  cpSync(templates, join(folder, 'out/forms'), { recursive: true });
  cpSync(fonts, join(folder, 'out/fonts'), { recursive: true });

  const keyFile = join(folder, 'keys/data.key');
  const open = (): Promise<Loopback> =>
    startLoopback({
      dataDir: join(folder, 'data'),
      pageDir: join(folder, 'out/page'),
      demo: true,
      keyFile,
      stateDir: join(folder, 'state'),
    });
  const first = await open();
  await first.ready();
  await first.close();
  cpSync(join(folder, 'data'), join(userData, 'data'), { recursive: true });
  writeFileSync(join(userData, 'key.bin'), wrappedByDouble(Buffer.from(readKeyFile(keyFile)).toString('base64')));

  loopback = await open();
  const cookie = await trade(loopback.openUrl);
  overSocket = createORPCClient(socketLink(await openSocket(loopback.url, { cookie, origin: loopback.url.slice(0, -1) })));
  electron = await startMain(folder, { userData });
  await vi.waitUntil(() => electron.seen.windows[0]?.webContents.page !== undefined, 60_000);
  vi.stubGlobal('window', electron.seen.windows[0]!.webContents.page!.window);
  overPort = createORPCClient((await openLine()).link);
}, 60_000);
afterAll(async () => {
  vi.unstubAllGlobals();
  await electron.close();
  await loopback.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each store makes its own ids and reads its own clock: those are told apart by shape only. */
const masked = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '<id>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\+07:00|Z)/gu, '<instant>'),
  );

async function outcome(call: (api: CounterApi) => Promise<unknown>, api: CounterApi): Promise<unknown> {
  const { error, data } = await safe(call(api));
  if (error instanceof ORPCError) return { failed: error.code, defined: error.defined, data: masked(error.data) };
  if (error !== null) throw error;
  return { answered: masked(data) };
}

const all = { text: '', tab: 'all', offset: 0, limit: 20 } as const;
async function signIn(api: CounterApi, pin: string): Promise<unknown> {
  const state = await api.office.state();
  if (state.phase !== 'sign-in') throw new Error(state.phase);
  const person = state.people.find(({ roles }) => roles.includes('receptionist'))!;
  return api.office.signIn({ personId: person.personId, pin });
}
async function firstOf<T>(stream: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of stream) return one;
  return undefined;
}
const acceptance = (commandId: string): Parameters<CounterApi['reception']['accept']>[0] => ({
  commandId,
  draftId: null,
  settledAtDesk: false,
  reception: {
    procedureCode: '2.000635',
    variant: null,
    submitter: null,
    channel: 'inPerson',
    submittedAt: null,
    documents: [],
    dossierCount: 1,
    note: null,
    occurredAt: null,
    backfill: null,
    applicant: {
      kind: 'person',
      fullName: 'Trần Thị Thử Nghiệm',
      personalId: null,
      taxCode: null,
      dateOfBirth: null,
      sex: null,
      address: 'Khu phố 1',
      phone: '0900000001',
      email: null,
    },
    fee: { amountVnd: null, state: 'none', exemptionReason: null, fiscalReceipt: null },
    resultDelivery: { mode: 'counter', address: null },
  },
});
const commandId = '0198a000-0000-7000-8000-000000000001';
const firstDossier = async (api: CounterApi): Promise<string> => (await api.dossier.find(all)).rows[0]!.dossierId;

/** In this order: some need what came before. The word is what the outcome must begin with, so that two equal failures are no success. */
const table: readonly [string, 'answered' | 'failed', (api: CounterApi) => Promise<unknown>][] = [
  ['the state of the desk', 'answered', (api) => api.office.state()],
  ['a call before signing in', 'failed', (api) => api.dossier.find(all)],
  ['a wrong PIN', 'failed', (api) => signIn(api, '0000')],
  ['signing in', 'answered', (api) => signIn(api, demoPin)],
  ['an acceptance before anybody looked at the clock', 'failed', (api) => api.reception.accept(acceptance(commandId))],
  [
    'the clock, confirmed',
    'answered',
    async (api) => (await api.clock.confirm({ commandId: '0198a000-0000-7000-8000-0000000000c1', trueAt: null })).question,
  ],
  ['the list', 'answered', (api) => api.dossier.find(all)],
  [
    'a search with marks and without',
    'answered',
    async (api) => [await api.dossier.find({ ...all, text: 'Nguyễn' }), await api.dossier.find({ ...all, text: 'nguyen' })],
  ],
  ['the counts', 'answered', (api) => api.dossier.count({ text: '' })],
  ['a dossier', 'answered', async (api) => api.dossier.get({ dossierId: await firstDossier(api) })],
  ['a dossier that is not there', 'failed', (api) => api.dossier.get({ dossierId: '00000000-0000-7000-8000-000000000000' })],
  ['a code nobody has', 'answered', (api) => api.dossier.byCode({ dossierCode: '000.00.00.H11-260101-0001' })],
  ['input of the wrong shape', 'failed', (api) => api.dossier.find({ ...all, limit: 100_000 })],
  ['an acceptance', 'answered', (api) => api.reception.accept(acceptance(commandId))],
  ['the same acceptance again', 'answered', (api) => api.reception.accept(acceptance(commandId))],
  [
    'a procedure that is not there',
    'failed',
    (api) =>
      api.reception.accept({
        ...acceptance('0198a000-0000-7000-8000-000000000002'),
        reception: { ...acceptance(commandId).reception, procedureCode: '9.999999' },
      }),
  ],
  [
    'a slip from the paper process',
    'answered',
    async (api) => {
      const { dossierId } = await api.reception.accept(acceptance(commandId));
      const { pages, reprintNo } = await api.paper.preview({ dossierId, form: 'receiptSlip', layout: 'a5', reason: null });
      expect(pages.map((page) => page.slice(0, 4))).toEqual(pages.map(() => '<svg'));
      return { pages: pages.length, reprintNo };
    },
  ],
  ['a stream of state', 'answered', async (api) => firstOf(await api.office.watch())],
  [
    'a call the role may not make',
    'failed',
    (api) => api.office.saveSettings({ printer: null, layout: 'a5', idleLockMinutes: 10, scannerGapMs: 30 }),
  ],
  ['an unfinished command, sent twice', 'failed', (api) => api.register.preview({ importId: '00000000-0000-4000-8000-000000000000' })],
  ['signing out', 'answered', (api) => api.office.signOut()],
];

test.each(table)('%s', async (_name, kind, call) => {
  const port = await outcome(call, overPort);
  expect(Object.keys(port as object)[0]).toBe(kind);
  expect(await outcome(call, overSocket)).toEqual(port);
});

test('a second start on the same data folder says that it is open', async () => {
  const second = await startLoopback({
    dataDir: join(folder, 'data'),
    pageDir: join(folder, 'out/page'),
    demo: true,
    keyFile: join(folder, 'keys/data.key'),
    stateDir: join(folder, 'state-2'),
  });
  expect(await second.ended).toEqual({ kind: 'fault', code: 'data-folder-in-use' });
  await second.close();
});
