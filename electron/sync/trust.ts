/** What the pinned root vouches for. Nothing of the server's is believed before it passes here. */
import type { Certificate } from '#shared/sync/certificate.ts';
import { certifiedKey } from '#shared/sync/certificate.ts';
import { type Countersigned, hashOfManifest, type Manifest } from '#shared/sync/manifest.ts';
import type { Pack } from '#shared/contract/upstream/values.ts';
import { faultOfPack } from '#shared/sync/pack.ts';
import { type Cursor, faultOfPage, type SignedPage } from '#shared/sync/page.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import type { Store } from '../store/store.ts';
import { SyncFault } from './fault.ts';
import { verifySignature } from './keys.ts';
import type { Upstream } from './upstream.ts';

export type Trust = {
  /** Throws `server-not-trusted` unless the page is the agency's, begins at `after`, and holds in every hash. */
  checkPage(page: SignedPage, after: Cursor | null): Promise<void>;
  /** Throws `server-not-trusted` unless the countersignature is of this manifest. */
  checkCountersigned(countersigned: Countersigned, manifest: Manifest): Promise<void>;
  /** Why the pack is not the district's word; null when it is. */
  faultOfPack(pack: Pack): Promise<'key' | 'signature' | 'content' | null>;
};

export function trustOf(store: Store, upstream: Pick<Upstream, 'certificates'>): Trust {
  const { agencyCode } = store.identity;

  const keyOf = async (role: 'page' | 'pack', keyId: string): Promise<string | undefined> => {
    const enrolment = store.sync.enrolment();
    if (enrolment === undefined) throw new SyncFault('not-enrolled');
    const find = (certificates: readonly Certificate[]) =>
      certifiedKey(certificates, { role, keyId }, enrolment.rootPublicKey, verifySignature);
    const known = find(enrolment.certificates);
    if (known !== undefined) return known;
    const told = await upstream.certificates();
    if (told.rootPublicKey !== enrolment.rootPublicKey) throw new SyncFault('server-not-trusted', { why: 'root' });
    const found = find(told.certificates);
    if (found !== undefined) store.sync.keepEnrolment({ ...enrolment, certificates: told.certificates, upstreamName: told.upstreamName });
    return found;
  };

  return {
    checkPage: async (signed, after) => {
      const { page } = signed;
      const fault = faultOfPage(signed, await keyOf('page', signed.keyId), verifySignature);
      if (fault !== null) throw new SyncFault('server-not-trusted', { why: fault });
      if (page.agencyCode !== agencyCode) throw new SyncFault('server-not-trusted', { why: 'agency' });
      if (page.after?.position !== after?.position || page.after?.epoch !== after?.epoch)
        throw new SyncFault('server-not-trusted', { why: 'place' });
    },
    checkCountersigned: async ({ statement, keyId, signature }, manifest) => {
      const key = await keyOf('page', keyId);
      const fits =
        statement.agencyCode === agencyCode &&
        statement.journalId === manifest.journalId &&
        statement.fromSeq === manifest.fromSeq &&
        statement.toSeq === manifest.toSeq &&
        statement.manifestHash === hashOfManifest(manifest);
      if (key === undefined || !fits || !verifySignature(key, statementBytes('countersign', statement), signature))
        throw new SyncFault('server-not-trusted', { why: 'countersign' });
    },
    faultOfPack: async (pack) => faultOfPack(pack, await keyOf('pack', pack.keyId), verifySignature),
  };
}
