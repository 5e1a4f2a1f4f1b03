/** The network cable of one machine: what goes to the near end comes out at the far end while it is plugged in. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export type Cable = {
  /** The near end, the same whenever the cable is plugged in. */
  readonly url: string;
  /** What is on the way is lost, and nobody answers any more. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
};

/** Plugged in, with the server at `farEnd`. */
export async function layCable(farEnd: string): Promise<Cable> {
  const far = new URL(farEnd);
  const carrying = new Set<Socket>();
  const carry = (near: Socket): void => {
    const out = connect(Number(far.port), far.hostname);
    for (const [socket, other] of [
      [near, out],
      [out, near],
    ] as const) {
      carrying.add(socket);
      socket.pipe(other);
      // Either end may be gone at any time: that is what a cable that is pulled does.
      socket.on('error', () => {
        other.destroy();
      });
      socket.once('close', () => {
        carrying.delete(socket);
        other.destroy();
      });
    }
  };
  let port = 0;
  let socket: Server;
  const plugIn = async (): Promise<void> => {
    socket = createServer(carry).listen(port, '127.0.0.1');
    await once(socket, 'listening');
    ({ port } = socket.address() as AddressInfo);
  };
  await plugIn();
  return {
    url: `http://127.0.0.1:${String(port)}`,
    plugIn,
    unplug: async () => {
      const closed = once(socket, 'close');
      socket.close();
      for (const one of carrying) one.destroy();
      await closed;
    },
  };
}
