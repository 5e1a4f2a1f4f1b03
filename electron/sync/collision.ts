/** Acts of ours that never arrive because their id is another act's, as sending tells them. */
import type { StoreReader } from '../store/store.ts';
import { SyncFault } from './fault.ts';

/** Null while there is none. Sending again would not change it: a person has to know, and to do the step anew. */
export function collisionOf({ sync }: StoreReader): SyncFault | null {
  const collided = sync.collided();
  if (collided.length === 0) return null;
  const dossierIds = [...new Set(collided.flatMap(({ dossierId }) => dossierId ?? []))];
  return new SyncFault('id-reused', { acts: collided.length, dossierIds });
}

/** The dossiers a trouble names, each with it. */
export function heldBackBy(fault: SyncFault): { readonly dossierId: string; readonly fault: SyncFault }[] {
  const named = fault.details['dossierIds'];
  return Array.isArray(named) ? named.filter((id) => typeof id === 'string').map((dossierId) => ({ dossierId, fault })) : [];
}
