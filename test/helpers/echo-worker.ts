/** An app worker with a small router in place of the counter's: for the shells' own tests. Speaks `electron/app/protocol.ts`. */
import { ORPCError, os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import type { FromWorker, ToWorker, WorkerData } from '../../electron/app/protocol.ts';

const shell = parentPort!;
const tell = (message: FromWorker, transfer: ArrayBuffer[] = []): void => {
  shell.postMessage(message, transfer);
};
const heard: string[] = [];
let key: string | undefined;
let keyKept: boolean | undefined;
let paperAnswer: unknown;

const call = os.$context<{ page: string }>();
export const echoRouter = {
  echo: call.input(z.unknown()).handler(({ input }) => input),
  add: call.input(z.object({ a: z.int(), b: z.int() })).handler(({ input }) => input.a + input.b),
  refused: call.errors({ 'clock-went-back': { data: z.object({ lastSeenAt: z.string() }) } }).handler(({ errors }) => {
    throw errors['clock-went-back']({ data: { lastSeenAt: '2026-06-08T09:15:00+07:00' } });
  }),
  broken: call.handler(() => {
    throw new Error('a cause that must not cross');
  }),
  forbidden: call.handler(() => {
    throw new ORPCError('FORBIDDEN', { data: { needs: 'dossier.accept' } });
  }),
  bytes: call
    .input(z.object({ size: z.int() }))
    .handler(({ input }) => new File([new Uint8Array(input.size).fill(7)], 'chunk.bin', { type: 'application/octet-stream' })),
  sizeOf: call.input(z.instanceof(Blob)).handler(({ input }) => input.size),
  count: call.input(z.object({ to: z.int() })).handler(async function* ({ input }) {
    for (let at = 1; at <= input.to; at += 1) yield { at };
  }),
  about: call.handler(({ context }) => ({ page: context.page, key, keyKept, heard, paperAnswer, workerData: workerData as WorkerData })),
  makeKey: call.handler(() => {
    const made = new Uint8Array(32).fill(9);
    tell({ kind: 'keep-key', key: made }, [made.buffer]);
  }),
  needPaper: call.handler(() => {
    tell({ kind: 'need-paper', lane: 'quick' });
  }),
  endPaper: call.handler(() => {
    tell({ kind: 'end-paper', lane: 'quick' });
  }),
  die: call.handler(() => {
    process.exit(9);
  }),
  fault: call.input(z.object({ code: z.string() })).handler(({ input }) => {
    tell({ kind: 'fault', code: input.code });
  }),
};

const handler = new RPCHandler(echoRouter);
shell.on('message', (message: ToWorker) => {
  heard.push(message.kind);
  switch (message.kind) {
    case 'open':
      key = message.key === undefined ? undefined : Buffer.from(message.key).toString('hex');
      tell({ kind: 'ready' });
      break;
    case 'line':
      handler.upgrade(message.port, { context: { page: message.page } });
      message.port.start();
      break;
    case 'paper':
      message.port.on('message', (data) => {
        paperAnswer = data;
      });
      message.port.postMessage('print');
      break;
    case 'key-kept':
      keyKept = message.ok;
      break;
    case 'stop':
      tell({ kind: 'stopped' });
      process.exit(0);
  }
});
