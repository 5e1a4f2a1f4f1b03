/** Asks one HTTPS server after another on this machine as the counter would, and writes what became of each. Run as a process of its own: what it trusts is its environment's. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isSyncFault } from '../../electron/sync/fault.ts';
import { lineTo } from '../../electron/sync/ports.ts';

const folder = join(import.meta.dirname, '../fixtures/tls');
const ask = async (name: string): Promise<string> => {
  const options = { key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.pem`)) };
  const server = createServer(options, (_request, response) => {
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const { status } = await lineTo(`https://127.0.0.1:${String(port)}`)({ method: 'GET', path: 'hello' });
    return String(status);
  } catch (error) {
    return isSyncFault(error) ? error.code : String(error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const said: Record<string, string> = {};
for (const name of process.argv.slice(2)) said[name] = await ask(name);
process.stdout.write(JSON.stringify(said));
