/** The real district server on its embedded PostgreSQL, in this process, on a real socket; and counters enrolled at it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { newKeyPair } from '../../server/auth/ed25519.ts';
import { newEnrolment } from '../../server/auth/enrolment.ts';
import { openServer, startServer, type RunningServer } from '../../server/main.ts';
import { beginEpoch, initServer } from '../../server/set-up.ts';
import { getKey } from '../../server/store/keys.ts';
import { addAgency, startReceiving } from '../../server/store/agencies.ts';
import type { SyncPorts } from '../../electron/sync/attempt.ts';
import { createSync, type SyncEngine } from '../../electron/sync/engine.ts';
import { enrol } from '../../electron/sync/enrol.ts';
import { httpTo } from '../../electron/sync/http.ts';
import type { Store } from '../../electron/store/store.ts';
import { agencyCode, id } from './store.ts';

const log = pino({ level: 'silent' });

export type TestUpstream = {
  readonly url: () => string;
  readonly folder: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** A one-time code for a counter. */
  readonly code: (counterNo: number) => Promise<string>;
  /** Copies the stopped server's folder. */
  readonly backUp: (name: string) => Promise<void>;
  /** Brings a copy back in the place of what there is, and begins an epoch. */
  readonly restore: (name: string) => Promise<void>;
  /** An administrator goes on without the counters that have not offered again. */
  readonly goOn: () => Promise<void>;
  readonly revoke: (deviceId: string) => Promise<void>;
  /** The server's own keys, and a pair nobody certified. */
  readonly keys: () => Promise<{ readonly page: TestKey; readonly age: TestKey; readonly stranger: TestKey }>;
  /** As the server's command line does its work, beside the running server. */
  readonly command: <T>(work: (ports: ServerPorts) => Promise<T>) => Promise<T>;
  readonly remove: () => Promise<void>;
};
type ServerPorts = Awaited<ReturnType<typeof openServer>>['ports'];
type TestKey = { readonly publicKey: string; readonly privateKey: string };

export async function newUpstream(): Promise<TestUpstream> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-upstream-'));
  // PostgreSQL's own user has to pass through.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'server');
  /** With owners: PostgreSQL refuses files that are not its user's. */
  const copy = (from: string, to: string): void => {
    execFileSync('cp', ['-a', from, to]);
  };
  let running: RunningServer | undefined;
  let port = 0;
  const options = { dataDir, secure: false, log };
  const withPorts = async <T>(work: (ports: ServerPorts) => Promise<T>): Promise<T> => {
    const { ports, close } = await openServer(options);
    try {
      return await work(ports);
    } finally {
      await close();
    }
  };
  const start = async (): Promise<void> => {
    running = await startServer({ ...options, host: '127.0.0.1', port });
    port = Number(new URL(running.url).port);
    // The command line ends a cluster nobody is on; the server is on it from its first question.
    await (await fetch(`${running.url}/api/v1/certificates`, { headers: { 'mc-protocol': '1' } })).text();
  };
  const stop = async (): Promise<void> => {
    await running?.close();
    running = undefined;
  };
  await withPorts(async (ports) => {
    await initServer(ports, 'UBND huyện Tánh Linh');
    await addAgency(ports.db, agencyCode, 'UBND thị trấn Lạc Tánh', new Date());
  });
  await start();
  return {
    folder,
    url: () => `http://127.0.0.1:${String(port)}`,
    start,
    stop,
    code: (counterNo) => withPorts(async (ports) => (await newEnrolment(ports, agencyCode, counterNo)).code),
    backUp: async (name) => {
      await stop();
      copy(dataDir, join(folder, name));
      await start();
    },
    restore: async (name) => {
      await stop();
      rmSync(dataDir, { recursive: true });
      copy(join(folder, name), dataDir);
      await withPorts(async ({ db }) => db.transaction().execute((tx) => beginEpoch(tx, new Date())));
      await start();
    },
    goOn: () =>
      withPorts(async ({ db }) => {
        await db.transaction().execute((tx) => startReceiving(tx, agencyCode));
      }),
    revoke: (deviceId) =>
      withPorts(async ({ db }) => {
        await db.updateTable('device').set({ state: 'revoked', revoked_at: new Date() }).where('device_id', '=', deviceId).execute();
      }),
    keys: () => withPorts(async ({ db }) => ({ page: await getKey(db, 'page'), age: await getKey(db, 'age'), stranger: newKeyPair() })),
    command: withPorts,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const deviceOf = (counterNo: number): string => id(0xde00 + counterNo, 0xd);

let made = 0;

export function syncPorts(store: Store, given: Partial<SyncPorts> = {}): SyncPorts {
  return {
    store,
    http: (server, signal) => httpTo({ server, timeoutMs: 20_000, packing: 'zstd' }, signal),
    now: () => '2026-06-09T17:00:00.000+07:00',
    newId: () => id((made += 1), 0xf1),
    appVersion: '0.1.0',
    retryDelaysMs: [],
    ...given,
  };
}

/** Who presses the key. */
export const author = () => ({ actorId: 'person-le-thi-hanh', recordedAt: '2026-06-09T17:00:00.000+07:00' });

export const engineOf = (store: Store, given: Partial<SyncPorts> = {}): SyncEngine => createSync(syncPorts(store, given));

export async function enrolStore(store: Store, upstream: TestUpstream): Promise<void> {
  await enrol(
    { store, http: (server) => syncPorts(store).http(server, new AbortController().signal), now: syncPorts(store).now },
    upstream.url(),
    await upstream.code(store.identity.counterNo),
  );
}
