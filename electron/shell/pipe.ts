import type { MessagePort } from 'node:worker_threads';
import type { WebSocket } from 'ws';

/** Either end of a line: a window's port, a WebSocket, the app worker's port. Strings and bytes in, the same out. */
export type Pipe = {
  send(data: unknown): void;
  onData(listen: (data: unknown) => void): void;
  onClose(listen: () => void): void;
  close(): void;
};

/** Carries messages both ways and never reads them: a shell cannot grow logic here. The end of one is the end of both; the answer hangs up. */
export function join(a: Pipe, b: Pipe): () => void {
  a.onClose(() => {
    b.close();
  });
  b.onClose(() => {
    a.close();
  });
  a.onData((data) => {
    b.send(data);
  });
  b.onData((data) => {
    a.send(data);
  });
  return () => {
    // Both by hand: Electron's port tells only the other side that it was closed.
    a.close();
    b.close();
  };
}

/** One end of a Node `MessageChannel`. Listening starts it. */
export function ofNode(port: MessagePort): Pipe {
  return {
    send: (data) => {
      port.postMessage(data);
    },
    onData: (listen) => {
      port.on('message', listen);
    },
    onClose: (listen) => {
      port.once('close', listen);
    },
    close: () => {
      port.close();
    },
  };
}

/** What a pipe needs of Electron's `MessagePortMain`; declared here so that nothing outside `shell/electron` imports Electron. */
export type MainPort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(message: unknown): void;
  close(): void;
};

/** The main process's end of a window's line. Before `start` nothing flows and the port may be collected. */
export function ofMain(port: MainPort): Pipe {
  return {
    send: (data) => {
      port.postMessage(data);
    },
    onData: (listen) => {
      port.on('message', (event) => {
        listen(event.data);
      });
      port.start();
    },
    onClose: (listen) => {
      port.once('close', listen);
    },
    close: () => {
      port.close();
    },
  };
}

/** An open WebSocket: text frames are strings, binary frames are bytes, in both directions. */
export function ofSocket(socket: WebSocket): Pipe {
  return {
    send: (data) => {
      socket.send(typeof data === 'string' ? data : bytesOf(data));
    },
    onData: (listen) => {
      // `ws` hands over Buffers for both kinds; a view of its own keeps the pool's neighbours out of the message.
      socket.on('message', (data, isBinary) => {
        listen(isBinary ? Uint8Array.from(bytesOf(data)) : bytesOf(data).toString('utf8'));
      });
    },
    onClose: (listen) => {
      socket.once('close', listen);
      // A broken frame or a reset line: `close` always follows, and without a listener the event would end the process.
      socket.on('error', () => {
        socket.terminate();
      });
    },
    close: () => {
      socket.close();
    },
  };
}

function bytesOf(data: unknown): Buffer {
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw new TypeError('A line carries strings and bytes only');
}
