import { startServer, type ServerOptions } from '../main.ts';
import type { Flags, Io } from './run.ts';

const DEFAULT_PORT = 8460;

/** Runs until it is told to stop. Its first line says where it listens. */
export async function start(server: ServerOptions, flags: Flags, io: Io): Promise<number> {
  const told = untilTold();
  const running = await startServer({ ...server, host: flags.host ?? '127.0.0.1', port: Number(flags.port ?? DEFAULT_PORT) });
  io.out(JSON.stringify({ listening: running.url }));
  await told;
  await running.close();
  return 0;
}

function untilTold(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { done(); });
  });
}
