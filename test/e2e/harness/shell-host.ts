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

const app = await startLoopback(options);
void (async () => {
  say({ kind: 'ended', end: await app.ended });
})();

async function hear(message: ToHost): Promise<void> {
  switch (message.kind) {
    case 'kill-worker':
      await worker?.terminate();
      say({ kind: 'worker-killed' });
      break;
    case 'demo-upstream':
      app.demoUpstream(message);
      break;
    case 'stop':
      await app.close();
      process.exit(0);
  }
}
process.on('message', (message: ToHost) => {
  void hear(message);
});
process.on('disconnect', () => {
  process.exit(1);
});

await app.ready();
say({ kind: 'ready', url: app.url, openUrl: app.openUrl });
