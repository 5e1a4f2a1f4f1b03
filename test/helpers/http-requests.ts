/** HTTP/1.1 requests as they cross a line, cut apart, and sent once more. */
import { connect } from 'node:net';

export type WholeRequest = { readonly method: string; readonly path: string; readonly bytes: Buffer };

/** Collects what one connection carries up; answers the requests that are whole by now. Bodies have a length: that is how a counter sends them. */
export function requestCutter(): (bytes: Buffer) => readonly WholeRequest[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const whole: WholeRequest[] = [];
    for (let end = endOfFirst(rest); end !== undefined; end = endOfFirst(rest)) {
      const [method = '', path = ''] = rest.toString('latin1', 0, rest.indexOf('\r\n')).split(' ');
      whole.push({ method, path, bytes: Buffer.from(rest.subarray(0, end)) });
      rest = rest.subarray(end);
    }
    return whole;
  };
}

function endOfFirst(bytes: Buffer): number | undefined {
  const head = bytes.indexOf('\r\n\r\n');
  if (head === -1) return undefined;
  const length = /^content-length: *(\d+)/imu.exec(bytes.toString('latin1', 0, head))?.[1] ?? '0';
  const end = head + 4 + Number(length);
  return bytes.length < end ? undefined : end;
}

/** Sends a request again as it was, over a connection of its own; answers the status. */
export function sendAgain(target: string, { bytes }: WholeRequest): Promise<number> {
  const { port, hostname } = new URL(target);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
    });
    let answer = '';
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1];
      if (status === undefined) return;
      resolve(Number(status));
      socket.destroy();
    });
    socket.once('error', reject).once('close', () => {
      reject(new Error('closed without an answer'));
    });
  });
}
