/** Acts whose id is another act's. Our own software makes no two bodies for one id; a file somebody copied by hand, or other software, may have. */
import { readBody, bodyBytesOf, type SentAct } from '#shared/sync/sent-act.ts';
import type { StoreReader } from '../store/store.ts';
import { SyncFault } from './fault.ts';

/** Acts of ours that never arrive; null while there is none. Sending again would not change it: a person has to know, and to do the step anew. */
export function collisionOf({ sync }: StoreReader): SyncFault | null {
  return faultOf(sync.collided());
}

/** Acts a neighbour tells under ids that are other acts' here; null where there is none. Nobody stands above two desks, so each keeps its own and both are told. */
export function collisionWith({ acts }: StoreReader, told: readonly SentAct[]): SyncFault | null {
  return faultOf(
    told.flatMap((sent) => {
      const body = readBody(bodyBytesOf(sent));
      const held = body === null ? undefined : acts.find(body.id);
      return held === undefined || held.link.bodyHash === sent.link.bodyHash ? [] : [{ dossierId: held.body.dossierId }];
    }),
  );
}

function faultOf(collided: readonly { readonly dossierId: string | null }[]): SyncFault | null {
  if (collided.length === 0) return null;
  const dossierIds = [...new Set(collided.flatMap(({ dossierId }) => dossierId ?? []))];
  return new SyncFault('id-reused', { acts: collided.length, dossierIds });
}

/** The dossiers a trouble names, each with it. */
export function heldBackBy(fault: SyncFault): { readonly dossierId: string; readonly fault: SyncFault }[] {
  const named = fault.details['dossierIds'];
  return Array.isArray(named) ? named.filter((id) => typeof id === 'string').map((dossierId) => ({ dossierId, fault })) : [];
}
