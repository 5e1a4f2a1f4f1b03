/** Packed bodies both ways, with their limits (docs/sync-protocol.md §1). */
import { PassThrough, Readable, Transform } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, createZstdDecompress, gzip, zstdCompress } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { MAX_PACKED_BYTES, MAX_UNPACKED_BYTES } from '#shared/contract/upstream.ts';
import { commonErrors } from '#shared/contract/upstream/errors.ts';
import { newGate } from './gate.ts';
import { refuse } from './refuse.ts';

const WORTH_PACKING_BYTES = 1024;
/** Requests that are unpacked and worked on together. Five hundred counters close their day within a minute; what they send waits packed, at a tenth of its size. */
const UNPACKED_AT_ONCE = 16;
const packers = { zstd: promisify(zstdCompress), gzip: promisify(gzip) };
type Packing = keyof typeof packers;

/** For the instance whose routes speak the protocol. */
export function addPacking(api: FastifyInstance): void {
  const gate = newGate(UNPACKED_AT_ONCE);
  api.addHook('preParsing', async (request, reply, payload) => {
    const packing = request.headers['content-encoding'] ?? 'identity';
    // The length that was announced is of the packed body.
    delete request.headers['content-length'];
    // Waits for its place when all of it has come: a slow line must not hold one.
    const packed = await whole(payload);
    const leave = await gate.enter();
    reply.raw.once('finish', leave).once('close', leave);
    // Its line was cut while it waited: nobody tells of that any more.
    if (reply.raw.destroyed) leave();
    return unpack(Readable.from([packed]), packing);
  });
  api.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_PACKING_BYTES) return payload;
    const packing = accepted(request.headers['accept-encoding']);
    if (packing === undefined) return payload;
    void reply.header('content-encoding', packing).header('vary', 'accept-encoding').removeHeader('content-length');
    return packers[packing](payload);
  });
}

/** All of what crosses. A line that is cut on the way is the request's fault and not the server's. */
async function whole(payload: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  const crossing = payload.pipe(atMost(MAX_PACKED_BYTES));
  const cut = (): void => {
    crossing.destroy(refuse(commonErrors, 'request-invalid', { fields: [] }));
  };
  // Neither passes along a pipe by itself.
  payload.once('error', cut).once('close', () => {
    if (!payload.readableEnded) cut();
  });
  for await (const part of crossing) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The body unpacked. Its error is an answer of the contract. */
function unpack(packed: Readable, packing: string): Readable {
  const unpacker = unpackerOf(packing);
  const whole = atMost(MAX_UNPACKED_BYTES);
  const crossing = packed.pipe(atMost(MAX_PACKED_BYTES));
  // Errors do not pass along a pipe by themselves.
  crossing.on('error', (error) => {
    whole.destroy(error);
  });
  unpacker.on('error', () => {
    whole.destroy(refuse(commonErrors, 'request-invalid', { fields: ['content-encoding'] }));
  });
  packed.on('error', (error) => {
    whole.destroy(error);
  });
  return crossing.pipe(unpacker).pipe(whole);
}

function unpackerOf(packing: string): Transform {
  switch (packing) {
    case 'identity':
      return new PassThrough();
    case 'zstd':
      return createZstdDecompress();
    case 'gzip':
      return createGunzip();
    default:
      throw refuse(commonErrors, 'packing-unknown', {});
  }
}

function atMost(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(refuse(commonErrors, 'too-large', { maxBytes }));
      else done(null, chunk);
    },
  });
}

function accepted(header: string | string[] | undefined): Packing | undefined {
  const names = String(header ?? '')
    .split(',')
    .map((one) => one.trim().split(';')[0]);
  return (['zstd', 'gzip'] as const).find((packing) => names.includes(packing));
}
