/** The district server as an operator starts it: a process of its own with a PostgreSQL of its own, both of which can be killed at any moment. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import { parseEnrolmentCode } from '#shared/sync/enrolment-code.ts';
import { newEnrolment } from '../../../server/auth/enrolment.ts';
import { openServer, type OpenServer } from '../../../server/main.ts';
import { initServer } from '../../../server/set-up.ts';
import { addAgency } from '../../../server/store/agencies.ts';
import { openCluster } from '../../../server/store/cluster.ts';
import { Counter, type Upstream } from './counter.ts';
import type { Answer } from './district.ts';

const cli = join(import.meta.dirname, '../../../server/cli.ts');
const REQUEST_MS = 60_000;

export type CommandOutcome = {
  readonly exitCode: number | null;
  readonly out: ReturnType<typeof JSON.parse>;
  readonly err: ReturnType<typeof JSON.parse>;
};

/** Runs one command of the server's to its end. Only the first line it complains with is read. */
export function runServer(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
      done({
        exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : null,
        out: stdout === '' ? undefined : JSON.parse(stdout),
        err: stderr === '' ? undefined : JSON.parse(stderr.split('\n')[0] ?? ''),
      });
    });
    child.stdin?.end();
  });
}

export type RunningProcess = {
  readonly url: string;
  readonly pid: number;
  readonly ended: Promise<void>;
  readonly isAlive: () => boolean;
  readonly kill: () => Promise<void>;
  /** Asks it to end, and waits. */
  readonly stop: () => Promise<void>;
};

/** Starts a server on `dataDir` and waits until it listens. Rejects when it ends before that. */
export async function startProcess(dataDir: string, env: NodeJS.ProcessEnv, port = 0): Promise<RunningProcess> {
  const child = spawn(process.execPath, [cli, 'start', '--port', String(port), '--data', dataDir], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(child, 'exit').then(() => undefined);
  const url = await listeningUrl(child);
  if (url === undefined) throw new Error(`The server did not listen: ${complaint}`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function listeningUrl(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const { listening } = JSON.parse(line) as { listening?: unknown };
    if (typeof listening !== 'string') continue;
    // The log goes on: nobody reads it, and a full pipe would hold the server up.
    child.stdout.resume();
    return listening;
  }
  return undefined;
}

/** The server's API over real sockets. */
export const overHttp = (url: () => string, rootPublicKey: string): Upstream => ({
  now: new Date(),
  rootPublicKey,
  post: async (path, body, token = null, headers = {}): Promise<Answer> => {
    const answer = await fetch(`${url()}${API_PREFIX}${path}`, {
      method: 'POST',
      headers: {
        'mc-protocol': '1',
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    return { status: answer.status, json: await answer.json(), headers: Object.fromEntries(answer.headers) };
  },
});

export type ServerFolder = {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly rootPublicKey: string;
  /** The server's inside, in this process; to be called when the server does not stand in the way of what `work` does. */
  readonly inside: <T>(work: (server: OpenServer) => Promise<T>) => Promise<T>;
  readonly start: (port?: number) => Promise<RunningProcess>;
  /** A counter whose device is enrolled and whose calls go to `url()`. */
  readonly enrol: (url: () => string, agencyCode: string, counterNo: number) => Promise<Counter>;
  readonly killPostgres: () => void;
  readonly remove: () => Promise<void>;
};

/** A server set up in a folder, with agencies; not started. `dataDir`: an empty folder that is there already, which its owner removes. */
export async function newServerFolder(
  agencies: readonly string[],
  { env: given = process.env, dataDir: place }: { readonly env?: NodeJS.ProcessEnv; readonly dataDir?: string } = {},
): Promise<ServerFolder> {
  const dataDir = place ?? (await mkdtemp(join(tmpdir(), 'motcua-server-')));
  await chmod(dataDir, 0o711);
  // On the embedded cluster, whatever the surroundings say.
  const { DATABASE_URL: _elsewhere, ...env } = given;
  const options = { dataDir, secure: false, log: pino({ level: 'silent' }) };
  const inside = async <T>(work: (server: OpenServer) => Promise<T>): Promise<T> => {
    const server = await openServer(options);
    try {
      return await work(server);
    } finally {
      await server.close();
    }
  };
  const { rootPublicKey } = await inside(async ({ ports }) => {
    for (const agencyCode of agencies) await addAgency(ports.db, agencyCode, `UBND ${agencyCode}`, new Date());
    return initServer(ports, 'Sở Nội vụ tỉnh thử');
  });
  const running: RunningProcess[] = [];
  return {
    dataDir,
    env,
    rootPublicKey,
    inside,
    start: async (port) => {
      const server = await startProcess(dataDir, env, port);
      running.push(server);
      return server;
    },
    enrol: async (url, agencyCode, counterNo) => {
      const { code } = await inside(({ ports }) => newEnrolment(ports, agencyCode, counterNo));
      const counter = new Counter(overHttp(url, rootPublicKey), agencyCode, counterNo, crypto.randomUUID());
      const secret = parseEnrolmentCode(code)?.secret;
      if (secret === undefined) throw new Error('The code cannot be read');
      await counter.enrol(Buffer.from(secret).toString('base64url'));
      await counter.logIn();
      return counter;
    },
    killPostgres: () => {
      killPostgres(dataDir);
    },
    remove: async () => {
      for (const server of running) await server.kill();
      // Nobody is on it any more.
      if (existsSync(join(dataDir, 'pg', 'postmaster.pid'))) await (await openCluster(dataDir)).stop();
      if (place === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** kill -9 of the cluster's postmaster and of every process it has started, all within one moment. */
function killPostgres(dataDir: string): void {
  const postmaster = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // A backend that has just ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    // `pid (name) state ppid …`, and a name may hold anything.
    return Number(
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ')[1],
    );
  } catch {
    // It has ended since the folder was read, so it is nobody's child.
    return undefined;
  }
}
