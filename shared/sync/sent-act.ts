/** An act as it crosses the wire: its body is bytes somebody else may be able to read, so it is never rendered anew (docs/sync-protocol.md §5). */
import * as z from 'zod';
import { type ActBody, ActLink, Sha256Hex, Uuid } from '../journal/act.ts';
import { hashOfBytes, parseBody } from '../journal/body.ts';
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

/** The blob an act names, by `payload.blobSha256`, whatever its kind: a newer app's kinds bring their blobs too. */
export function blobNamedBy(body: ActBody): string | null {
  const named = Sha256Hex.safeParse(body.payload['blobSha256']);
  return named.success ? named.data : null;
}
