import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLines } from '../../server/jobs/lines.ts';

const cli = join(import.meta.dirname, '..', '..', 'server', 'cli.ts');
let data: string;
let server: ChildProcess | undefined;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'motcua-server-'));
  await chmod(data, 0o711);
});
afterEach(async () => {
  if (server !== undefined && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  server = undefined;
  await rm(data, { recursive: true, force: true });
});

type Outcome = { readonly exitCode: number; readonly out: ReturnType<typeof JSON.parse>; readonly err: ReturnType<typeof JSON.parse> };

/** On the embedded cluster, whatever the surroundings say. */
const { DATABASE_URL: _elsewhere, ...env } = process.env;

/** A stack trace is no answer, and is shown as what it is. */
function jsonOrText(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

function run(...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args, '--data', data], { env }, (error, stdout, stderr) => {
      done({
        exitCode: typeof error?.code === 'number' ? error.code : 0,
        out: stdout === '' ? undefined : JSON.parse(stdout),
        err: stderr === '' ? undefined : jsonOrText(stderr.split('\n')[0]!),
      });
    });
    child.stdin?.end();
  });
}

async function start(): Promise<string> {
  server = spawn(process.execPath, [cli, 'start', '--port', '0', '--data', data], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout! })) {
    const { listening } = JSON.parse(line);
    if (typeof listening === 'string') return listening;
  }
  throw new Error('The server did not listen');
}

test('an operator sets a server up, beside it enrols, looks, backs up and brings back; kill -9 loses nothing', async () => {
  expect(await run('start', '--port', '0')).toMatchObject({ exitCode: 1, err: { error: 'not-set-up' } });
  expect(await run('init', '--upstream', 'Huyện thử')).toMatchObject({
    exitCode: 0,
    out: { fingerprint: expect.stringMatching(/^[0-9a-f]{20}$/u) },
  });
  expect(await run('init', '--upstream', 'x')).toMatchObject({ exitCode: 1, err: { error: 'root-key-file-exists' } });
  const url = await start();
  expect(await run('agency', 'add', '--code', 'h55', '--name', 'x')).toMatchObject({ exitCode: 1, err: { error: 'agency-code-invalid' } });
  expect(await run('agency', 'add', '--code', 'H55.242', '--name', 'Lạc Tánh')).toMatchObject({ out: { outcome: 'added' } });
  expect(await run('enrol', '--agency', 'H55.242', '--counter', '1')).toMatchObject({
    out: { code: expect.stringMatching(/^E1(?:-[0-9A-Z]{4}){9}$/u) },
  });
  expect(await run('start', '--host', '0.0.0.0')).toMatchObject({ exitCode: 1, err: { error: 'tls-needed' } });
  expect(await run('start', '--port', new URL(url).port)).toMatchObject({ exitCode: 1, err: { error: 'port-taken' } });
  expect(await run('start', '--port', 'http')).toMatchObject({ exitCode: 1, err: { error: 'port-invalid' } });
  expect(await run('nonsense')).toMatchObject({ exitCode: 2, err: { error: 'usage' } });

  // The command line has come and gone: the server's database is still there.
  const certificates = await fetch(`${url}/api/v1/certificates`, { headers: { 'mc-protocol': '1' } });
  expect(await certificates.json()).toMatchObject({ upstreamName: 'Huyện thử' });
  const openapi = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(openapi.paths)).toEqual(
    expect.arrayContaining(['/enrol', '/session', '/hello', '/push', '/pull', '/manifest', '/reoffer', '/packs']),
  );

  server!.kill('SIGKILL');
  await once(server!, 'exit');
  await start();
  expect(await run('status')).toMatchObject({ out: { agencies: [{ agencyCode: 'H55.242', acts: 0, receiving: true }] } });

  const { out } = await run('backup');
  const tables: string[] = [];
  for await (const line of readLines(out.file)) tables.push((line as { table?: string }).table ?? 'head');
  expect(tables).toEqual(['head', 'setting', 'epoch', 'server_key', 'agency', 'enrolment', 'audit']);
  expect(await run('restore', '--from', out.file)).toMatchObject({ exitCode: 1, err: { error: 'already-set-up' } });
  expect(await readdir(join(data, 'backups'))).toHaveLength(1);
}, 300_000);
