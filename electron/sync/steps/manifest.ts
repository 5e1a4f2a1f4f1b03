import * as z from 'zod';
import { differingLinks, type Manifest, manifestOf, NamedLink } from '#shared/sync/manifest.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { isSyncFault, SyncFault } from '../fault.ts';
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
      trouble(error.code === 'manifest-differs' ? namedDifference(flight, manifest, error) : error);
    }
  }
}

/** Kept before it is sent: asked again after a cut line, the server gives the same countersignature. */
function prepare(
  { store, sign, now }: Flight,
  journalId: string,
  { fromSeq, toSeq }: { fromSeq: number; toSeq: number },
): { manifest: Manifest; signature: string } {
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

const Difference = z.object({ fields: z.array(z.string()), links: z.array(NamedLink), lackingBlobs: z.array(z.string()) });
/** More than a person reads; the counts tell the rest. */
const mostNamed = 50;

/** The acts and papers only one side has, by name, for a person to look at. */
function namedDifference({ store }: Flight, { journalId, fromSeq, toSeq }: Manifest, fault: SyncFault): SyncFault {
  const told = Difference.safeParse(fault.details);
  if (!told.success) return fault;
  const here = store.sync
    .manifestRows(journalId, fromSeq, toSeq)
    .map(({ seq, linkHash, body }) => ({ seq, linkHash, actId: body?.id ?? null }));
  const { onlyHere, onlyThere } = differingLinks(here, told.data.links);
  const { fields, lackingBlobs } = told.data;
  return new SyncFault(
    'manifest-differs',
    {
      journalId,
      fields,
      onlyHereCount: onlyHere.length,
      onlyHere: onlyHere.slice(0, mostNamed).map(({ actId, seq }) => actId ?? String(seq)),
      onlyThereCount: onlyThere.length,
      onlyThere: onlyThere.slice(0, mostNamed).map(({ actId, seq }) => actId ?? String(seq)),
      lackingBlobs: lackingBlobs.slice(0, mostNamed),
    },
    { cause: fault },
  );
}
