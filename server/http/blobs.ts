/** Blobs by hash: tus up, plain down, each agency in a folder of its own (docs/sync-protocol.md §6). An upload's id is the blob's hash, checked before it is a name. */
import { createReadStream } from 'node:fs';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import { Sha256Hex } from '#shared/journal/act.ts';
import { callerOf } from '../auth/session.ts';
import { blobPath, finishBlob, MAX_BLOB_BYTES, UPLOAD_LIFE_MS, uploadDir } from '../jobs/finish-blob.ts';
import type { Ports } from '../ports.ts';
import { blobLength, isNamed } from '../store/blobs.ts';
import { hasRoom } from '../store/disk.ts';
import type { Caller } from '../sync/caller.ts';
import { checkVersion } from './version.ts';

const PATH = `${API_PREFIX}/blobs`;
const DISK_FULL = { code: 'disk-full', data: {} };

export function addBlobs(api: FastifyInstance, ports: Ports): void {
  const tusOf = perAgency(ports);
  api.addHook('onRequest', async (request) => {
    checkVersion(request);
  });
  // tus reads the bytes itself.
  api.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => {
    done(null);
  });
  const handOver = async (request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<void> => {
    reply.hijack();
    await tusOf(caller.agencyCode).handle(request.raw, reply.raw);
  };

  api.post('/', async (request, reply) => {
    const caller = await callerOf(ports, request.headers.authorization);
    const hash = hashInMetadata(request.headers['upload-metadata']);
    if (hash === undefined || !(await isNamed(ports.db, caller.agencyCode, hash)))
      return reply.status(403).send({ code: 'blob-not-named', data: {} });
    const state = await stateOf(ports, caller.agencyCode, hash, tusOf(caller.agencyCode));
    if (state === 'here') return reply.status(409).send({ code: 'blob-here', data: {} });
    if (state === 'differs') return reply.status(460).send({ code: 'blob-differs', data: {} });
    if (!hasRoom(ports.blobDir, Number(request.headers['upload-length'] ?? 0))) return reply.status(507).send(DISK_FULL);
    if (state === 'under-way')
      return reply
        .status(201)
        .headers({ 'tus-resumable': '1.0.0', location: `${PATH}/${hash}` })
        .send();
    return handOver(request, reply, caller);
  });

  api.patch<{ Params: { hash: string } }>('/:hash', async (request, reply) => {
    const caller = await callerOf(ports, request.headers.authorization);
    if (!Sha256Hex.safeParse(request.params.hash).success) return reply.status(404).send({ code: 'blob-unknown', data: {} });
    if (!hasRoom(ports.blobDir, Number(request.headers['content-length'] ?? 0))) return reply.status(507).send(DISK_FULL);
    return handOver(request, reply, caller);
  });

  api.head<{ Params: { hash: string } }>('/:hash', async (request, reply) => {
    const caller = await callerOf(ports, request.headers.authorization);
    const { hash } = request.params;
    if (!Sha256Hex.safeParse(hash).success) return reply.status(404).send();
    const { length, offset } = await progressOf(ports, caller.agencyCode, hash, tusOf(caller.agencyCode));
    // A part of it is told to who uploads it, and to nobody as the blob.
    if (length === undefined || (offset < length && request.headers['tus-resumable'] === undefined)) return reply.status(404).send();
    return reply
      .headers({
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'upload-length': String(length),
        ...(offset < length ? {} : { 'content-length': String(length) }),
        'cache-control': 'no-store',
      })
      .send();
  });

  api.get<{ Params: { hash: string } }>('/:hash', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = await callerOf(ports, request.headers.authorization);
    const { hash } = request.params;
    const length = Sha256Hex.safeParse(hash).success ? await blobLength(ports.db, caller.agencyCode, hash) : undefined;
    if (length === undefined) return reply.status(404).send({ code: 'blob-unknown', data: {} });
    return reply
      .headers({ 'content-type': 'application/octet-stream', 'content-length': String(length), 'cache-control': 'no-store' })
      .send(createReadStream(blobPath(ports.blobDir, caller.agencyCode, hash)));
  });
}

/** `upload-metadata: sha256 <base64 of the hex text>`. */
function hashInMetadata(header: string | string[] | undefined): string | undefined {
  const encoded = /(?:^|,)\s*sha256 ([A-Za-z0-9+/=]+)/u.exec(String(header ?? ''))?.[1];
  const hash = Sha256Hex.safeParse(encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8'));
  return hash.success ? hash.data : undefined;
}

/** How much of a blob is here, with no length where there is nothing. Asked for the blob once more where no upload is found: it may have become one between the two questions. */
async function progressOf(
  ports: Ports,
  agencyCode: string,
  hash: string,
  tus: Server,
): Promise<{ readonly length: number | undefined; readonly offset: number }> {
  const whole = await blobLength(ports.db, agencyCode, hash);
  if (whole !== undefined) return { length: whole, offset: whole };
  const upload = await findUpload(tus, hash);
  if (upload !== undefined) return { length: upload.size, offset: upload.offset };
  const finished = await blobLength(ports.db, agencyCode, hash);
  return { length: finished, offset: finished ?? 0 };
}

/** An upload whose last byte came just before a crash is finished here. */
async function stateOf(ports: Ports, agencyCode: string, hash: string, tus: Server): Promise<'here' | 'differs' | 'under-way' | 'new'> {
  if ((await blobLength(ports.db, agencyCode, hash)) !== undefined) return 'here';
  const upload = await findUpload(tus, hash);
  // Asked again: another request may have finished it between the two questions.
  if (upload === undefined) return (await blobLength(ports.db, agencyCode, hash)) === undefined ? 'new' : 'here';
  if (upload.offset !== upload.size) return 'under-way';
  return finishBlob(ports, agencyCode, hash);
}

async function findUpload(tus: Server, hash: string): Promise<{ readonly offset: number; readonly size?: number | undefined } | undefined> {
  try {
    return await tus.datastore.getUpload(hash);
  } catch (error) {
    const { status_code: status, code } = error as { status_code?: number; code?: unknown };
    // Not there, or going away while it was looked at.
    if (status === 404 || status === 410 || code === 'ENOENT') return undefined;
    throw error;
  }
}

function perAgency(ports: Ports): (agencyCode: string) => Server {
  const servers = new Map<string, Server>();
  return (agencyCode) => {
    const known = servers.get(agencyCode);
    if (known !== undefined) return known;
    const server = new Server({
      path: PATH,
      relativeLocation: true,
      allowedOrigins: [],
      maxSize: MAX_BLOB_BYTES,
      datastore: new FileStore({ directory: uploadDir(ports.blobDir, agencyCode), expirationPeriodInMilliseconds: UPLOAD_LIFE_MS }),
      namingFunction: (_request, metadata) => Sha256Hex.parse(metadata?.['sha256']),
      onUploadFinish: async (_request, { id }) => {
        if ((await finishBlob(ports, agencyCode, id)) === 'here') return {};
        throw Object.assign(new Error('blob-differs'), { status_code: 460, body: '{"code":"blob-differs","data":{}}' });
      },
      // tus says of a write that failed only that it failed.
      onResponseError: async (_request, error) =>
        (error as { code?: string }).code === 'ENOSPC' || !hasRoom(ports.blobDir)
          ? { status_code: 507, body: JSON.stringify(DISK_FULL) }
          : undefined,
    });
    servers.set(agencyCode, server);
    return server;
  };
}
