/**
 * Design §8: every interval in which the app was down by our fault is in the outage log. Real processes and a real app worker are ended without warning
 * and in order; the log is then asked for by the command line.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeyFile, keyFilePath } from '../../electron/keys/key-file.ts';
import type { FromWorker, ToWorker, WorkerData } from '../../electron/app/protocol.ts';
import { openReader } from '../../electron/store/open-store.ts';
import { cliFolder } from '../helpers/cli.ts';

const folder = cliFolder();
beforeAll(async () => {
  const { exitCode, err } = await folder.run(['init', '--data', folder.data]);
  if (exitCode !== 0) throw new Error(JSON.stringify(err));
}, 120_000);
afterAll(() => {
  folder.remove();
});

const key = (): Uint8Array => readKeyFile(keyFilePath(folder.data, folder.env));

/** What the log holds, oldest first. */
function log(): readonly string[] {
  const reader = openReader({ dataDir: folder.data, key: key() });
  try {
    return reader.outages
      .between('2000-01-01', '2100-01-01')
      .map(({ why, beganAt, endedAt }) => `${why} ${endedAt !== null && beganAt <= endedAt ? 'ok' : 'odd'}`);
  } finally {
    reader.close();
  }
}

/** The app worker as a shell starts it; resolves when it is open. */
async function startWorker(): Promise<Worker> {
  const workerData: WorkerData = { dataDir: folder.data, resources: folder.path, paper: 'port', demo: false };
  const worker = new Worker(new URL('../../electron/app/worker.ts', import.meta.url), { workerData, stdout: true, stderr: true });
  const said = new Promise<FromWorker['kind']>((resolve) => {
    worker.on('message', ({ kind }: FromWorker) => {
      if (kind === 'ready' || kind === 'fault') resolve(kind);
    });
  });
  tell(worker, { kind: 'open', key: Uint8Array.from(key()) });
  expect(await said).toBe('ready');
  return worker;
}
const tell = (worker: Worker, message: ToWorker): void => {
  worker.postMessage(message);
};
async function stopWorker(worker: Worker): Promise<void> {
  const exit = once(worker, 'exit');
  tell(worker, { kind: 'stop' });
  await exit;
}

test('ended without warning: in the log at the next start; ended in order: nothing', { timeout: 120_000 }, async () => {
  const seen: Record<string, readonly string[]> = {};
  let worker = await startWorker();
  await stopWorker(worker);
  worker = await startWorker();
  seen['closed in order'] = log();
  await worker.terminate();
  worker = await startWorker();
  seen['worker gone'] = log();
  await stopWorker(worker);
  const child = folder.start(['accept', '--data', folder.data]);
  child.stdin.write('{}\n');
  // It has refused the line: it is under way.
  await once(child.stderr, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  worker = await startWorker();
  seen['process killed'] = log();
  await stopWorker(worker);
  expect(seen).toEqual({
    'closed in order': [],
    'worker gone': ['app-ended ok'],
    'process killed': ['app-ended ok', 'app-ended ok'],
  });
  const { out, err } = await folder.run(['outages', '--data', folder.data]);
  expect(err).toEqual([]);
  const [{ days }] = out as [{ days: { date: string; ours: boolean }[] }];
  // Of this day, or of two where midnight came in between.
  expect([...new Set(days.map(({ ours }) => ours))]).toEqual([true]);
  const file = join(folder.path, 'certificate.pdf');
  const printed = await folder.run(['outages', '--data', folder.data, '--day', days.at(-1)?.date ?? '', '--out', file]);
  expect(printed.out).toMatchObject([{ copyNo: 1, out: file }]);
  expect(readFileSync(file, 'latin1').slice(0, 5)).toBe('%PDF-');
});
