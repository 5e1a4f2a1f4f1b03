/** Speaks to the loopback shell as a browser does, header by header. */
import { RPCLink } from '@orpc/client/websocket';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { Link } from '../../renderer/bridge/line.ts';

export type Heard = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** One request with exactly this target: nothing is normalised on the way. */
export function get(url: string, target: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Heard> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    request({ hostname, port, path: target, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
      });
      response.on('end', () => {
        done({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') });
      });
    })
      .once('error', failed)
      .end();
  });
}

/** Trades the start-up token and answers the cookie. */
export async function trade(openUrl: string): Promise<string> {
  const { headers } = await get(openUrl, new URL(openUrl).pathname);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Opens a line; rejects with the handshake's error. */
export function openSocket(url: string, headers: Readonly<Record<string, string>>): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}line`, { headers, perMessageDeflate: false });
  // As in a browser: the link reads binary frames as Blobs.
  socket.binaryType = 'blob' as 'nodebuffer';
  return new Promise((done, failed) => {
    socket.once('open', () => {
      done(socket);
    });
    socket.once('error', failed);
  });
}

export const socketLink = (socket: WebSocket): Link => new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
