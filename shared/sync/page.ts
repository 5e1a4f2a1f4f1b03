/** A page of a pull: which act stands where, signed, so that a counter can prove the places to a server that has forgotten them (docs/sync-protocol.md §7, §9). */
import * as z from 'zod';
import { Placement, Sha256Hex, Uuid } from '../journal/act.ts';
import { hashOfLink } from '../journal/chain.ts';
import { KeyId } from './certificate.ts';
import { holdsItsBody, readBody, bodyBytesOf, SentAct } from './sent-act.ts';
import { Signature, statementBytes, type Verify } from './statement.ts';

/**
 * A place in an agency's order. Positions rise by one within an epoch; a new epoch goes on after the last position the restored server
 * held, so to a counter that saw more of the old epoch it begins lower than its cursor.
 */
export const Cursor = Placement;
export type Cursor = z.infer<typeof Cursor>;

export const PageEntry = z.object({
  epoch: z.string().min(1),
  position: z.int().min(1),
  /** Null for bytes the server could not read as a body, or whose id another body has. */
  actId: Uuid.nullable(),
  bodyHash: Sha256Hex,
  linkHash: Sha256Hex,
});
export type PageEntry = z.infer<typeof PageEntry>;

/** What the page key signs, purpose `page`. `epoch` is the server's when it signed; `to` is the last entry's place, `after` when there is none. */
export const Page = z.object({
  agencyCode: z.string(),
  epoch: z.string().min(1),
  after: Cursor.nullable(),
  to: Cursor.nullable(),
  entries: z.array(PageEntry).max(500),
});
export type Page = z.infer<typeof Page>;

/** A page with its acts, one per entry in the same order. */
export const SignedPage = z.object({ page: Page, keyId: KeyId, signature: Signature, acts: z.array(SentAct).max(500) });
export type SignedPage = z.infer<typeof SignedPage>;

export type PageFault = 'signature' | 'entries' | 'hash';

/** First fault of a page, or null. `pageKey` is the certified key the page names, `undefined` where there is none. */
export function faultOfPage({ page, signature, acts }: SignedPage, pageKey: string | undefined, verify: Verify): PageFault | null {
  if (pageKey === undefined || !verify(pageKey, statementBytes('page', page), signature)) return 'signature';
  if (!isUnbroken(page) || acts.length !== page.entries.length) return 'entries';
  return page.entries.every((entry, index) => isOf(entry, acts[index])) ? null : 'hash';
}

function isUnbroken({ entries, after, to }: Page): boolean {
  let before = after;
  for (const { epoch, position } of entries) {
    if ((before === null || before.epoch === epoch) && position !== (before?.position ?? 0) + 1) return false;
    before = { epoch, position };
  }
  return before?.epoch === to?.epoch && before?.position === to?.position;
}

function isOf(entry: PageEntry, act: SentAct | undefined): boolean {
  if (act === undefined || act.link.bodyHash !== entry.bodyHash || hashOfLink(act.link) !== entry.linkHash || !holdsItsBody(act))
    return false;
  return entry.actId === null || readBody(bodyBytesOf(act))?.id === entry.actId;
}
