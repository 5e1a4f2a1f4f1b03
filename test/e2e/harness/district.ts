/** The demo's district server as `npm start` brings it up, at the end of a cable that a story may pull. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoServer } from '../../../build/demo-server.ts';
import type { DemoUpstream } from '../../../electron/app/protocol.ts';
import { type Cable, layCable } from './cable.ts';

export type District = {
  readonly cable: Cable;
  /** What the counter is told: the near end of the cable, and its code. */
  readonly upstream: DemoUpstream;
  stop(): Promise<void>;
};

export async function startDistrict(): Promise<District> {
  const folder = mkdtempSync(join(tmpdir(), 'mc-e2e-district-'));
  const server = startDemoServer(join(folder, 'server'));
  const ready = await server.ready;
  if (typeof ready !== 'object') throw new Error(readFileSync(server.logFile, 'utf8'));
  const cable = await layCable(ready.server);
  return {
    cable,
    upstream: { server: cable.url, code: ready.code },
    stop: async () => {
      await cable.unplug();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
