import * as z from 'zod';
import { differingLinks, type Manifest, manifestOf, NamedLink } from '#shared/sync/manifest.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import type { KeptManifest } from '../../store/sync/sync-queries.ts';
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

/**
 * A server set back to a backup has forgotten the days closed since: each is shown to it again, newest first, until it answers with a countersignature of an epoch before, which is one it still
 * had. Ours stay as they are, the slips were printed from them. Acts and blobs have to be there.
 */
export async function closeAgain({ store, upstream, trust, trouble, report }: Flight, epoch: string): Promise<void> {
  if (store.sync.closedAgainIn() === epoch) return;
  const forked = new Set(store.sync.journals().flatMap((journal) => (journal.forked ? [journal.journalId] : [])));
  let differs = false;
  const closed = store.sync.countersigned(Number.MAX_SAFE_INTEGER).toSorted((a, b) => signedAt(b).localeCompare(signedAt(a)));
  for (const { manifest, signature, countersigned } of closed) {
    if (countersigned?.statement.epoch === epoch || forked.has(manifest.journalId)) continue;
    report({ phase: 'comparing' });
    try {
      const answer = await upstream.manifest({ manifest, signature });
      await trust.checkCountersigned(answer.countersigned, manifest);
      if (answer.countersigned.statement.epoch !== epoch) break;
    } catch (error) {
      if (!isSyncFault(error, 'manifest-differs')) throw error;
      differs = true;
      trouble(namedDifference({ store }, manifest, error));
    }
  }
  if (!differs) store.sync.keepClosedAgain(epoch);
}

/** By the server's clock: the counter's may have been anything. */
const signedAt = ({ countersigned }: KeptManifest): string => countersigned?.statement.serverTime ?? '';

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
function namedDifference({ store }: Pick<Flight, 'store'>, { journalId, fromSeq, toSeq }: Manifest, fault: SyncFault): SyncFault {
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
