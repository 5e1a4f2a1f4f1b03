/** Taking in what a stick brings. First the whole file is judged, then it counts; what was taken before is taken once. */
import { createHash } from 'node:crypto';
import type { BundleHeader, BundleLine, RestoredUpstream } from '#shared/sync/bundle.ts';
import { certifiedKey, isCertified, type Certificate } from '#shared/sync/certificate.ts';
import type { Countersigned } from '#shared/sync/manifest.ts';
import type { Cursor, SignedPage } from '#shared/sync/page.ts';
import type { JournalHead, SentAct } from '#shared/sync/sent-act.ts';
import { keyIdOf } from '#shared/sync/certificate.ts';
import type { Author } from '../../store/new-act.ts';
import type { Store } from '../../store/store.ts';
import type { Enrolment } from '../../store/sync/sync-state.ts';
import { collisionOf, collisionWith } from '../collision.ts';
import { SyncFault } from '../fault.ts';
import { verifySignature } from '../keys.ts';
import { openAnother, type Parted, restoredElsewhere } from '../other-life.ts';
import { trustOf } from '../trust.ts';
import { readBundle } from './read-bundle.ts';
import { cursorToTell, keepDaysShown, keepRestored, owedBy } from './restored.ts';

export type ImportPorts = { readonly store: Store; readonly newId: () => string; readonly author: () => Author };

/** `added`: acts that were not here; `confirmed`: acts made here that have their place now; `countersigned`: manifests; `collision`: acts under ids that are others', where there are any. */
export type Imported = {
  readonly from: string;
  readonly added: number;
  readonly confirmed: number;
  readonly countersigned: number;
  readonly collision?: SyncFault;
};

/**
 * Imports one bundle. Throws `bundle-not-for-us`, `bundle-damaged`, `bundle-foreign` (another agency, a key or root nobody vouches for), `bundle-gap` (it begins after
 * something that never came); then nothing has changed.
 */
export async function importBundle(ports: ImportPorts, path: string): Promise<Imported> {
  const { store } = ports;
  const content: Content = { acts: [], pages: [], countersigned: [], certificates: [], blobsHere: [], restored: [] };
  const keys = { identity: store.sync.device()?.ageIdentity, officeCode: store.sync.officeCode() };
  const header = await readBundle(
    path,
    keys,
    (line) => {
      take(content, line);
    },
    (told) => {
      refuseForeign(store, told);
    },
  );
  const imported = header.from === 'upstream' ? await fromUpstream(store, header, content) : fromDesk(ports, header, content);
  const beside = restoredElsewhere(store);
  if (beside !== undefined) openAnother(ports, beside);
  const collision = (imported.from === 'upstream' ? null : collisionWith(store, content.acts)) ?? collisionOf(store);
  return collision === null ? imported : { ...imported, collision };
}

type Content = {
  readonly acts: SentAct[];
  readonly pages: SignedPage[];
  readonly countersigned: Countersigned[];
  readonly certificates: Certificate[];
  readonly blobsHere: string[];
  /** One, of a server that was ever set back. */
  readonly restored: RestoredUpstream[];
};

function take(content: Content, line: BundleLine): void {
  if ('act' in line) content.acts.push(line.act);
  else if ('page' in line) content.pages.push(line.page);
  else if ('countersigned' in line) content.countersigned.push(line.countersigned);
  else if ('certificates' in line) content.certificates.push(...line.certificates);
  else if ('blobsHere' in line) content.blobsHere.push(...line.blobsHere);
  else if ('restored' in line) content.restored.push(line.restored);
}

/** Before a line is read: whose it is. A desk's key is pinned by its first bundle; to make one the office's code is needed. */
function refuseForeign({ identity, sync }: Store, { agencyCode, from, to, publicKey }: BundleHeader): void {
  if (agencyCode !== identity.agencyCode) throw new SyncFault('bundle-foreign', { why: 'agency' });
  if (from === identity.deviceId) throw new SyncFault('bundle-foreign', { why: 'own' });
  if (to !== identity.deviceId && to !== 'office') throw new SyncFault('bundle-foreign', { why: 'addressee' });
  const pinned = from === 'upstream' ? undefined : sync.neighbours()[from]?.publicKey;
  if (pinned !== undefined && pinned !== publicKey) throw new SyncFault('bundle-foreign', { why: 'key' });
}

function fromDesk({ store, newId, author }: ImportPorts, header: BundleHeader, { acts }: Content): Imported {
  const before = store.sync.neighbours()[header.from];
  const lost = journalThatWentOn(store, header.have, acts);
  if (lost !== undefined) openAnother({ store, newId, author }, lost);
  const added = keepTold(store, acts);
  // A bundle that was overtaken by a later one takes nothing back.
  if (before === undefined || before.at < header.createdAt)
    store.sync.keepNeighbour(header.from, { publicKey: header.publicKey, have: header.have, at: header.createdAt });
  while (store.sync.linkLeftBehind() > 0);
  return { from: header.from, added, confirmed: 0, countersigned: 0 };
}

function keepTold(store: Store, acts: readonly SentAct[]): number {
  try {
    return store.sync.storeTold(acts);
  } catch (cause) {
    if (cause instanceof RangeError) throw new SyncFault('bundle-gap', {}, { cause });
    throw cause;
  }
}

