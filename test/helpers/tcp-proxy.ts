/** A line to the server that is slow, halts, breaks after so many bytes, whichever way they went, and sends requests a second time. What it carried is counted. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { requestCutter, sendAgain, type WholeRequest } from './http-requests.ts';

export type Carried = {
  /** Bytes towards the server, and back. */
  readonly up: number;
  readonly down: number;
  readonly cuts: number;
  /** Of the cuts: those that ended like a connection closed in good order, in the middle of a message. */
  readonly truncated: number;
  /** Requests that went to the server a second time. */
  readonly repeated: number;
};

export type TcpProxy = {
  readonly url: string;
  readonly carried: () => Carried;
  /** From here on nothing is cut, delayed or repeated. */
  readonly hold: () => void;
  /** Every whole request that went up, in its order; none unless `records`. */
  readonly requests: () => readonly WholeRequest[];
  readonly close: () => Promise<void>;
};

export type ProxyOptions = {
  /** Bytes, both ways together, until the next cut; absent: the line holds. */
  readonly cutAfter?: () => number;
  /** Each way; absent: as fast as it goes. */
  readonly bytesPerSecond?: number;
  /** How long the next bytes lie still. */
  readonly delayMs?: () => number;
  /** Whether the next cut is a truncation. */
  readonly truncates?: () => boolean;
  /** Whether a request is sent a second time once its answer has begun to come. */
  readonly repeats?: () => boolean;
  /** Keeps what `requests` answers. */
  readonly records?: boolean;
};

const arrivesWithinMs = 20;

export async function tcpProxy(
  target: string,
  { cutAfter, bytesPerSecond = Infinity, delayMs, truncates, repeats, records = false }: ProxyOptions = {},
): Promise<TcpProxy> {
  const { port, hostname } = new URL(target);
  const open = new Map<Socket, 'near' | 'far'>();
  const requests: WholeRequest[] = [];
  const repeating = new Set<Promise<unknown>>();
  let carried: Carried = { up: 0, down: 0, cuts: 0, truncated: 0, repeated: 0 };
  let left = cutAfter?.() ?? Infinity;

  /** Every connection dies without a goodbye. What had been carried was carried: the server reads it before it hears of the cut. */
  const cut = async (): Promise<void> => {
    const isTruncation = truncates?.() ?? false;
    carried = { ...carried, cuts: carried.cuts + 1, truncated: carried.truncated + Number(isTruncation) };
    left = cutAfter?.() ?? Infinity;
    const cutOff = [...open];
    if (isTruncation) for (const [socket] of cutOff) socket.end();
    else for (const [socket, end] of cutOff) if (end === 'near') socket.resetAndDestroy();
    await wait(arrivesWithinMs);
    for (const [socket] of cutOff) socket.resetAndDestroy();
  };

  const countedWhenSent = async (request: WholeRequest): Promise<void> => {
    try {
      await sendAgain(target, request);
    } catch {
      // A second copy may die on its way like the first.
      return;
    }
    carried = { ...carried, repeated: carried.repeated + 1 };
  };

  const repeat = (request: WholeRequest): void => {
    const sent = countedWhenSent(request);
    repeating.add(sent);
    void sent.finally(() => repeating.delete(sent));
  };

  /** Takes down each whole request of a connection; those to be repeated go again when their answer begins. */
  const recorder = () => {
    const cutter = requestCutter();
    let asked: WholeRequest[] = [];
    return {
      up: (bytes: Buffer): void => {
        if (!records && repeats === undefined) return;
        const whole = cutter(bytes);
        if (records) requests.push(...whole);
        if (repeats !== undefined) asked.push(...whole.filter(() => repeats?.()));
      },
      down: (): void => {
        for (const request of asked) repeat(request);
        asked = [];
      },
    };
  };

  const carry = async (from: Socket, to: Socket, way: 'up' | 'down', seen: (bytes: Buffer) => void): Promise<void> => {
    for await (const bytes of from as AsyncIterable<Buffer>) {
      const still = delayMs?.() ?? 0;
      if (still > 0) await wait(still);
      const part = bytes.subarray(0, left);
      carried = { ...carried, [way]: carried[way] + part.length };
      left -= part.length;
      to.write(part);
      seen(part);
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
    const record = recorder();
    for (const copying of [carry(near, far, 'up', record.up), carry(far, near, 'down', record.down)])
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
      delayMs = undefined;
      repeats = undefined;
      left = Infinity;
    },
    requests: () => requests,
    close: async () => {
      await Promise.all(repeating);
      for (const socket of open.keys()) socket.destroy();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}
