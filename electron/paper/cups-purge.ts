/**
 * Takes an ended job's document out of CUPS's spool: Cancel-Job with `purge-job` (CUPS's extension of RFC 8011 §4.3.3). The `cancel -x` command sends another
 * attribute, which the scheduler refuses for a job that has ended.
 */
import { existsSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { userInfo } from 'node:os';

const cancelJob = 0x0008;
const notFound = 0x0406;
const tag = { operation: 0x01, end: 0x03, boolean: 0x22, name: 0x42, uri: 0x45, charset: 0x47, language: 0x48 } as const;
const defaultSocket = '/run/cups/cups.sock';

/** Resolves when the document is gone or the scheduler no longer knows the job. Rejects when it refuses or does not answer. */
export async function purgeCupsJob(jobId: string, timeoutMs: number, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const number = jobId.slice(jobId.lastIndexOf('-') + 1);
  const status = await ask(cancelRequest(number, userInfo().username), timeoutMs, env);
  if (status >= 0x0100 && status !== notFound) throw new Error(`CUPS answered ${status.toString(16)}`);
}

function cancelRequest(jobNumber: string, user: string): Buffer {
  const head = Buffer.from([2, 0, cancelJob >> 8, cancelJob & 255, 0, 0, 0, 1, tag.operation]);
  return Buffer.concat([
    head,
    attribute(tag.charset, 'attributes-charset', Buffer.from('utf-8')),
    attribute(tag.language, 'attributes-natural-language', Buffer.from('en')),
    attribute(tag.uri, 'job-uri', Buffer.from(`ipp://localhost/jobs/${jobNumber}`)),
    attribute(tag.name, 'requesting-user-name', Buffer.from(user)),
    attribute(tag.boolean, 'purge-job', Buffer.from([1])),
    Buffer.from([tag.end]),
  ]);
}

function attribute(kind: number, name: string, value: Buffer): Buffer {
  const lengthOf = (bytes: Buffer): Buffer => Buffer.from([bytes.length >> 8, bytes.length & 255]);
  const nameBytes = Buffer.from(name);
  return Buffer.concat([Buffer.from([kind]), lengthOf(nameBytes), nameBytes, lengthOf(value), value]);
}

/** The status code of the answer: its third and fourth byte. */
function ask(body: Buffer, timeoutMs: number, env: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = {
    ...scheduler(env),
    method: 'POST',
    path: '/',
    timeout: timeoutMs,
    headers: { 'content-type': 'application/ipp', host: 'localhost' },
  };
  request(options, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const answer = Buffer.concat(chunks);
      if (response.statusCode === 200 && answer.length >= 8) resolve(answer.readUInt16BE(2));
      else reject(new Error(`CUPS answered HTTP ${String(response.statusCode)}`));
    });
  })
    .once('timeout', function (this: { destroy(error: Error): void }) {
      this.destroy(new Error('CUPS did not answer'));
    })
    .once('error', reject)
    .end(body);
  return promise;
}

/** As the print commands find it: `CUPS_SERVER` (a socket or `host:port`), else the local scheduler. */
function scheduler(env: NodeJS.ProcessEnv): RequestOptions {
  const named = env['CUPS_SERVER'] ?? '';
  if (named.startsWith('/')) return { socketPath: named };
  if (named === '') return existsSync(defaultSocket) ? { socketPath: defaultSocket } : { host: 'localhost', port: 631 };
  const { hostname, port } = new URL(`http://${named}`);
  return { host: hostname, port: port === '' ? 631 : Number(port) };
}