/** The live journal, when a neighbour knows more of it or another link of it: this store was restored, or is a copy. */
function journalThatWentOn({ sync, identity }: Store, have: readonly JournalHead[], acts: readonly SentAct[]): Parted | undefined {
  const told = have.find(({ journalId }) => journalId === identity.journalId);
  const live = sync.journals().find(({ live }) => live);
  if (told === undefined || live === undefined) return undefined;
  const parted = (forked: boolean): Parted => ({ head: live, reason: forked ? 'clone' : 'restore', forked });
  if (told.seq <= live.seq) return sync.linkHashAt(live.journalId, told.seq) === told.linkHash ? undefined : parted(true);
  const next = acts.find(({ link }) => link.journalId === live.journalId && link.seq === live.seq + 1);
  return parted(next !== undefined && next.link.prev !== live.linkHash);
}

/** The server's answer: pages in their order, then what it has countersigned. */
async function fromUpstream(store: Store, header: BundleHeader, content: Content): Promise<Imported> {
  const enrolment = store.sync.enrolment();
  if (enrolment === undefined) throw new SyncFault('not-enrolled');
  const certificates = [
    ...enrolment.certificates,
    ...content.certificates.filter((certificate) => isCertified(certificate, enrolment.rootPublicKey, verifySignature)),
  ];
  if (
    certifiedKey(certificates, { role: 'page', keyId: keyIdOf(header.publicKey) }, enrolment.rootPublicKey, verifySignature) === undefined
  )
    throw new SyncFault('bundle-foreign', { why: 'root' });
  const [restored] = content.restored;
  const owed = owedBy(store.sync, restored);
  // Before the offer is made, pages may tell other places than those it is about.
  const pages =
    owed === 'asked'
      ? []
      : await checkedPages(
          store,
          enrolment,
          certificates,
          owed === 'offered' ? cursorToTell(store.sync) : store.sync.cursor(),
          content.pages,
        );
  const signed = await checkedCountersigned(store, enrolment, certificates, content.countersigned);
  const counted = { added: 0, confirmed: 0 };
  store.sync.keepEnrolment({ ...enrolment, certificates: withoutRepeats(certificates) });
  if (restored !== undefined) keepRestored(store, header, restored, owed);
  for (const page of pages) {
    store.sync.keepEpochs([page.page.epoch, ...page.page.entries.map(({ epoch }) => epoch)]);
    const { added, confirmed } = store.sync.storePage(page);
    counted.added += added;
    counted.confirmed += confirmed;
  }
  store.sync.keepBlobsSent(content.blobsHere.filter((hash) => store.sync.blobsWaiting().includes(hash)));
  // What was countersigned before stays: the slip was printed from it.
  const fresh = signed.filter(({ isNew }) => isNew);
  for (const { manifest, countersigned } of fresh) store.sync.keepCountersigned(manifest, countersigned);
  keepDaysShown(
    store.sync,
    signed.map(({ countersigned }) => countersigned),
  );
  return { from: 'upstream', ...counted, countersigned: fresh.length };
}

const offline = (certificates: readonly Certificate[], { rootPublicKey, upstreamName }: Enrolment) => ({
  certificates: () => Promise.resolve({ rootPublicKey, certificates: [...certificates], upstreamName }),
});

/** Those beyond `begin`, each verified; a stick that came late has none. Throws `bundle-gap` where one is missing before them. */
async function checkedPages(
  store: Store,
  enrolment: Enrolment,
  certificates: readonly Certificate[],
  begin: Cursor | null,
  pages: readonly SignedPage[],
): Promise<readonly SignedPage[]> {
  const trust = trustOf(store, offline(certificates, enrolment));
  let cursor = begin;
  const fresh: SignedPage[] = [];
  for (const page of pages) {
    if (page.page.to === null || page.page.to.position <= (cursor?.position ?? 0)) continue;
    if (page.page.after?.position !== cursor?.position || page.page.after?.epoch !== cursor?.epoch)
      throw new SyncFault('bundle-gap', { after: cursor?.position ?? 0 });
    await trust.checkPage(page, cursor);
    fresh.push(page);
    cursor = page.page.to;
  }
  return fresh;
}

async function checkedCountersigned(
  store: Store,
  enrolment: Enrolment,
  certificates: readonly Certificate[],
  told: readonly Countersigned[],
) {
  const trust = trustOf(store, offline(certificates, enrolment));
  const signed = [];
  for (const countersigned of told) {
    const { journalId, fromSeq, toSeq } = countersigned.statement;
    const kept = store.sync.findManifest(journalId, fromSeq, toSeq);
    if (kept === undefined) continue;
    await trust.checkCountersigned(countersigned, kept.manifest);
    signed.push({ manifest: kept.manifest, countersigned, isNew: kept.countersigned === null });
  }
  return signed;
}

function withoutRepeats(certificates: readonly Certificate[]): Certificate[] {
  return [
    ...new Map(
      certificates.map((certificate) => [createHash('sha256').update(JSON.stringify(certificate)).digest('hex'), certificate]),
    ).values(),
  ];
}
