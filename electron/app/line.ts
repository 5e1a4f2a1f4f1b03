/** One window's line to the router. oRPC's own port handler lets a frame it cannot read end the thread; here such a frame is dropped and noted once. */
import type { MessagePort } from 'node:worker_threads';
import type { RPCHandler } from '@orpc/server/websocket';
import type { Context } from './os.ts';
import type { Log } from './ports.ts';

/** Serves `port` until it closes. Frames are strings, or bytes where a blob rides along; anything else is none. */
export function serveLine(handler: RPCHandler<Context>, port: MessagePort, context: Context, log: Log): void {
  const peer = {
    addEventListener: () => undefined,
    send: (frame: unknown) => {
      port.postMessage(frame);
    },
  };
  let noted = false;
  const refuse = (): void => {
    if (!noted) log('frame-refused');
    noted = true;
  };
  port.on('message', (frame: unknown) => {
    if (typeof frame === 'string' || frame instanceof Uint8Array || frame instanceof ArrayBuffer) {
      // The rejection quotes the frame: it is not logged.
      handler.message(peer, frame as string | ArrayBuffer, { context }).catch(refuse);
    } else refuse();
  });
  port.once('close', () => {
    handler.close(peer);
  });
}
