/**
 * The counter behind the loopback shell as a process of its own, with its own worker: `app-process.ts DATA KEY_FILE STATE PAGE_DIR`. stdout: `{ready}` with its addresses, then
 * `{ended}` when it ends by itself. It is closed by the end of stdin. Its worker can be made to die: see `dying-worker.ts`.
 */
import { startLoopback } from '../../electron/loopback.ts';

const [dataDir = '', keyFile = '', stateDir = '', pageDir = ''] = process.argv.slice(2);
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const app = await startLoopback({
  dataDir,
  keyFile,
  stateDir,
  pageDir,
  demo: false,
  workerFile: new URL('./dying-worker.ts', import.meta.url),
});
const tellEnd = async (): Promise<void> => {
  say({ ended: await app.ended });
};
void tellEnd();
process.stdin.resume().once('end', () => {
  void app.close().then(() => process.exit(0));
});
try {
  await app.ready();
  say({ ready: { url: app.url, openUrl: app.openUrl } });
} catch {
  // It will not open: why is told by its end.
}
