/** A line to the server that is slow, and breaks after so many bytes, whichever way they went. What it carried is counted. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export type Carried = {
  /** Bytes towards the server, and back. */
  readonly up: number;
  readonly down: number;
  readonly cuts: number;
};

export type TcpProxy = {
  readonly url: string;
  readonly carried: () => Carried;
  /** From here on nothing is cut. */
  readonly hold: () => void;
  readonly close: () => Promise<void>;
};

export type ProxyOptions = {
  /** Bytes, both ways together, until the next cut; absent: the line holds. */
  readonly cutAfter?: () => number;
  /** Each way; absent: as fast as it goes. */
  readonly bytesPerSecond?: number;
};

const arrivesWithinMs = 20;

export async function tcpProxy(target: string, { cutAfter, bytesPerSecond = Infinity }: ProxyOptions = {}): Promise<TcpProxy> {
  const { port, hostname } = new URL(target);
  const open = new Map<Socket, 'near' | 'far'>();
  let carried: Carried = { up: 0, down: 0, cuts: 0 };
  let left = cutAfter?.() ?? Infinity;

  /** Every connection dies without a goodbye. What had been carried was carried: the server reads it before it hears of the cut. */
  const cut = async (): Promise<void> => {
    carried = { ...carried, cuts: carried.cuts + 1 };
    left = cutAfter?.() ?? Infinity;
    const cutOff = [...open];
    for (const [socket, end] of cutOff) if (end === 'near') socket.resetAndDestroy();
    await wait(arrivesWithinMs);
    for (const [socket] of cutOff) socket.resetAndDestroy();
  };

  const carry = async (from: Socket, to: Socket, way: 'up' | 'down'): Promise<void> => {
    for await (const bytes of from as AsyncIterable<Buffer>) {
      const part = bytes.subarray(0, left);
      carried = { ...carried, [way]: carried[way] + part.length };
      left -= part.length;
      to.write(part);
      if (left <= 0) return cut();
      if (bytesPerSecond !== Infinity) await wait((part.length / bytesPerSecond) * 1000);
    }
    to.end();
  };

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    open.set(near, 'near').set(far, 'far');
    for (const socket of [near, far])
      socket.once('close', () => {
        open.delete(socket);
      });
    far.once('close', () => {
      near.destroy();
    });
    // A broken line ends the copying of both ways; that is what it is for.
    for (const copying of [carry(near, far, 'up'), carry(far, near, 'down')])
      copying.catch(() => {
        near.destroy();
        far.end();
      });
    for (const socket of [near, far])
      socket.on('error', () => {
        socket.destroy();
      });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    carried: () => carried,
    hold: () => {
      cutAfter = undefined;
      left = Infinity;
    },
    close: async () => {
      for (const socket of open.keys()) socket.destroy();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}
