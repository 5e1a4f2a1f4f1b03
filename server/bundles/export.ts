/** The server's answer to a counter's newest bundle: pages after its cursor, the blobs that came, the manifests countersigned (docs/sync-protocol.md §11). */
import type { BundleHeader, BundleLine, RestoredUpstream } from '#shared/sync/bundle.ts';
import type { Written } from '#shared/sync/bundle-lines.ts';
import { signWith } from '../auth/ed25519.ts';
import { officeInstant, type Ports } from '../ports.ts';
import { SetUpFault } from '../set-up.ts';
import { lastPositionUntil } from '../store/acts.ts';
import { blobLengths, lackingBlobs } from '../store/blobs.ts';
import { type Asker, newestBundle } from '../store/bundles.ts';
import { findDevice } from '../store/devices.ts';
import { currentEpoch, listEpochs } from '../store/epochs.ts';
import { listJournals } from '../store/journals.ts';
import { getKey, listCertificates } from '../store/keys.ts';
import { findCountersigned } from '../store/manifests.ts';
import { pull } from '../sync/pull.ts';
import { writeStick } from './stick.ts';

const PAGE_ACTS = 500;
const MAX_LACKING = 1000;

export type Exported = Written & { readonly agencyCode: string; readonly counterNo: number; readonly deviceId: string };

/** For counter `counterNo`, or for the one whose bundle came last. Throws `bundle-none` when none came, and `bundle-not-kept`. */
export async function exportBundle(
  { db, clock }: Ports,
  agencyCode: string,
  counterNo: number | undefined,
  file: string,
): Promise<Exported> {
  const asker = await newestBundle(db, agencyCode, counterNo);
  if (asker === undefined) throw new SetUpFault('bundle-none');
  const key = await getKey(db, 'page');
  const header: BundleHeader = {
    bundle: 1,
    from: 'upstream',
    to: asker.deviceId,
    agencyCode,
    createdAt: officeInstant(clock()),
    have: (await listJournals(db, agencyCode)).flatMap(({ journalId, headSeq, headHash }) =>
      headHash === null ? [] : [{ journalId, seq: headSeq, linkHash: headHash }],
    ),
    cursor: null,
    publicKey: key.publicKey,
    ageRecipient: null,
  };
  const written = await writeStick(file, asker.asked.ageRecipient, {
    header,
    lines: linesFor(db, agencyCode, asker),
    sign: signWith(key.privateKey),
  });
  return { agencyCode, counterNo: asker.counterNo, deviceId: asker.deviceId, ...written };
}

async function* linesFor(db: Ports['db'], agencyCode: string, { asked, deviceId }: Asker): AsyncGenerator<BundleLine> {
  yield { certificates: await listCertificates(db) };
  const restored = await restoredOf(db, agencyCode, deviceId);
  if (restored !== undefined) yield { restored };
  const reader = { agencyCode, epoch: await currentEpoch(db) };
  for (let cursor = asked.cursor, more = true; more;) {
    const { more: goesOn, ...page } = await pull({ db }, reader, { cursor, limit: PAGE_ACTS });
    if (page.page.entries.length > 0) yield { page };
    cursor = page.page.to;
    more = goesOn;
  }
  yield { blobsHere: [...(await blobLengths(db, agencyCode, asked.blobs)).keys()] };
  for (const manifestHash of asked.manifests) {
    const countersigned = await findCountersigned(db, agencyCode, manifestHash);
    if (countersigned !== undefined) yield { countersigned };
  }
}

/** Undefined for a server that never was set back. */
async function restoredOf(db: Ports['db'], agencyCode: string, deviceId: string): Promise<RestoredUpstream | undefined> {
  const epochs = await listEpochs(db);
  const [before, living] = epochs.slice(-2);
  if (before === undefined || living === undefined) return undefined;
  return {
    epochs,
    proven: await lastPositionUntil(db, agencyCode, before),
    hasOffer: (await findDevice(db, deviceId))?.offered_epoch === living,
    lackingBlobs: await lackingBlobs(db, agencyCode, MAX_LACKING),
  };
}
