/** Design §6: at every start the heads of log and store are compared and the shorter side is filled from the longer; one process writes at a time. */
import { appendFileSync, copyFileSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyFilePath, readKeyFile } from '../../electron/keys/key-file.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { OpenReport } from '../../electron/store/store.ts';
import { type CliFolder, cliFolder } from '../helpers/cli.ts';

// Each is several processes of the command line.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let folder: CliFolder;
beforeEach(async () => {
  folder = cliFolder();
  await folder.run(['init', '--data', folder.data]);
});
afterEach(() => {
  folder.remove();
});

const at = (name: string): string => join(folder.data, name);
const line = (command: number): string =>
  `${JSON.stringify({ commandId: `s-${command}`, procedureCode: '1.001022', applicant: { fullName: `Người Thử ${command}` }, occurredAt: '2026-06-08T09:00' })}\n`;
const accept = (...commands: number[]) => folder.run(['accept', '--data', folder.data], commands.map(line).join(''));
const codes = (out: readonly unknown[]): string[] => out.map((answer) => (answer as { dossierCode: string }).dossierCode.slice(-4));

function openAgain(): OpenReport {
  const store = openStore({ dataDir: folder.data, key: readKeyFile(keyFilePath(folder.data, folder.env)) });
  store.close();
  return store.opened;
}

async function expectGreen(): Promise<void> {
  expect((await folder.run(['verify', '--data', folder.data])).out).toEqual([expect.objectContaining({ ok: true, faults: [] })]);
}

test('a store that lost its last commands gets them from the log, and repeated commands their answers', async () => {
  await accept(1, 2);
  copyFileSync(at('store.db'), join(folder.path, 'before.db'));
  const { outText } = await accept(3, 4, 5);
  copyFileSync(join(folder.path, 'before.db'), at('store.db'));
  expect(openAgain()).toEqual({ completedFromLog: 3, completedToLog: 0, tornLogBytes: 0 });
  expect((await accept(3, 4, 5)).outText).toBe(outText);
  expect(codes((await accept(6)).out)).toEqual(['1006']);
  await expectGreen();
});

test('the process that finds the log ahead completes it before it gives a number', async () => {
  await accept(1);
  copyFileSync(at('store.db'), join(folder.path, 'before.db'));
  await accept(2, 3);
  copyFileSync(join(folder.path, 'before.db'), at('store.db'));
  expect(codes((await accept(4, 2)).out)).toEqual(['1004', '1002']);
  await expectGreen();
});

test('a log that lost its last frames gets them from the store', async () => {
  await accept(1, 2);
  const { length } = readFileSync(at('journal.log'));
  const { outText } = await accept(3, 4, 5);
  truncateSync(at('journal.log'), length);
  expect(openAgain()).toEqual({ completedFromLog: 0, completedToLog: 3, tornLogBytes: 0 });
  expect((await accept(3, 4, 5)).outText).toBe(outText);
  await expectGreen();
});

test('half a frame at the log’s end is cut off; nobody was told of it', async () => {
  await accept(1);
  const before = readFileSync(at('journal.log')).length;
  await accept(2);
  const whole = readFileSync(at('journal.log')).length;
  truncateSync(at('journal.log'), before + Math.floor((whole - before) / 2));
  expect(openAgain()).toMatchObject({ completedToLog: 1, tornLogBytes: Math.floor((whole - before) / 2) });
  appendFileSync(at('journal.log'), Buffer.from([1, 2, 3]));
  expect(openAgain()).toMatchObject({ tornLogBytes: 3 });
  expect(codes((await accept(2, 3)).out)).toEqual(['1002', '1003']);
  await expectGreen();
});

test('of processes started at once one writes, the others say who does; asked again they answer the same', async () => {
  const runs = await Promise.all(Array.from({ length: 4 }, () => accept(1)));
  const answered = runs.filter(({ exitCode }) => exitCode === 0);
  expect(answered.length).toBeGreaterThan(0);
  for (const { out, err } of runs.filter(({ exitCode }) => exitCode !== 0))
    expect([out, err]).toEqual([[], [expect.objectContaining({ error: 'data-folder-in-use' })]]);
  const again = await accept(1);
  expect(new Set([...answered, again].map(({ outText }) => outText)).size).toBe(1);
  expect(codes((await accept(2)).out)).toEqual(['1002']);
});

test('a killed holder leaves no lock behind', async () => {
  const holder = folder.start(['accept', '--data', folder.data]);
  const closed = new Promise((resolve) => {
    holder.once('close', resolve);
  });
  holder.stdin.on('error', () => undefined);
  holder.stdin.write(line(1));
  await new Promise((resolve) => {
    holder.stdout.once('data', resolve);
  });
  expect((await accept(2)).err).toEqual([{ error: 'data-folder-in-use', pid: holder.pid, since: expect.any(String) }]);
  holder.kill('SIGKILL');
  await closed;
  expect(codes((await accept(1, 2)).out)).toEqual(['1001', '1002']);
});
