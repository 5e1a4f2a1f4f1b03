/** Acts on their way to disk: linked, with the bytes and hashes that log and store both need, each computed once. */
import { hash } from 'node:crypto';
import type { Act, ActBody, ActLink } from '#shared/journal/act.ts';
import { bodyBytes } from '#shared/journal/body.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { NO_PREV, type Head } from '#shared/journal/chain.ts';

export type LinkedAct = {
  readonly act: Act;
  /** Canonical bytes of the body. */
  readonly bytes: Buffer;
  readonly linkText: string;
  readonly linkHash: string;
};

/** As `linkAct` of the shared chain, with the platform's own hash: this is the hot path of every command. Throws `FormatError`. */
export function linkBody(head: Head | null, journalId: string, body: ActBody): LinkedAct {
  const bytes = bytesOf(body);
  const link: ActLink = { journalId, seq: (head?.seq ?? 0) + 1, prev: head?.linkHash ?? NO_PREV, bodyHash: sha256(bytes) };
  return withLink({ body, link }, bytes);
}

/** An act that has its link already, such as one read from the log. Whether link and body fit is the caller's question: `bodyFits`. */
export function withLink(act: Act, bytes: Buffer = bytesOf(act.body)): LinkedAct {
  const linkText = canonicalText(act.link);
  return { act, bytes, linkText, linkHash: sha256(linkText) };
}

/** As a buffer of the same memory. */
function bytesOf(body: ActBody): Buffer {
  const bytes = bodyBytes(body);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the link was made for this body. */
export function bodyFits({ act, bytes }: LinkedAct): boolean {
  return sha256(bytes) === act.link.bodyHash;
}

export function headOfLinked({ act, linkHash }: LinkedAct): Head {
  return { seq: act.link.seq, linkHash };
}

/** SHA-256 in lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}
