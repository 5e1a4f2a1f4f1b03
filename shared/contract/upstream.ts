/** The district server's API, declared once: paths under `/api/v1`, JSON (docs/sync-protocol.md). Blobs go by tus beside it. */
import { oc } from '@orpc/contract';
import { commonErrors, enrolErrors, manifestErrors, pushErrors, reofferErrors, sessionErrors } from './upstream/errors.ts';
import {
  CertificatesAnswer,
  Enrolled,
  EnrolInput,
  HelloAnswer,
  HelloInput,
  LoginInput,
  ManifestAnswer,
  ManifestInput,
  Nonce,
  NonceInput,
  PacksAnswer,
  PacksInput,
  PullAnswer,
  PullInput,
  PushAnswer,
  PushInput,
  ReofferAnswer,
  ReofferInput,
  Session,
} from './upstream/values.ts';

/** Spoken by this build; in every request as `mc-protocol`. */
export const PROTOCOL = 1;
export const API_PREFIX = '/api/v1';
/** Of a request or answer body as it crosses, and unpacked. */
export const MAX_PACKED_BYTES = 1_048_576;
export const MAX_UNPACKED_BYTES = 8_388_608;
/** Of one blob. */
export const MAX_BLOB_BYTES = 268_435_456;

/** `device`: a session of a device that is not revoked; the server's one middleware reads it. */
export type UpstreamMeta = { readonly needs: 'anyone' | 'device' };

const call = (needs: UpstreamMeta['needs'], method: 'GET' | 'POST', path: `/${string}`) =>
  oc.$meta<UpstreamMeta>({ needs }).errors(commonErrors).route({ method, path });

export const upstream = {
  certificates: call('anyone', 'GET', '/certificates').output(CertificatesAnswer),
  enrol: call('anyone', 'POST', '/enrol').errors(enrolErrors).input(EnrolInput).output(Enrolled),
  nonce: call('anyone', 'POST', '/session/nonce').input(NonceInput).output(Nonce),
  session: call('anyone', 'POST', '/session').errors(sessionErrors).input(LoginInput).output(Session),
  hello: call('device', 'POST', '/hello').input(HelloInput).output(HelloAnswer),
  push: call('device', 'POST', '/push').errors(pushErrors).input(PushInput).output(PushAnswer),
  pull: call('device', 'POST', '/pull').input(PullInput).output(PullAnswer),
  manifest: call('device', 'POST', '/manifest').errors(manifestErrors).input(ManifestInput).output(ManifestAnswer),
  reoffer: call('device', 'POST', '/reoffer').errors(reofferErrors).input(ReofferInput).output(ReofferAnswer),
  packs: call('device', 'POST', '/packs').input(PacksInput).output(PacksAnswer),
};
