/** The server's part of a pull without a server: acts of stores placed in the order given. */
import type { Act } from '#shared/journal/act.ts';
import { canonicalText } from '#shared/journal/canonical.ts';
import { hashOfLink } from '#shared/journal/chain.ts';
import type { Cursor, SignedPage } from '#shared/sync/page.ts';
import type { SentAct } from '#shared/sync/sent-act.ts';
import type { Store } from '../../electron/store/store.ts';
import { agencyCode } from './store.ts';

export const sent = ({ body, link }: Act): SentAct => ({ body: canonicalText(body), link });

/** Everything of a store's own journals, as it would push it. */
export function ownActs(store: Store): SentAct[] {
  return store.sync.journals().flatMap(({ journalId }) => {
    const acts: SentAct[] = [];
    for (let run = store.sync.runAfter(journalId, 0); run !== undefined; run = store.sync.runAfter(journalId, run.head.seq))
      acts.push(...run.acts);
    return acts;
  });
}

export function pageOf(acts: readonly SentAct[], after: Cursor | null = null, epoch = 'e1'): SignedPage {
  const first = (after?.position ?? 0) + 1;
  const entries = acts.map((act, index) => ({
    epoch,
    position: first + index,
    actId: idIn(act),
    bodyHash: act.link.bodyHash,
    linkHash: hashOfLink(act.link),
  }));
  const last = entries.at(-1);
  const to = last === undefined ? after : { epoch, position: last.position };
  return { page: { agencyCode, epoch, after, to, entries }, keyId: '0'.repeat(16), signature: 'A'.repeat(86), acts: [...acts] };
}

function idIn({ body }: SentAct): string | null {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value ? String(value.id) : null;
}
