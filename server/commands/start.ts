import { startServer, type ServerOptions } from '../main.ts';
import { SetUpFault } from '../set-up.ts';
import type { Flags, Io } from './run.ts';

const DEFAULT_PORT = 8460;
const LOOPBACK = '127.0.0.1';

/** Runs until it is told to stop. Its first line says where it listens. Throws `tls-needed` for another address than loopback without TLS in front. */
export async function start(server: ServerOptions, flags: Flags, io: Io): Promise<number> {
  const host = flags.host ?? LOOPBACK;
  // Plain HTTP stays on this machine: `--secure` says that a proxy in front ends TLS, whichever address it comes from.
  if (host !== LOOPBACK && !server.secure) throw new SetUpFault('tls-needed');
  const port = Number(flags.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SetUpFault('port-invalid');
  const told = untilTold();
  const running = await startServer({ ...server, host, port });
  io.out(JSON.stringify({ listening: running.url }));
  await told;
  await running.close();
  return 0;
}

function untilTold(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        done();
      });
  });
}
