/** Packed bodies both ways, with their limits (docs/sync-protocol.md §1). */
import { PassThrough, type Readable, Transform } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, createZstdDecompress, gzip, zstdCompress } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { MAX_PACKED_BYTES, MAX_UNPACKED_BYTES } from '#shared/contract/upstream.ts';
import { commonErrors } from '#shared/contract/upstream/errors.ts';
import { refuse } from './refuse.ts';

const WORTH_PACKING_BYTES = 1024;
const packers = { zstd: promisify(zstdCompress), gzip: promisify(gzip) };
type Packing = keyof typeof packers;

/** For the instance whose routes speak the protocol. */
export function addPacking(api: FastifyInstance): void {
  api.addHook('preParsing', async (request, _reply, payload) => {
    const packing = request.headers['content-encoding'] ?? 'identity';
    // The length that was announced is of the packed body.
    delete request.headers['content-length'];
    return unpack(payload, packing);
  });
  api.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_PACKING_BYTES) return payload;
    const packing = accepted(request.headers['accept-encoding']);
    if (packing === undefined) return payload;
    void reply.header('content-encoding', packing).header('vary', 'accept-encoding').removeHeader('content-length');
    return packers[packing](payload);
  });
}

/** The body unpacked. Its error is an answer of the contract. */
export function unpack(packed: Readable, packing: string): Readable {
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
