/** The district server composed: database, keys, HTTP, the work that runs by itself. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { createHttp } from './http/app.ts';
import { runJobs } from './jobs/run.ts';
import type { Clock, Ports } from './ports.ts';
import { SetUpFault } from './set-up.ts';
import { openStore } from './store/database.ts';
import { findSetting } from './store/keys.ts';

export type ServerOptions = {
  /** Blobs always; the embedded PostgreSQL when there is no `databaseUrl`. */
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Cookies of the pages only over HTTPS; a proxy in front ends TLS. */
  readonly secure: boolean;
  readonly log?: Logger;
  readonly clock?: Clock;
};

export type OpenServer = { readonly ports: Ports; readonly close: () => Promise<void> };

/** The server without its HTTP side, for the command line. `stays`: until it is told to end, whatever becomes of its database in between. */
export async function openServer(
  { dataDir, databaseUrl, log: given, clock }: ServerOptions,
  { stays }: { readonly stays: boolean } = { stays: false },
): Promise<OpenServer> {
  const blobDir = join(dataDir, 'blobs');
  // The folders on the way there first: the mode is given to every one that is made.
  await mkdir(dataDir, { recursive: true });
  await mkdir(blobDir, { recursive: true, mode: 0o700 });
  const log = given ?? pino({ base: null });
  const reviving = (error: unknown): void => {
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'PostgreSQL is gone and does not start yet');
  };
  const { db, close } = await openStore({ dataDir, url: databaseUrl, reviving: stays ? reviving : undefined });
  const databaseDir = databaseUrl === undefined ? dataDir : undefined;
  return { ports: { db, blobDir, databaseDir, clock: clock ?? (() => new Date()), log }, close };
}

export type RunningServer = { readonly http: FastifyInstance; readonly url: string; readonly close: () => Promise<void> };

/** Listens on `host`:`port`, 0 for any. Throws `not-set-up` before `server init`, `port-taken` and `port-not-allowed`. */
export async function startServer(options: ServerOptions & { readonly host: string; readonly port: number }): Promise<RunningServer> {
  const { ports, close } = await openServer(options, { stays: true });
  if ((await findSetting(ports.db, 'rootPublicKey')) === undefined) {
    await close();
    throw new SetUpFault('not-set-up');
  }
  const http = await createHttp({ ports, secure: options.secure });
  const url = await http.listen({ host: options.host, port: options.port }).catch(async (error: NodeJS.ErrnoException) => {
    await http.close();
    await close();
    throw listenFault(error);
  });
  const jobs = runJobs(ports);
  return {
    http,
    url,
    close: async () => {
      await jobs.stop();
      await http.close();
      await close();
    },
  };
}

function listenFault(error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetUpFault('port-taken', { cause: error });
    case 'EACCES':
      return new SetUpFault('port-not-allowed', { cause: error });
    default:
      return error;
  }
}
