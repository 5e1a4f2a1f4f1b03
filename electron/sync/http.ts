/** One request to the server and its answer: packed, bounded in time and size, errors told apart by what a person can do. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import * as z from 'zod';
import { API_PREFIX, MAX_UNPACKED_BYTES, PROTOCOL } from '#shared/contract/upstream.ts';
import { SyncFault, type SyncFaultCode } from './fault.ts';

export type Request = {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  /** Under the API's prefix, or absolute as the server told it. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Of the answer, unpacked; what an answer of the API may have unless told. */
  readonly maxBytes?: number;
};

export type Answer = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array };

/** Sends one request. Throws `server-unreachable`, a `certificate-…` of TLS, `paused`, or the server's own refusal by its code. */
export type Http = (request: Request) => Promise<Answer>;

export type HttpOptions = {
  /** `https://…`; plain only to this machine. */
  readonly server: string;
  readonly timeoutMs: number;
  readonly packing: 'zstd' | 'gzip';
  readonly fetch?: typeof fetch;
};

const smallestPacked = 1024;

/** Throws `server-address-unsafe` for anything but https, and http to this machine. */
export function serverAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === '[::1]');
  if (url === undefined || url.username !== '' || (url.protocol !== 'https:' && !isLocal)) throw new SyncFault('server-address-unsafe');
  return url.origin;
}

/** `signal` ends what is under way as `paused`. */
export function httpTo({ server, timeoutMs, packing, fetch: send = fetch }: HttpOptions, signal: AbortSignal): Http {
  const origin = serverAddress(server);
  return async ({ method, path, headers = {}, json, bytes, maxBytes = MAX_UNPACKED_BYTES }) => {
    const body = json === undefined ? { bytes } : pack(Buffer.from(JSON.stringify(json)), packing);
    const init: RequestInit = {
      method,
      headers: { 'mc-protocol': String(PROTOCOL), 'accept-encoding': 'zstd, gzip', ...('headers' in body ? body.headers : {}), ...headers },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      redirect: 'error',
      ...(body.bytes === undefined ? {} : { body: body.bytes }),
    };
    const answer = await reach(() => send(addressOf(origin, path), init), signal, maxBytes);
    if (answer.status >= 400) throw refusalOf(answer);
    return answer;
  };
}

/** An address from an answer is followed only to the server itself. */
function addressOf(origin: string, path: string): string {
  const url = new URL(path.startsWith('/') || URL.canParse(path) ? path : `${API_PREFIX}/${path}`, origin);
  return `${origin}${url.pathname}${url.search}`;
}

async function reach(send: () => Promise<Response>, signal: AbortSignal, maxBytes: number): Promise<Answer> {
  try {
    const response = await send();
    return { status: response.status, headers: response.headers, bytes: await bodyOf(response, maxBytes) };
  } catch (cause) {
    if (cause instanceof SyncFault) throw cause;
    if (signal.aborted) throw new SyncFault('paused', {}, { cause });
    throw new SyncFault(certificateFaults[causeCodeOf(cause)] ?? 'server-unreachable', {}, { cause });
  }
}

/** A server that answers with a certificate this machine cannot believe is not a line that is down: waiting does not help, somebody must look. */
const certificateFaults: Readonly<Record<string, SyncFaultCode>> = {
  CERT_HAS_EXPIRED: 'certificate-out-of-date',
  CERT_NOT_YET_VALID: 'certificate-out-of-date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-of-another',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-of-stranger',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-of-stranger',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-of-stranger',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-of-stranger',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-of-stranger',
};

/** `fetch` says only that it failed; the reason's code stands in its cause. */
function causeCodeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Reads no more than an answer may have, however much somebody sends. */
async function bodyOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxBytes) throw new SyncFault('server-answer-unreadable', { why: 'too-large' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

type Packed = { readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> };

function pack(plain: Buffer, packing: 'zstd' | 'gzip'): Packed {
  const headers = { 'content-type': 'application/json' };
  if (plain.length < smallestPacked) return { bytes: new Uint8Array(plain), headers };
  const packed = packing === 'zstd' ? zstdCompressSync(plain) : gzipSync(plain);
  return { bytes: new Uint8Array(packed), headers: { ...headers, 'content-encoding': packing } };
}

const Refusal = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()).optional() });

/** What the server says of itself, else that something answered which is not the server. */
function refusalOf({ status, bytes }: Answer): SyncFault {
  const refusal = Refusal.safeParse(parseJson(bytes));
  if (refusal.success) return new SyncFault(refusal.data.code, refusal.data.data ?? {});
  return status >= 500 ? new SyncFault('server-unreachable', { status }) : new SyncFault('server-answer-unreadable', { status });
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // No JSON is an answer too: the caller's schema refuses it.
    return undefined;
  }
}
