/** Another machine has gone on with this store's life: what a restored or copied store opens, and how one learns that it is not alone. */
import type { JournalHead } from '#shared/sync/sent-act.ts';
import { type Author, bodyOf, momentOf } from '../store/new-act.ts';
import type { Store } from '../store/store.ts';

type Ports = { readonly store: Store; readonly newId: () => string; readonly author: () => Author };

/**
 * `restore`: others know more of the live journal than this store, which was brought back. `clone`: another machine works on too. `forked`: the journal itself has
 * another end elsewhere, so nothing more is sent under its name.
 */
export type Parted = { readonly head: JournalHead; readonly reason: 'restore' | 'clone'; readonly forked: boolean };

/** Acts go to a new journal from now on, and a person is told why. */
export function openAnother({ store, newId, author }: Ports, { head, reason, forked }: Parted): void {
  const by = author();
  const body = bodyOf(store.identity, by, {
    id: newId(),
    kind: 'journal.opened',
    dossierId: null,
    basedOn: null,
    occurredAt: momentOf(by),
    payload: {
      previousJournalId: head.journalId,
      lastSeq: head.seq,
      lastHash: head.linkHash,
      reason,
      counterNo: store.identity.counterNo,
    },
  });
  store.sync.openJournal(newId(), body, forked);
  store.sync.tellPerson(momentOf(by), reason === 'clone' ? 'store-copied' : 'store-restored', { journalId: head.journalId });
}

/**
 * The live journal, when another one was opened behind it: a backup of this store was restored on another machine while this one works on. Whoever restores opens a
 * journal at once, so no journal of this store's own names the live one.
 */
export function restoredElsewhere({ acts, identity, sync }: Store): Parted | undefined {
  const isContinued = acts.ofKind('journal.opened', 1000).some(({ body }) => body.payload['previousJournalId'] === identity.journalId);
  const head = isContinued ? sync.journals().find(({ live }) => live) : undefined;
  return head === undefined ? undefined : { head, reason: 'clone', forked: false };
}
