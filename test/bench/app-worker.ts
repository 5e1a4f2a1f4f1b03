/** The real app worker as the shells start it, with one window's line to it. */
import { randomUUID } from 'node:crypto';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { counter } from '#shared/contract/counter.ts';
import { demoPin } from '../../electron/app/demo/demo.ts';
import type { FromWorker, ToWorker, WorkerData } from '../../electron/app/protocol.ts';
import { type BenchStore, root } from './stores.ts';

export type AppWorker = {
  readonly api: ContractRouterClient<typeof counter>;
  signIn(): Promise<void>;
  /** Heap of the worker's own, in bytes. */
  heap(): Promise<number>;
  stop(): Promise<void>;
};

/** Resolves when the worker takes calls. Without `fork` no paper process is started: nothing prints. */
export async function startApp({ dataDir, key }: BenchStore, workerFile: URL, paper: WorkerData['paper'] = 'port'): Promise<AppWorker> {
  const worker = new Worker(workerFile, {
    name: 'app',
    workerData: { dataDir, resources: root, paper, demo: false } satisfies WorkerData,
  });
  const tell = (message: ToWorker, transfer: readonly (ArrayBuffer | MessageChannel['port1'])[] = []): void => {
    worker.postMessage(message, [...transfer]);
  };
  const copy = Uint8Array.from(key);
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'fault') reject(new Error(message.code));
    });
  });
  tell({ kind: 'open', key: copy }, [copy.buffer]);
  await ready;
  const { port1, port2 } = new MessageChannel();
  tell({ kind: 'line', page: 'counter', port: port2 }, [port2]);
  const api: AppWorker['api'] = createORPCClient(new RPCLink({ port: port1 }));
  port1.start();
  return {
    api,
    signIn: async () => {
      const state = await api.office.state();
      // The unit head may do all of what is measured.
      const head = state.phase === 'sign-in' ? state.people.find(({ roles }) => roles.includes('unitHead')) : undefined;
      if (head !== undefined) await api.office.signIn({ personId: head.personId, pin: demoPin });
      await api.clock.confirm({ commandId: randomUUID(), trueAt: null });
    },
    heap: async () => (await worker.getHeapStatistics()).used_heap_size,
    stop: async () => {
      const exited = new Promise((resolve) => {
        worker.once('exit', resolve);
      });
      tell({ kind: 'stop' });
      await exited;
      port1.close();
    },
  };
}
