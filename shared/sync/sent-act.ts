/** An act as it crosses the wire: its body is bytes somebody else may be able to read, so it is never rendered anew (docs/sync-protocol.md §5). */
import * as z from 'zod';
import { ActBody, ActLink, Sha256Hex, Uuid } from '../journal/act.ts';
import { hashOfBytes, MAX_BODY_BYTES, parseBody } from '../journal/body.ts';
import { isPlainlyCanonical } from './plainly-canonical.ts';
import { FormatError } from '../journal/format-error.ts';
import { toUtf8 } from '../journal/utf8.ts';

/** `body` is the UTF-8 text of the body's bytes; `link.bodyHash` is of exactly those. */
export const SentAct = z.object({ body: z.string(), link: ActLink });
export type SentAct = z.infer<typeof SentAct>;

/** Where a journal stands. */
export const JournalHead = z.object({ journalId: Uuid, seq: z.int().min(1), linkHash: Sha256Hex });
export type JournalHead = z.infer<typeof JournalHead>;

/** The bytes of a body on the wire. */
export const bodyBytesOf = (act: SentAct): Uint8Array => toUtf8(act.body);

/** Whether the body is the one the link was made for. */
export const holdsItsBody = (act: SentAct): boolean => hashOfBytes(bodyBytesOf(act)) === act.link.bodyHash;

/** The body, or null when these bytes are no act's: they are kept and placed all the same. */
export function readBody(bytes: Uint8Array): ActBody | null {
  try {
    return parseBody(bytes);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

/** As `readBody`, for text at hand: what is plainly canonical, as all bodies are but odd ones, is seen without rendering it anew. */
export function readBodyText(text: string): ActBody | null {
  if (text.length * 3 <= MAX_BODY_BYTES) {
    const value = parseJson(text);
    if (value !== undefined && isPlainlyCanonical(value, text)) {
      const parsed = ActBody.safeParse(value);
      return parsed.success ? parsed.data : null;
    }
  }
  // Text that UTF-8 cannot carry is not what its bytes would parse to.
  return text.isWellFormed() ? readBody(toUtf8(text)) : null;
}

/** The blob an act names, by `payload.blobSha256`, whatever its kind: a newer app's kinds bring their blobs too. */
export function blobNamedBy(body: ActBody): string | null {
  const named = body.payload['blobSha256'];
  // Most acts name none, and a refusal of the schema costs more than storing a row.
  return typeof named === 'string' && Sha256Hex.safeParse(named).success ? named : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is one of the answers.
    return undefined;
  }
}
