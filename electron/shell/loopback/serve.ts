import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { factsOf } from '#shared/error-facts.ts';
import type { Log } from '../log.ts';
import { newNonce, pageHeaders, readPage, type PageFiles } from '../page.ts';
import { ofSocket, type Pipe } from '../pipe.ts';
import { newDoor, type Door, type Knock } from './door.ts';

export type Served = {
  /** `http://127.0.0.1:<port>/` */
  readonly url: string;
  /** `url` with the start-up token: opens once. A secret until it is used. */
  readonly openUrl: string;
  close(): Promise<void>;
};

export type Serving = {
  readonly files: PageFiles;
  /** Joins the pipe of a new, admitted WebSocket to the app. Rejects when the app will not open. */
  readonly line: (open: () => Pipe) => Promise<unknown>;
  /** What to say in place of the page once the app will not open; undefined while it does. */
  readonly fault: () => string | undefined;
  /** The start-up token came a second time. */
  readonly onReplay: () => void;
  readonly log: Log;
};

/** Chunks of files are at most 256 KiB; nothing larger has a reason to cross. */
const maxPayload = 8 * 1024 * 1024;

/** A window needs six at a time and its line. Files of the store are opened from the same process: whoever fills its table of open files must not reach them. */
const mostConnections = 64;

/** WebSocket close code for "the app will not open": the page reloads and is shown why. */
const faultCode = 4000;

/** Serves page and line on 127.0.0.1, on a free port of the system's choice. */
export async function serve(serving: Serving): Promise<Served> {
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
  });
  server.maxConnections = mostConnections;
  // Also those that wait for a worker before their handshake is answered: the server itself forgets a connection once it asks for an upgrade.
  const connections = new Set<Socket>();
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.once('close', () => {
      connections.delete(connection);
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const port = await listen(server);
  const door = newDoor(port);
  server.on('request', (request, response) => {
    void respond(door, serving, request, response).catch((error: unknown) => {
      serving.log('answer-failed', factsOf(error));
      response.destroy();
    });
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => {
      stream.destroy();
    });
    if (!door.admitLine(knockOf(request))) return turnAway(stream);
    const upgrade = (): WebSocket => upgraded(sockets, request, stream, head);
    // The handshake is answered when there is a worker to talk to, so nothing the page sends comes too early.
    void serving
      .line(() => ofSocket(upgrade()))
      .catch((error: unknown) => {
        serving.log('line-not-opened', factsOf(error));
        if (stream.writable && serving.fault() !== undefined) upgrade().close(faultCode);
        else stream.destroy();
      });
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    openUrl: `http://127.0.0.1:${port}${door.openPath}`,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ host: '127.0.0.1', port: 0, exclusive: true }, done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

async function respond(door: Door, serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  switch (door.admit(knockOf(request))) {
    case 'trade':
      // Not a 303: a redirect inside a navigation that a file started would not carry a Strict cookie. This page navigates by itself.
      return send(response, 200, { ...pageHeaders(newNonce()), 'set-cookie': door.cookie, refresh: '0; url=/' });
    case 'replayed':
      send(response, 403, pageHeaders(newNonce()));
      return serving.onReplay();
    case 'refused':
      return send(response, 403, pageHeaders(newNonce()));
    case 'page': {
      const fault = serving.fault();
      if (fault !== undefined)
        return send(response, 503, { ...pageHeaders(newNonce()), 'content-type': 'text/plain; charset=utf-8' }, Buffer.from(fault));
      const page = await readPage(request.url ?? '', serving.files);
      return page === undefined ? send(response, 404, pageHeaders(newNonce())) : send(response, 200, page.headers, page.body);
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array = new Uint8Array(),
): void {
  response.writeHead(status, { ...headers, 'content-length': body.byteLength });
  response.end(body);
}

function upgraded(sockets: WebSocketServer, request: IncomingMessage, stream: Duplex, head: Buffer): WebSocket {
  const opened: WebSocket[] = [];
  sockets.handleUpgrade(request, stream, head, (socket) => {
    opened.push(socket);
  });
  const [socket] = opened;
  if (socket === undefined) throw new Error('The page went away before its line was opened');
  return socket;
}

function turnAway(stream: Duplex): void {
  stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function knockOf(request: IncomingMessage): Knock {
  const { host, origin, cookie } = request.headers;
  const purpose = request.headers['sec-purpose'];
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    host,
    origin,
    cookie,
    purpose: Array.isArray(purpose) ? purpose.join() : purpose,
  };
}
