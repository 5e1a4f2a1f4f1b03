/** An app process and a clerk at its page: signed in, and asking over the same line a browser has. */
import { createORPCClient } from '@orpc/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CounterApi } from '../../renderer/bridge/api.ts';
import { keyFilePath } from '../../electron/keys/key-file.ts';
import type { CliFolder } from './cli.ts';
import { openSocket, socketLink, trade } from './loopback-client.ts';
import { pageHtml } from './shell-app.ts';

const clerk = { fullName: 'Lê Thị Hạnh', roles: ['receptionist'], title: 'Tiếp nhận', pin: '2580' };

export type Ended = { readonly kind: 'fault'; readonly code: string };
export type AppAtWork = {
  readonly child: ChildProcess;
  /** Its page's address, and the cookie that opens it; undefined for one that did not open. */
  readonly page: { readonly url: string; readonly cookie: string } | undefined;
  /** Why it ended by itself. */
  readonly ended: Promise<Ended>;
  readonly exited: Promise<NodeJS.Signals | number | null>;
  /** A new line, with the clerk signed in and the clock looked at. Waits through a restart of the worker. */
  signIn(): Promise<{ readonly call: CounterApi; readonly closed: Promise<void> }>;
  close(): Promise<void>;
};

/** A counter with one receptionist, made by the command line. */
export async function newCounter(folder: CliFolder): Promise<void> {
  const made = [
    await folder.run(['init', '--data', folder.data]),
    await folder.run(['person', '--data', folder.data], JSON.stringify(clerk)),
  ];
  const failed = made.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new Error(JSON.stringify(failed.err));
}

/** Starts it; resolves when it is ready or has said that it will not open. `heapMb`: what each of its workers may use. */
export async function startApp(folder: CliFolder, { heapMb = 192, state = 'state' } = {}): Promise<AppAtWork> {
  const pageDir = join(folder.path, 'page');
  mkdirSync(join(pageDir, 'assets'), { recursive: true });
  writeFileSync(join(pageDir, 'index.html'), pageHtml);
  writeFileSync(join(pageDir, 'assets/a.js'), 'export {};\n');
  const entry = join(import.meta.dirname, 'app-process.ts');
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${String(heapMb)}`, entry, folder.data, keyFilePath(folder.data, folder.env), join(folder.path, state), pageDir],
    { env: folder.env, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? code);
    });
  });
  const ready = Promise.withResolvers<{ readonly url: string; readonly openUrl: string }>();
  const ended = Promise.withResolvers<Ended>();
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as { ready?: { url: string; openUrl: string }; ended?: Ended };
      if (said.ready !== undefined) ready.resolve(said.ready);
      if (said.ended !== undefined) ended.resolve(said.ended);
    }
  });
  const neverOpened = async (): Promise<undefined> => {
    await Promise.race([exited, ended.promise]);
    return undefined;
  };
  const at = await Promise.race([ready.promise, neverOpened()]);
  const page = at === undefined ? undefined : { url: at.url, cookie: await trade(at.openUrl) };
  return {
    child,
    page,
    ended: ended.promise,
    exited,
    signIn: () => keepTrying(() => signIn(page)),
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

/** As the page does: a line that was hung up because its worker was just dying is drawn again. */
async function keepTrying<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + 60_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(100);
    }
  }
}

async function signIn(page: AppAtWork['page']): Promise<{ call: CounterApi; closed: Promise<void> }> {
  if (page === undefined) throw new Error('it did not open');
  const socket = await openSocket(page.url, { cookie: page.cookie, origin: page.url.slice(0, -1) });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
  const call: CounterApi = createORPCClient(socketLink(socket));
  const state = await call.office.state();
  if (state.phase !== 'sign-in') throw new Error(`nobody can sign in: ${state.phase}`);
  await call.office.signIn({ personId: state.people[0]?.personId ?? '', pin: clerk.pin });
  await call.clock.confirm({ commandId: crypto.randomUUID(), trueAt: null });
  return { call, closed };
}

/** A reception that every procedure accepts. */
export const acceptance = (commandId: string): Parameters<CounterApi['reception']['accept']>[0] => ({
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
