/** One writer for a data folder, app or command line, in every pair: the second refuses by name, whoever was first goes on, and when it is gone the other may. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { acceptance, type AppAtWork, newCounter, startApp } from '../helpers/app-at-work.ts';
import { type CliFolder, cliFolder } from '../helpers/cli.ts';
import { acceptLine, type Accepted } from './kills/looks.ts';

/** Somebody who holds the data folder and accepts. */
type Holder = { acceptOne(): Promise<string>; end(): Promise<void> };

let folder: CliFolder;
let sent = 0;
const open = new Set<AppAtWork>();
beforeAll(async () => {
  folder = cliFolder();
  folder.env['NODE_COMPILE_CACHE'] = join(folder.path, 'compiled');
  await newCounter(folder);
}, 120_000);
afterAll(() => {
  folder.remove();
});
afterEach(async () => {
  for (const app of open) {
    app.child.kill('SIGKILL');
    await app.exited;
  }
  open.clear();
});

const start = async (state: string): Promise<AppAtWork> => {
  const app = await startApp(folder, { state });
  open.add(app);
  return app;
};

async function appHolds(): Promise<Holder> {
  const app = await start('state-1');
  const { call } = await app.signIn();
  return { acceptOne: async () => (await call.reception.accept(acceptance(randomUUID()))).dossierCode, end: app.close };
}

function cliHolds(): Promise<Holder> {
  const child = folder.start(['accept', '--data', folder.data]);
  const heard: string[] = [];
  let hear = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.push(...text.split('\n').slice(0, -1));
    hear();
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  return Promise.resolve({
    acceptOne: async () => {
      const before = heard.length;
      const answered = new Promise<void>((resolve) => {
        hear = resolve;
      });
      child.stdin.write(`${acceptLine((sent += 1))}\n`);
      await answered;
      return (JSON.parse(heard[before] ?? '{}') as Accepted).dossierCode;
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  });
}

const appTries = async (): Promise<string> => {
  const app = await start('state-2');
  const said = app.page === undefined ? (await app.ended).code : 'opened';
  await app.close();
  return said;
};
const cliTries = async (...args: readonly string[]): Promise<string> => {
  const { err } = await folder.run([...args, '--data', folder.data], `${acceptLine(9_999)}\n`);
  return String((err[0] as { error: string } | undefined)?.error);
};

const pairs = [
  { first: 'the app', hold: appHolds, second: 'the app', tries: appTries },
  { first: 'the app', hold: appHolds, second: 'the command line', tries: () => cliTries('accept') },
  { first: 'the app', hold: appHolds, second: 'a restore', tries: () => cliTries('restore', '--from', 'latest', '--unsure') },
  { first: 'the command line', hold: cliHolds, second: 'the app', tries: appTries },
  { first: 'the command line', hold: cliHolds, second: 'the command line', tries: () => cliTries('accept') },
] as const;

test.each(pairs)('$first has it, $second comes', { timeout: 120_000 }, async ({ hold, tries }) => {
  const holder = await hold();
  const codes = [await holder.acceptOne()];
  expect(await tries()).toBe('data-folder-in-use');
  codes.push(await holder.acceptOne());
  await holder.end();
  const after = await folder.run(['accept', '--data', folder.data], `${acceptLine((sent += 1))}\n`);
  expect(after.err).toEqual([]);
  codes.push((after.out[0] as Accepted).dossierCode);
  expect(new Set(codes).size).toBe(3);
  expect((await folder.run(['verify', '--data', folder.data])).out).toEqual([expect.objectContaining({ ok: true, faults: [] })]);
});
