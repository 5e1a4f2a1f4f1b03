import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ActBody } from './act.ts';
import { canonicalText } from './canonical.ts';
import { FormatError } from './format-error.ts';
import { kinds, type Kind, type PayloadOf } from './kinds.ts';
import { fromUtf8, sameBytes, toUtf8 } from './utf8.ts';

/** A body's canonical bytes are never longer, so that every act fits a push batch. */
export const MAX_BODY_BYTES = 262_144;

/**
 * The bytes of bodies made here. A body is checked by writing it out; whoever links it a moment later has these bytes and need not write them again. A body that
 * is in here is frozen, and its payload is of its kind's latest version and has been through that schema.
 */
const made = new WeakMap<ActBody, Uint8Array>();

/** Whether `body` is as `newBody` made it, so that its payload needs no reading. */
export const isNewBody = (body: object): boolean => made.has(body as ActBody);

/** What is hashed, kept and sent; nobody may change it. Throws `FormatError`. */
export function bodyBytes(body: ActBody): Uint8Array {
  return made.get(body) ?? writtenOut(body);
}

function writtenOut(body: ActBody): Uint8Array {
  const bytes = toUtf8(canonicalText(body));
  if (bytes.length > MAX_BODY_BYTES) throw new FormatError('too-long', '');
  return bytes;
}

/** SHA-256 of a body's canonical bytes, lower-case hex. */
export const hashOfBytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

export const hashOfBody = (body: ActBody): string => hashOfBytes(bodyBytes(body));

/**
 * The body in `bytes`. Kinds and versions this app does not know, and payload keys it does not know, stay as they are. Throws
 * `FormatError`: 'not-canonical' unless the bytes are exactly the canonical form of what they parse to.
 */
export function parseBody(bytes: Uint8Array): ActBody {
  if (bytes.length > MAX_BODY_BYTES) throw new FormatError('too-long', '');
  const value = parseJson(bytes);
  if (!sameBytes(bytes, toUtf8(canonicalText(value)))) throw new FormatError('not-canonical', '');
  const parsed = ActBody.safeParse(value);
  if (!parsed.success) throw new FormatError('not-an-act', parsed.error.issues[0]?.path.join('/') ?? '');
  return parsed.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    throw new FormatError('not-canonical', '', { cause });
  }
}

export type NewBody<K extends Kind> = Omit<ActBody, 'kind' | 'v' | 'payload'> & { readonly kind: K; readonly payload: PayloadOf<K> };

/**
 * A frozen body of the kind's latest version, checked through before anything is hashed or shown. Throws `FormatError`
 * 'payload-invalid' (missing keys: what is not known is null, never absent) or 'not-an-act'.
 */
export function newBody<K extends Kind>(fields: NewBody<K>): ActBody {
  const { versions } = kinds[fields.kind];
  const payload = versions[versions.length - 1]?.schema.safeParse(fields.payload);
  if (payload?.success !== true) throw new FormatError('payload-invalid', payload?.error.issues[0]?.path.join('/') ?? '');
  const body = ActBody.safeParse({ ...fields, v: versions.length, payload: payload.data });
  if (!body.success) throw new FormatError('not-an-act', body.error.issues[0]?.path.join('/') ?? '');
  made.set(body.data, writtenOut(body.data));
  return Object.freeze(body.data);
}
