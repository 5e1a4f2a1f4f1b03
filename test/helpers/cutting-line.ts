/** A line to the server that breaks: it carries so many bytes towards it, then both ends hear it cut. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type CuttingLine = {
  readonly url: string;
  /** Bytes carried towards the server, in all. */
  readonly carried: () => number;
  readonly cuts: () => number;
  readonly close: () => void;
};

/** `budget` tells how many bytes the line lasts until the next cut; after `mostCuts` it holds. */
export async function cuttingLine(target: string, budget: () => number, mostCuts: number): Promise<CuttingLine> {
  const { port } = new URL(target);
  let carried = 0;
  let cuts = 0;
  let left = budget();
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.on('data', (bytes) => near.write(bytes));
    near.on('data', (bytes) => {
      const part = cuts < mostCuts ? bytes.subarray(0, left) : bytes;
      carried += part.length;
      left -= part.length;
      far.write(part);
      if (part.length === bytes.length && (left > 0 || cuts >= mostCuts)) return;
      cuts += 1;
      left = budget();
      // What was carried arrives; then there is nothing.
      far.end();
      near.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    carried: () => carried,
    cuts: () => cuts,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
