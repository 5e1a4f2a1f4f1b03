/** What a counter's bundle asks for, kept for the answer it is given by stick. */
import type * as z from 'zod';
import type { ManifestInput } from '#shared/contract/upstream/values.ts';
import type { BundleHeader } from '#shared/sync/bundle.ts';
import { hashOfManifest } from '#shared/sync/manifest.ts';
import type { Ports } from '../ports.ts';
import { rememberBundle } from '../store/bundles.ts';
import { saveSeen } from '../store/devices.ts';
import type { Caller } from '../sync/caller.ts';

export type SignedManifest = z.infer<typeof ManifestInput>;

/** `blobs`: hashes the bundle told of. A bundle without an age key of the counter's asks for no answer. */
export async function rememberAsked(
  { db, clock }: Ports,
  { agencyCode, deviceId }: Caller,
  { createdAt, cursor, ageRecipient }: BundleHeader,
  blobs: readonly string[],
  manifests: readonly SignedManifest[],
): Promise<void> {
  const at = clock();
  await saveSeen(db, agencyCode, deviceId, at);
  if (ageRecipient === null) return;
  await rememberBundle(db, {
    agencyCode,
    deviceId,
    // A counter's clock that once ran ahead must not make all its later bundles the older ones.
    madeAt: new Date(Math.min(Date.parse(createdAt), at.getTime())),
    importedAt: at,
    asked: { cursor, ageRecipient, blobs, manifests: manifests.map(({ manifest }) => hashOfManifest(manifest)) },
  });
}
