import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { enrolErrors } from '#shared/contract/upstream/errors.ts';
import type { Enrolled, EnrolInput } from '#shared/contract/upstream/values.ts';
import { formatEnrolmentCode, rootFingerprint } from '#shared/sync/enrolment-code.ts';
import { refuse } from '../http/refuse.ts';
import type { Ports } from '../ports.ts';
import type { Db } from '../store/database.ts';
import { findDevice, insertDevice } from '../store/devices.ts';
import { currentEpoch, listEpochs } from '../store/epochs.ts';
import { getSetting, listCertificates } from '../store/keys.ts';
import { sha256 } from './secrets.ts';

const SECRET_BYTES = 10;
const VALID_MS = 7 * 24 * 3_600_000;

/** A code that enrols one counter once. It is shown now and never again. */
export async function newEnrolment(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  agencyCode: string,
  counterNo: number,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const secret = randomBytes(SECRET_BYTES);
  const fingerprint = rootFingerprint(await getSetting(db, 'rootPublicKey'));
  const expiresAt = new Date(clock().getTime() + VALID_MS);
  await db
    .insertInto('enrolment')
    .values({
      secret_hash: sha256(secret),
      agency_code: agencyCode,
      counter_no: counterNo,
      expires_at: expiresAt,
      device_id: null,
      device_key: null,
    })
    .execute();
  return { code: formatEnrolmentCode({ secret, fingerprint }), expiresAt };
}

/** The same secret with the same device and key answers again; everything else is refused by name (docs/sync-protocol.md §2). */
export async function enrol({ db, clock }: Pick<Ports, 'db' | 'clock'>, input: z.infer<typeof EnrolInput>): Promise<Enrolled> {
  await db.transaction().execute(async (tx) => {
    const secretHash = sha256(Buffer.from(input.secret, 'base64url'));
    const found = await tx.selectFrom('enrolment').selectAll().where('secret_hash', '=', secretHash).forUpdate().executeTakeFirst();
    if (found === undefined) throw refuse(enrolErrors, 'enrolment-unknown', {});
    if (found.agency_code !== input.agencyCode || found.counter_no !== input.counterNo)
      throw refuse(enrolErrors, 'enrolment-for-another', {});
    if (found.device_id !== null) {
      if (found.device_id === input.deviceId && found.device_key === input.devicePublicKey) return;
      throw refuse(enrolErrors, 'enrolment-used', {});
    }
    const at = clock();
    if (found.expires_at <= at) throw refuse(enrolErrors, 'enrolment-expired', {});
    const device = await findDevice(tx, input.deviceId);
    if (
      device !== undefined &&
      (device.agency_code !== input.agencyCode || device.public_key !== input.devicePublicKey || device.state !== 'active')
    ) {
      throw refuse(enrolErrors, 'enrolment-used', {});
    }
    const epochs = await listEpochs(tx);
    const { agencyCode, deviceId, counterNo, devicePublicKey: publicKey } = input;
    // After a restore the device may be one the server has forgotten: it is asked what it holds.
    if (device === undefined)
      await insertDevice(tx, {
        agencyCode,
        deviceId,
        counterNo,
        publicKey,
        at,
        offeredEpoch: epochs.length === 1 ? (epochs[0] ?? null) : null,
      });
    await tx.updateTable('enrolment').set({ device_id: deviceId, device_key: publicKey }).where('secret_hash', '=', secretHash).execute();
  });
  return enrolled(db, input.agencyCode, input.counterNo);
}

async function enrolled(db: Db, agencyCode: string, counterNo: number): Promise<Enrolled> {
  return {
    agencyCode,
    counterNo,
    upstreamName: await getSetting(db, 'upstreamName'),
    rootPublicKey: await getSetting(db, 'rootPublicKey'),
    certificates: await listCertificates(db),
    epoch: await currentEpoch(db),
    epochs: await listEpochs(db),
  };
}
