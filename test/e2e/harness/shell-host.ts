/** A loopback shell in a process of its own, so that a story can kill it. Forked by `shell.ts`; speaks `ToHost` and `FromHost`. */
import type { Worker } from 'node:worker_threads';
import { startLoopback } from '../../../electron/loopback.ts';
import type { FromHost, HostOptions, ToHost } from './host-protocol.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as HostOptions;
const say = (message: FromHost): void => {
  process.send?.(message);
};

let worker: Worker | undefined;
process.on('worker', (started: Worker) => {
  worker = started;
});

const app = await startLoopback({ ...options, demo: false });
void (async () => {
  say({ kind: 'ended', end: await app.ended });
})();

const answers: Readonly<Record<ToHost, () => Promise<void>>> = {
  'kill-worker': async () => {
    await worker?.terminate();
    say({ kind: 'worker-killed' });
  },
  stop: async () => {
    await app.close();
    process.exit(0);
  },
};
process.on('message', (message: ToHost) => {
  void answers[message]();
});
process.on('disconnect', () => {
  process.exit(1);
});

await app.ready();
say({ kind: 'ready', url: app.url, openUrl: app.openUrl });
