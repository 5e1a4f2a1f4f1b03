/** The app's own worker, that runs out of memory as soon as a file `doom` lies in its data folder; the file goes first, so that the next one lives. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { workerData } from 'node:worker_threads';
import '../../electron/app/worker.ts';
import type { WorkerData } from '../../electron/app/protocol.ts';

const doom = join((workerData as WorkerData).dataDir, 'doom');
setInterval(() => {
  try {
    rmSync(doom);
  } catch {
    // Nobody wants it to die yet.
    return;
  }
  const kept: object[] = [];
  for (;;) kept.push({ all: Array.from({ length: 10_000 }, (_, index) => ({ index })) });
}, 20);
