/** `run-demo-server.ts DIR`, a child of `npm start`: sets the demo's district up where there is none, listens, and tells its parent where and with which code. */
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { demoPlan } from '../electron/app/demo/demo.ts';
import demo from '../electron/app/demo/demo.json' with { type: 'json' };
import type { DemoUpstream } from '../electron/app/protocol.ts';
import { newEnrolment } from '../server/auth/enrolment.ts';
import { fill, text } from '../electron/shell/text.ts';
import { openServer, startServer } from '../server/main.ts';
import type { Ports } from '../server/ports.ts';
import { initServer } from '../server/set-up.ts';
import { addAgency } from '../server/store/agencies.ts';
import { ClosedFolder } from '../server/store/cluster.ts';
import { findSetting } from '../server/store/keys.ts';

const usualPort = 8460;
const [dataDir = ''] = process.argv.slice(2);
const options = { dataDir, databaseUrl: undefined, secure: false };
// Before there is anything to end: a signal that comes too early would leave the database running.
const told = untilTold();

const running = await begin().catch(endInWords);
await told;
await running.close();
process.exit(0);

async function begin(): Promise<{ readonly close: () => Promise<void> }> {
  const { ports, close } = await openServer(options);
  try {
    const code = await codeFor(ports);
    const server = await startServer({ ...options, host: '127.0.0.1', port: (await isFree(usualPort)) ? usualPort : 0 });
    if (process.connected) process.send?.({ server: server.url, code } satisfies DemoUpstream);
    return server;
  } finally {
    await close();
  }
}

/** What the person at this machine can put right is one sentence in the log; anything else keeps its stack. */
function endInWords(error: unknown): never {
  if (!(error instanceof ClosedFolder)) throw error;
  console.error(fill(text.start.serverFolderClosed, { folder: error.folder }));
  process.exit(1);
}

/** Everything here may be there already. A code that is not used ends by itself. */
async function codeFor(ports: Ports): Promise<string> {
  const { agencyCode, counterNo } = demoPlan();
  if ((await findSetting(ports.db, 'rootPublicKey')) === undefined) {
    const { rootPrivateKey } = await initServer(ports, demo.upstreamName);
    const rootKeyFile = join(dataDir, 'root-key.pem');
    if (!existsSync(rootKeyFile)) writeFileSync(rootKeyFile, rootPrivateKey, { mode: 0o600, flag: 'wx', flush: true });
  }
  await addAgency(ports.db, agencyCode, demo.agencyName, ports.clock());
  return (await newEnrolment(ports, agencyCode, counterNo)).code;
}

/** The usual port, so that the district's page is found again; another program may have it. */
function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => {
      answer(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        answer(true);
      });
    });
  });
}

function untilTold(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        done();
      });
    process.once('disconnect', () => {
      done();
    });
  });
}
