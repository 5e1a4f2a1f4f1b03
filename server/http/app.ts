/** The HTTP side composed: the protocol under its prefix, blobs beside it, the district's pages at the root. */
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError } from '@orpc/server';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { API_PREFIX, MAX_PACKED_BYTES, MAX_UNPACKED_BYTES, upstream } from '#shared/contract/upstream.ts';
import { commonErrors } from '#shared/contract/upstream/errors.ts';
import type { Ports } from '../ports.ts';
import { hasRoom } from '../store/disk.ts';
import { addPages } from '../web/pages.ts';
import { answerOf, apiOf } from './api.ts';
import { addBlobs } from './blobs.ts';
import { openApiDocument } from './openapi.ts';
import { addPacking } from './packing.ts';
import { refuse } from './refuse.ts';
import { checkVersion } from './version.ts';

/** A district's counters may share one address; who guesses enrolment secrets shall not get far. */
const SESSIONS_A_MINUTE = 3000;
/** Who has an IPv6 network has all of its addresses. */
const IPV6_NETWORK_BITS = 64;

export type AppOptions = {
  readonly ports: Ports;
  /** Cookies only over HTTPS. */ readonly secure: boolean;
  /** From one address. */ readonly enrolmentsAMinute?: number;
};

export async function createHttp({ ports, secure, enrolmentsAMinute = 30 }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    bodyLimit: MAX_UNPACKED_BYTES,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
  });
  const report = reporter(ports);
  const isFull = (): boolean => ports.databaseDir !== undefined && !hasRoom(ports.databaseDir);
  app.setErrorHandler((error, _request, reply) => sendError(reply, answerOf(refusalOf(error), report, isFull)));
  app.addHook('onResponse', async (request, reply) => {
    ports.log.info(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: secure,
  });
  await app.register(rateLimit, {
    global: false,
    keyGenerator: addressOf,
    errorResponseBuilder: (_request, { ttl }) => refuse(commonErrors, 'too-many-requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
  await app.register(
    async (api) => {
      addProtocol(api, ports, (error) => answerOf(error, report, isFull), {
        '/enrol': enrolmentsAMinute,
        '/session': SESSIONS_A_MINUTE,
        '/session/nonce': SESSIONS_A_MINUTE,
      });
    },
    { prefix: API_PREFIX },
  );
  await app.register(
    async (blobs) => {
      addBlobs(blobs, ports);
    },
    { prefix: `${API_PREFIX}/blobs` },
  );
  await app.register(async (pages) => addPages(pages, ports, secure));
  return app;
}

function addProtocol(
  api: FastifyInstance,
  ports: Ports,
  answer: (error: unknown) => ORPCError<string, unknown>,
  callsAMinute: Readonly<Record<string, number>>,
): void {
  const handler = new OpenAPIHandler(apiOf(ports), {
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw answer(error);
        }
      },
    ],
  });
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await handler.handle(request, reply, { prefix: API_PREFIX, context: { authorization: request.headers.authorization } });
  };
  api.get('/openapi.json', async () => openApiDocument());
  void api.register(async (calls) => {
    calls.addHook('onRequest', async (request) => {
      checkVersion(request);
    });
    addPacking(calls);
    calls.removeContentTypeParser('application/json');
    calls.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: MAX_UNPACKED_BYTES }, (_request, body, done) => {
      parseJson(String(body), done);
    });
    for (const procedure of Object.values(upstream)) {
      const { method = 'POST', path = '/' } = procedure['~orpc'].route;
      const max = callsAMinute[path];
      calls.route({ method, url: path, handler: handle, config: max === undefined ? {} : { rateLimit: { max, timeWindow: 60_000 } } });
    }
  });
}

function parseJson(text: string, done: (error: Error | null, body?: unknown) => void): void {
  try {
    done(null, JSON.parse(text));
  } catch {
    done(refuse(commonErrors, 'request-invalid', { fields: [] }));
  }
}

/** A socket that was reset while its request waited has no address any more; nobody reads that answer. */
const addressOf = (request: FastifyRequest): string =>
  (request.ip as string | undefined) === undefined ? 'gone' : normalizeIP(request.ip, IPV6_NETWORK_BITS);

/** Fastify's own refusals in the contract's words. */
function refusalOf(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const { code, statusCode } = error as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse(commonErrors, 'too-large', { maxBytes: MAX_PACKED_BYTES });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return refuse(commonErrors, 'request-invalid', { fields: [] });
  return error;
}

function sendError(reply: FastifyReply, error: ORPCError<string, unknown>): FastifyReply {
  return reply.status(error.status).send(error.toJSON());
}

/** Logs the error's kind and place under a reference, never its message: PostgreSQL's quote rows. */
function reporter({ log }: Ports): (error: unknown) => string {
  return (error) => {
    const reference = randomUUID();
    const { name, code, stack } = (error instanceof Error ? error : {}) as { name?: string; code?: unknown; stack?: string };
    log.error(
      {
        reference,
        error: name ?? typeof error,
        code,
        at: stack
          ?.split('\n')
          .filter((line) => line.startsWith('    at '))
          .slice(0, 8),
      },
      'failed',
    );
    return reference;
  };
}
