/** The packaging table: valid, an allow-list, and what a packed app then really holds (packed around a stand-in for the Electron binary). */
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { make } from '../../build/make.ts';
import type { FromWorker, WorkerData } from '../../electron/app/protocol.ts';
import { builderRequire, fuseSentinel, pack } from '../helpers/packed.ts';
import { slip } from '../helpers/receipt-slip.ts';

const root = join(import.meta.dirname, '../..');
const yaml = builderRequire('js-yaml') as { load(text: string): Config };
type Config = {
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly appId: string;
  readonly productName: string;
};
const config = yaml.load(readFileSync(join(root, 'build/electron-builder.yml'), 'utf8'));

const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];

let work = '';
let packed = '';
let packedForWindows = '';
beforeAll(async () => {
  await make(['page', 'bundles']);
  work = mkdtempSync(join(tmpdir(), 'mc-pack-'));
  packed = pack('linux', work);
  packedForWindows = pack('win', work);
}, 120_000);
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

test("the table fits electron-builder's schema", () => {
  const Ajv = builderRequire('ajv') as new (options: object) => {
    compile(schema: object): { (value: unknown): boolean; errors?: unknown };
  };
  const schema = JSON.parse(readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8')) as object;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  expect({ valid: validate(config), errors: validate.errors ?? null }).toEqual({ valid: true, errors: null });
});

test("names that hold the key's place agree", () => {
  const main = readFileSync(join(root, 'electron/main.ts'), 'utf8');
  const { productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { productName: string };
  expect({ appId: main.includes(`setAppUserModelId('${config.appId}')`), productName }).toEqual({
    appId: true,
    productName: config.productName,
  });
  expect(config.productName).toMatch(/^[A-Za-z ]+$/u);
});

test('the archive holds the allow-list and nothing of the sources, the tests, the loopback shell or the server', () => {
  const names = listPackage(join(packed, 'resources/app.asar'), { isPack: false }).map((name) => name.slice(1));
  const files = names.filter((name) => !('files' in statFile(join(packed, 'resources/app.asar'), name)));
  expect(
    files.filter(
      (name) =>
        !/^(package\.json$|out\/(main|preload)\.cjs$|out\/(app|paper|page|forms|fonts|locales)\/|node_modules\/(better-sqlite3|@node-rs\/argon2[^/]*|@myriaddreamin\/typst-ts-node-compiler[^/]*)\/)/u.test(
          name,
        ),
    ),
  ).toEqual([]);
  expect(files.filter((name) => /\.ts$|\.map$|(^|\/)tests?\/|loopback|(^|\/)server\/|postgres/u.test(name))).toEqual([]);
  for (const name of [
    'out/main.cjs',
    'out/preload.cjs',
    'out/app/worker.cjs',
    'out/app/cli.cjs',
    'out/paper/process.cjs',
    'out/page/index.html',
    'out/forms/receipt-slip.typ',
    'out/fonts/400Regular/Tinos_400Regular.ttf',
    'out/locales/vi.json',
    'node_modules/better-sqlite3/lib/index.js',
  ]) {
    expect(files).toContain(name);
  }
});

test('unpacked are exactly the native modules', () => {
  const files = readdirSync(join(packed, 'resources/app.asar.unpacked'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(files.filter((name) => !name.endsWith('.node'))).toEqual([]);
});

test('the fuses of both binaries equal the table', () => {
  const fusesOf = (file: string): Record<string, boolean> => {
    const wire = readFileSync(file).toString('latin1').split(fuseSentinel)[1] ?? '';
    return Object.fromEntries(fuseNames.map((name, at) => [name, wire[2 + at] === '1']));
  };
  expect(fusesOf(join(packed, 'mot-cua'))).toEqual(config.electronFuses);
  expect(fusesOf(join(packedForWindows, 'mot-cua.exe'))).toEqual(config.electronFuses);
});

test("on Windows the program knows its archive, and the printer's helper is a real file under the name the app asks for", () => {
  expect(readFileSync(join(packedForWindows, 'mot-cua.exe')).toString('latin1')).toMatch(
    /"file":"resources\\\\app\.asar","alg":"SHA256","value":"[0-9a-f]{64}"/u,
  );
  expect(statSync(join(packedForWindows, 'resources/bin/SumatraPDF.exe')).size).toBeGreaterThan(1_000_000);
  // The mark at nine sizes, in place of Electron's own picture.
  expect(readFileSync(join(packedForWindows, 'mot-cua.exe')).toString('latin1').split('\u0089PNG\r\n').length - 1).toBe(9);
});

test('only the two languages are kept', () => {
  expect(readdirSync(join(packed, 'locales')).toSorted()).toEqual(['en-US.pak', 'vi.pak']);
});

test('no bundle listens on a port, names the loopback shell or reaches for Electron outside the shell', () => {
  const bundle = (name: string): string => extractFile(join(packed, 'resources/app.asar'), name).toString('utf8');
  expect(bundle('out/main.cjs')).not.toMatch(/127\.0\.0\.1|loopback/u);
  for (const name of ['out/app/worker.cjs', 'out/app/cli.cjs', 'out/paper/process.cjs'])
    expect(bundle(name)).not.toMatch(/require\(["']electron["']\)/u);
});

test('what was packed is enough: the worker sets up a commune and the paper process makes a receipt', async () => {
  const unpacked = join(work, 'unpacked');
  extractAll(join(packed, 'resources/app.asar'), unpacked);
  const workerData: WorkerData = { dataDir: join(work, 'data'), resources: join(packed, 'resources'), paper: 'port', demo: true };
  mkdirSync(workerData.dataDir);
  const worker = new Worker(join(unpacked, 'out/app/worker.cjs'), { workerData });
  const heard: string[] = [];
  worker.on('message', (message: FromWorker) => {
    heard.push(message.kind === 'fault' ? message.code : message.kind);
    if (message.kind === 'keep-key') worker.postMessage({ kind: 'key-kept', ok: true });
    if (message.kind === 'ready' || message.kind === 'fault') worker.postMessage({ kind: 'stop' });
  });
  worker.postMessage({ kind: 'open' });
  await new Promise((done) => {
    worker.once('exit', done);
  });
  expect(heard.filter((kind) => kind !== 'need-paper' && kind !== 'end-paper')).toEqual(['keep-key', 'ready', 'stopped']);

  const paper = fork(join(unpacked, 'out/paper/process.cjs'), [join(unpacked, 'out/forms'), join(unpacked, 'out/fonts')], {
    serialization: 'advanced',
  });
  paper.send({ id: 1, kind: 'renderPdf', input: { form: 'receiptSlip', data: slip() } });
  const answer = await new Promise<{ ok: boolean; output?: { bytes: Uint8Array }; message?: string }>((done) => {
    paper.once('message', done as never);
  });
  paper.kill();
  expect({
    ok: answer.ok,
    message: answer.message,
    pdf: Buffer.from(answer.output?.bytes ?? [])
      .subarray(0, 5)
      .toString(),
  }).toEqual({ ok: true, message: undefined, pdf: '%PDF-' });
});
