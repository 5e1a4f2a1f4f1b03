import type { Act, ActBody, ActLink } from './act.ts';
import { hashOfBody, hashOfBytes } from './body.ts';
import { canonicalText } from './canonical.ts';
import { FormatError } from './format-error.ts';
import { toUtf8 } from './utf8.ts';

/** `prev` of a journal's first link. */
export const NO_PREV = '0'.repeat(64);

/** Where a journal stands: its last link. */
export type Head = { readonly seq: number; readonly linkHash: string };

/** SHA-256 of the link's canonical bytes, lower-case hex: the `prev` of the next. */
export const hashOfLink = (link: ActLink): string => hashOfBytes(toUtf8(canonicalText(link)));

export const headOf = (link: ActLink): Head => ({ seq: link.seq, linkHash: hashOfLink(link) });

/**
 * Chains a body to a journal; `head` is null for its first act. The same body may be linked again on another journal: the link
 * alone differs. Throws `FormatError` for a body that cannot be hashed.
 */
export function linkAct(head: Head | null, journalId: string, body: ActBody): Act {
  return {
    body,
    link: { journalId, seq: (head?.seq ?? 0) + 1, prev: head?.linkHash ?? NO_PREV, bodyHash: hashOfBody(body) },
  };
}

/** `journal`: a link of another journal; `prev`: the link before it is not the one it was chained to. */
export type ChainFault = { readonly seq: number; readonly why: 'journal' | 'seq-gap' | 'prev' | 'body-hash' };

/**
 * First fault of `acts` in their order, or null. They are one journal from its beginning, or its tail after `after` (then
 * `journalId` is told by the first of them).
 */
export function verifyChain(acts: readonly Act[], after: Head | null = null): ChainFault | null {
  const journalId = acts[0]?.link.journalId;
  let head = after;
  for (const { body, link } of acts) {
    const why = faultOf(body, link, journalId, head);
    if (why !== null) return { seq: link.seq, why };
    head = headOf(link);
  }
  return null;
}

function faultOf(body: ActBody, link: ActLink, journalId: string | undefined, head: Head | null): ChainFault['why'] | null {
  if (link.journalId !== journalId) return 'journal';
  if (link.seq !== (head?.seq ?? 0) + 1) return 'seq-gap';
  if (link.prev !== (head?.linkHash ?? NO_PREV)) return 'prev';
  return link.bodyHash === hashIfAny(body) ? null : 'body-hash';
}

/** A damaged body may hold what cannot even be hashed; to the chain that is the same fault. */
function hashIfAny(body: ActBody): string | null {
  try {
    return hashOfBody(body);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
