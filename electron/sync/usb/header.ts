import type { BundleHeader } from '#shared/sync/bundle.ts';
import type { Cursor } from '#shared/sync/page.ts';
import type { Store } from '../../store/store.ts';
import type { DeviceKey } from '../../store/sync/sync-state.ts';

/** The first line of a bundle from this desk: whose it is, whom it is for, and what the desk holds already. `cursor`: where an answer begins. */
export function headerTo(
  to: 'upstream' | 'office',
  {
    store,
    device,
    now,
    cursor,
  }: { readonly store: Store; readonly device: DeviceKey; readonly now: string; readonly cursor: Cursor | null },
): BundleHeader {
  const { identity, sync } = store;
  return {
    bundle: 1,
    from: identity.deviceId,
    to,
    agencyCode: identity.agencyCode,
    createdAt: now,
    have: [...sync.heldHeads()],
    cursor,
    publicKey: device.publicKey,
    ageRecipient: device.ageRecipient,
  };
}
