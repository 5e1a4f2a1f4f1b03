/** Bringing back, on foot, a server that was set back to a backup (docs/sync-protocol.md §11): what is owed, what is written, and when it has come. */
import type { BundleHeader, BundleLine, RestoredUpstream } from '#shared/sync/bundle.ts';
import type { Countersigned } from '#shared/sync/manifest.ts';
import type { Cursor } from '#shared/sync/page.ts';
import type { Store } from '../../store/store.ts';
import type { KeptManifest } from '../../store/sync/sync-queries.ts';

type Sync = Store['sync'];

/** Where the answer to the next bundle begins: below every place the server may have given otherwise since. */
export function cursorToTell(sync: Sync): Cursor | null {
  const due = sync.offerDue();
  const first = due === undefined ? undefined : sync.pageAbove(due.above);
  return first === undefined ? sync.cursor() : first.page.after;
}

/** Every kept page the restored server may lack, oldest first, and the word that this was all. */
export function* offerLines(sync: Sync): Generator<BundleLine> {
  const due = sync.offerDue();
  if (due === undefined) return;
  for (let page = sync.pageAbove(due.above); page !== undefined; page = sync.pageAbove(page.page.to?.position ?? Infinity)) yield { page };
  yield { offered: due.epoch };
}

/** From where the journal is sent: what was acknowledged may be forgotten again. */
export function sentFrom(sync: Sync, journalId: string): number {
  const due = sync.offerDue();
  const acknowledged = sync.acknowledged(journalId);
  return due === undefined ? acknowledged : Math.min(acknowledged, due.heads[journalId] ?? 0);
}

/** Days countersigned before the server was set back, until it has been seen to have them. */
export function daysToShow(sync: Sync): readonly KeptManifest[] {
  const newest = sync.epochs().at(-1);
  if (sync.epochs().length < 2 || newest === undefined || sync.closedAgainIn() === newest) return [];
  const forked = new Set(sync.journals().flatMap(({ journalId, forked }) => (forked ? [journalId] : [])));
  return sync
    .countersigned(Number.MAX_SAFE_INTEGER)
    .filter(({ manifest, countersigned }) => countersigned?.statement.epoch !== newest && !forked.has(manifest.journalId));
}

/** What an answer means for what is owed. `offered`: it is here to end the offer. `asked`: it is the word that there is one to make. */
export type Owed = 'nothing' | 'offered' | 'asked';

export function owedBy(sync: Sync, restored: RestoredUpstream | undefined): Owed {
  const living = restored?.epochs.at(-1);
  if (restored === undefined || living === undefined || sync.offeredIn() === living || isPast(sync, living)) return 'nothing';
  const hasNothing = sync.pageAbove(restored.proven) === undefined;
  return restored.hasOffer && (hasNothing || sync.offerDue()?.epoch === living) ? 'offered' : 'asked';
}

/** A stick that lay about since before a later restore. */
const isPast = (sync: Sync, epoch: string): boolean => sync.epochs().includes(epoch) && sync.epochs().at(-1) !== epoch;

/** Takes down what the server told of itself. */
export function keepRestored({ sync }: Store, header: BundleHeader, { epochs, proven, lackingBlobs }: RestoredUpstream, owed: Owed): void {
  const living = epochs.at(-1) ?? '';
  if (!sync.epochs().includes(living)) sync.tellPerson(header.createdAt, 'server-restored', { epoch: living });
  sync.keepEpochs(epochs);
  sync.forgetBlobsSent(lackingBlobs);
  if (owed === 'asked')
    sync.keepOfferDue({
      epoch: living,
      above: proven,
      heads: Object.fromEntries(header.have.map(({ journalId, seq }) => [journalId, seq])),
    });
  if (owed !== 'offered') return;
  const due = sync.offerDue();
  // Some of these places may have been given otherwise: all of them come with this answer.
  if (due !== undefined && sync.pageAbove(due.above) !== undefined) sync.rewind(due.above);
  sync.keepOffered(living);
}

/** Once the server has shown that it has every one of them. */
export function keepDaysShown(sync: Sync, shown: readonly Countersigned[]): void {
  const rangeOf = ({ journalId, fromSeq, toSeq }: Countersigned['statement']): string => JSON.stringify([journalId, fromSeq, toSeq]);
  const there = new Set(shown.map(({ statement }) => rangeOf(statement)));
  const newest = sync.epochs().at(-1);
  const owed = daysToShow(sync);
  if (
    newest !== undefined &&
    owed.length > 0 &&
    owed.every(({ countersigned }) => countersigned !== null && there.has(rangeOf(countersigned.statement)))
  )
    sync.keepClosedAgain(newest);
}
