/** A counter's real app worker on a machine whose clock a test sets, and its windows. */
import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { CounterApi } from '../../../renderer/bridge/api.ts';
import type { FromWorker, ToWorker, WorkerData } from '../../../electron/app/protocol.ts';
import { openOffice, pin, reception } from '../../helpers/desk.ts';

const here = (name: string): string => pathToFileURL(join(import.meta.dirname, name)).href;
export const loaders = [here('shifted.ts'), here('../switch/loader.ts')];

/** The clock of one machine, which stands: `set` and `move` show another time, `pass` lets time go by, on the even clock too. */
export type MachineClock = {
  readonly file: string;
  set(to: string): void;
  move(minutes: number): void;
  pass(minutes: number): void;
};

export function machineClock(folder: string): MachineClock {
  const file = join(folder, `clock-${randomUUID()}.json`);
  let shown = { wallMs: Date.now(), evenMs: uptime() * 1000 };
  const put = (next: typeof shown): void => {
    shown = next;
    writeFileSync(`${file}.new`, JSON.stringify(shown));
    renameSync(`${file}.new`, file);
  };
  put(shown);
  return {
    file,
    set: (to) => {
      put({ ...shown, wallMs: Date.parse(`${to}+07:00`) });
    },
    move: (minutes) => {
      put({ ...shown, wallMs: shown.wallMs + minutes * 60_000 });
    },
    pass: (minutes) => {
      put({ wallMs: shown.wallMs + minutes * 60_000, evenMs: shown.evenMs + minutes * 60_000 });
    },
  };
}

export type Machine = {
  readonly clock: MachineClock;
  readonly personId: string;
  /** Starts the app; resolves when it takes calls. */
  start(): Promise<Running>;
  readonly remove: () => void;
};

export type Running = {
  /** A window where the receptionist has signed in. */
  signIn(): Promise<CounterApi>;
  tell(message: ToWorker): void;
  /** As the power going: nothing is finished. */
  kill(): Promise<void>;
};

/** A counter set up on Friday 5 June 2026 at 16:00. */
export async function newMachine(): Promise<Machine> {
  const office = await openOffice({ clock: { now: () => '2026-06-05T16:00:00.000+07:00' } });
  const key = office.keptKeys[0]!;
  const personId = office.personId('Lê Thị Hạnh');
  office.desk.close();
  const clock = machineClock(office.folder);
  return { clock, personId, start: () => startApp(office.dataDir, key, clock, personId), remove: office.close };
}

async function startApp(dataDir: string, key: Uint8Array, clock: MachineClock, personId: string): Promise<Running> {
  const worker = new Worker(new URL('../../../electron/app/worker.ts', import.meta.url), {
    workerData: { dataDir, resources: dataDir, paper: 'port', demo: false } satisfies WorkerData,
    execArgv: loaders.flatMap((loader) => ['--import', loader]),
    env: { ...process.env, MOTCUA_TEST_CLOCK: clock.file },
  });
  const tell = (message: ToWorker, transfer: readonly (ArrayBuffer | MessageChannel['port1'])[] = []): void => {
    worker.postMessage(message, [...transfer]);
  };
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'fault') reject(new Error(message.code));
    });
  });
  const copy = Uint8Array.from(key);
  tell({ kind: 'open', key: copy }, [copy.buffer]);
  await ready;
  return {
    tell,
    signIn: async () => {
      const { port1, port2 } = new MessageChannel();
      tell({ kind: 'line', page: 'counter', port: port2 }, [port2]);
      const api: CounterApi = createORPCClient(new RPCLink({ port: port1 }));
      port1.start();
      port1.unref();
      await api.office.signIn({ personId, pin });
      return api;
    },
    kill: async () => {
      await worker.terminate();
    },
  };
}

/** What F9 sends. */
export const acceptance = (procedureCode = '1.001022'): Parameters<CounterApi['reception']['accept']>[0] => ({
  commandId: randomUUID(),
  draftId: null,
  settledAtDesk: false,
  reception: reception({ procedureCode }),
});
