import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BundleFault } from '#shared/sync/bundle-lines.ts';
import { FileFault } from '../jobs/lines.ts';
import { openServer, type ServerOptions } from '../main.ts';
import { SetUpFault } from '../set-up.ts';
import { ClosedFolder } from '../store/cluster.ts';
import { findSetting } from '../store/keys.ts';
import { SchemaFault } from '../store/migrate.ts';
import { pino } from 'pino';
import { commands } from './commands.ts';
import { initEscrow } from './escrow.ts';
import { start } from './start.ts';

export type Io = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly stdin: NodeJS.ReadableStream;
  readonly isTerminal: boolean;
};

const options = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  secure: { type: 'boolean' },
  agency: { type: 'string' },
  code: { type: 'string' },
  counter: { type: 'string' },
  device: { type: 'string' },
  without: { type: 'string', multiple: true },
  name: { type: 'string' },
  upstream: { type: 'string' },
  'root-key': { type: 'string' },
  role: { type: 'string' },
  file: { type: 'string' },
  to: { type: 'string' },
  from: { type: 'string' },
  'valid-from': { type: 'string' },
  'valid-to': { type: 'string' },
} as const;

export type Flags = { readonly [name in Exclude<keyof typeof options, 'without' | 'secure'>]?: string } & {
  readonly without?: readonly string[];
  readonly secure?: boolean;
};

/** What an empty data folder is for. */
const beginnings: ReadonlySet<string> = new Set(['init', 'restore']);

/** Exit code: 0 done, 1 refused (the code is in the answer), 2 not understood. */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  const read = readArguments(argv);
  if (read === undefined) return refuseUsage(io);
  const [name, flags] = read;
  const server: ServerOptions = {
    dataDir: resolve(flags.data ?? 'data/server'),
    databaseUrl: env['DATABASE_URL'],
    secure: flags.secure ?? false,
  };
  if (name === 'start') return answering(io, () => start(server, flags, io));
  if (name === 'escrow init')
    return answering(io, async () => {
      if (flags.to === undefined) return refuseUsage(io);
      io.out(JSON.stringify(await initEscrow(resolve(flags.to))));
      return 0;
    });
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return refuseUsage(io);
  return answering(io, async () => {
    const { ports, close } = await openServer({ ...server, log: pino({ base: null }, { write: io.err }) });
    try {
      if (!beginnings.has(name) && (await findSetting(ports.db, 'rootPublicKey')) === undefined) throw new SetUpFault('not-set-up');
      const answer = await command(ports, flags, { io, dataDir: server.dataDir });
      io.out(JSON.stringify(answer));
      // What was taken was taken; that not all of it was must not go unseen.
      return 'refused' in answer && Array.isArray(answer.refused) && answer.refused.length > 0 ? 1 : 0;
    } finally {
      await close();
    }
  });
}

function readArguments(argv: readonly string[]): [string, Flags] | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return [positionals.length === 0 ? 'start' : positionals.join(' '), values];
  } catch {
    // An option nobody knows: the same answer as a command nobody knows.
    return undefined;
  }
}

function refuseUsage(io: Io): number {
  io.err(JSON.stringify({ error: 'usage', commands: ['start', 'escrow init', ...Object.keys(commands)] }));
  return 2;
}

/** The system's own no to a file or folder the operator named. */
function isFileError(error: unknown): error is Error & { readonly code: string; readonly path: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'path' in error && typeof error.path === 'string';
}

async function answering(io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClosedFolder) {
      io.err(JSON.stringify({ error: error.code, folder: error.folder }));
      return 1;
    }
    if (isFileError(error)) {
      io.err(JSON.stringify({ error: 'file-refused', why: error.code, file: error.path }));
      return 1;
    }
    if (!(error instanceof SetUpFault || error instanceof SchemaFault || error instanceof FileFault || error instanceof BundleFault))
      throw error;
    io.err(JSON.stringify({ error: error.code, ...(error instanceof BundleFault ? error.details : {}) }));
    return 1;
  }
}
