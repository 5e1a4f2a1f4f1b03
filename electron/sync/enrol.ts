/** Enrolment: once, with a code that names the server's root key (docs/sync-protocol.md §2). */
import { isCertified } from '#shared/sync/certificate.ts';
import { parseEnrolmentCode, rootFingerprint } from '#shared/sync/enrolment-code.ts';
import { base64UrlOf } from '#shared/sync/statement.ts';
import type { Store } from '../store/store.ts';
import type { Enrolment } from '../store/sync/sync-state.ts';
import { SyncFault } from './fault.ts';
import { type Http, serverAddress } from './http.ts';
import { newDeviceKey, verifySignature } from './keys.ts';
import { enrolAt } from './upstream.ts';

export type EnrolPorts = { readonly store: Store; readonly http: (server: string) => Http; readonly now: () => string };

/**
 * Enrols this counter and pins the server's root key. May be repeated with the same code: the device key is kept before it is told. Throws
 * `enrolment-code-mistyped`, `server-address-unsafe`, `already-enrolled` (at a server with another root), `server-not-trusted` (the root is not the code's), or
 * the server's refusal.
 */
export async function enrol({ store, http, now }: EnrolPorts, server: string, code: string): Promise<Enrolment> {
  const parsed = parseEnrolmentCode(code);
  if (parsed === undefined) throw new SyncFault('enrolment-code-mistyped');
  const address = serverAddress(server);
  const before = store.sync.enrolment();
  const fits = (root: string): boolean => Buffer.from(rootFingerprint(root)).equals(Buffer.from(parsed.fingerprint));
  if (before !== undefined && !fits(before.rootPublicKey)) throw new SyncFault('already-enrolled', { server: before.server });
  const device = store.sync.device() ?? (await newDeviceKey());
  store.sync.keepDevice(device);
  const { deviceId, agencyCode, counterNo, journalId } = store.identity;
  const told = await enrolAt(http(address), {
    secret: base64UrlOf(parsed.secret),
    deviceId,
    devicePublicKey: device.publicKey,
    agencyCode,
    counterNo,
    journalId,
  });
  if (!fits(told.rootPublicKey) || told.agencyCode !== agencyCode || told.counterNo !== counterNo)
    throw new SyncFault('server-not-trusted', { why: 'root' });
  const enrolment: Enrolment = {
    server: address,
    upstreamName: told.upstreamName,
    rootPublicKey: told.rootPublicKey,
    certificates: told.certificates.filter((certificate) => isCertified(certificate, told.rootPublicKey, verifySignature)),
    enrolledAt: now(),
  };
  store.sync.keepEnrolment(enrolment);
  store.sync.keepEpochs(told.epochs);
  return enrolment;
}
