import { type Manifest, manifestOf } from '#shared/sync/manifest.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { isSyncFault } from '../fault.ts';
import type { Flight } from '../flight.ts';

/** Has the server count every journal again and sign that it came to the same. */
export async function closeJournals(flight: Flight): Promise<void> {
  const { store, upstream, trust, report, trouble, between } = flight;
  report({ phase: 'comparing' });
  for (const { journalId } of store.sync.journals()) {
    const range = store.sync.manifestRange(journalId);
    if (range === null) continue;
    const { manifest, signature } = prepare(flight, journalId, range);
    await between('manifest-kept');
    try {
      const { countersigned } = await upstream.manifest({ manifest, signature });
      await between('manifest-answered');
      await trust.checkCountersigned(countersigned, manifest);
      store.sync.keepCountersigned(manifest, countersigned);
    } catch (error) {
      if (!isSyncFault(error, 'manifest-differs') && !isSyncFault(error, 'journal-of-another')) throw error;
      trouble(error);
    }
  }
}

/** Kept before it is sent: asked again after a cut line, the server gives the same countersignature. */
function prepare({ store, sign, now }: Flight, journalId: string, { fromSeq, toSeq }: { fromSeq: number; toSeq: number }): { manifest: Manifest; signature: string } {
  const kept = store.sync.findManifest(journalId, fromSeq, toSeq);
  const { agencyCode, deviceId } = store.identity;
  const manifest = manifestOf({
    agencyCode,
    deviceId,
    journalId,
    closedAt: kept?.manifest.closedAt ?? now(),
    rows: store.sync.manifestRows(journalId, fromSeq, toSeq),
    blobBytes: (hash) => store.blobs.size(hash),
  });
  const signature = sign(statementBytes('manifest', manifest));
  store.sync.keepManifest(manifest, signature);
  return { manifest, signature };
}
