/** One private line to the app worker: how it is opened, and that it closed. The page never learns which shell holds it. */
import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

// oRPC's own word for "no context".
type NoContext = Record<never, never>;
export type Link = ClientLink<NoContext>;

export type Line = { readonly link: Link; readonly closed: Promise<void> };
/** Opens a new line; waits as long as the shell needs. */
export type OpenLine = () => Promise<Line>;

type Shell = { readonly askForPort: () => void };

declare global {
  interface Window {
    readonly shell?: Shell;
  }
}

/** The way this page was loaded decides: Electron's preload exposes `shell`, the loopback shell answers on `/line`. */
export function openLine(): Promise<Line> {
  return window.shell === undefined ? openSocket(socketUrl(window.location)) : openPort(window.shell);
}

/** Listens first, asks then: `window.postMessage` does not queue. */
function openPort(shell: Shell): Promise<Line> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'app-port' || port === undefined) return;
      window.removeEventListener('message', listen);
      port.start();
      const closed = new Promise<void>((close) => {
        port.addEventListener(
          'close',
          () => {
            close();
          },
          { once: true },
        );
      });
      resolve({ link: new PortLink({ port }), closed });
    };
    window.addEventListener('message', listen);
    shell.askForPort();
  });
}

/** Close code of the loopback shell for "the app will not open": a reload is answered with the reason. */
const reloadCode = 4000;

function openSocket(url: string): Promise<Line> {
  const websocket = new WebSocket(url);
  websocket.addEventListener(
    'close',
    ({ code }) => {
      if (code === reloadCode) window.location.reload();
    },
    { once: true },
  );
  const closed = new Promise<void>((close) => {
    websocket.addEventListener(
      'close',
      () => {
        close();
      },
      { once: true },
    );
  });
  const link: Link = new SocketLink({ websocket });
  return new Promise((resolve, reject) => {
    websocket.addEventListener(
      'open',
      () => {
        resolve({ link, closed });
      },
      { once: true },
    );
    websocket.addEventListener(
      'close',
      () => {
        reject(new Error('The line was refused.'));
      },
      { once: true },
    );
  });
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/line`;
}
