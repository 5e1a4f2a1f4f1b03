import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { commonErrors, sessionErrors } from '#shared/contract/upstream/errors.ts';
import type { LoginInput, Nonce, Session } from '#shared/contract/upstream/values.ts';
import { loginBytes } from '#shared/sync/statements.ts';
import { refuse } from '../http/refuse.ts';
import { officeInstant, type Ports } from '../ports.ts';
import { findDevice } from '../store/devices.ts';
import { currentEpoch } from '../store/epochs.ts';
import type { Caller } from '../sync/caller.ts';
import { verifySignature } from './ed25519.ts';
import { newSecret, sha256 } from './secrets.ts';

const NONCE_MS = 5 * 60_000;
const SESSION_MS = 30 * 60_000;

type Needs = Pick<Ports, 'db' | 'clock'>;

export async function newNonce({ db, clock }: Needs, deviceId: string): Promise<z.infer<typeof Nonce>> {
  const nonce = randomBytes(32).toString('base64url');
  const at = clock().getTime();
  const expiresAt = new Date(at + NONCE_MS);
  await db.deleteFrom('nonce').where('expires_at', '<', new Date(at)).execute();
  await db
    .insertInto('nonce')
    .values({ nonce_hash: sha256(nonce), device_id: deviceId, expires_at: expiresAt })
    .execute();
  return { nonce, expiresAt: officeInstant(expiresAt) };
}

/** The nonce is spent whether or not the signature is good: the row's deletion is what one of two at once wins. */
export async function logIn({ db, clock }: Needs, { deviceId, nonce, signature }: z.infer<typeof LoginInput>): Promise<Session> {
  const at = clock();
  const spent = await db
    .deleteFrom('nonce')
    .where('nonce_hash', '=', sha256(nonce))
    .returning(['device_id', 'expires_at'])
    .executeTakeFirst();
  if (spent?.device_id !== deviceId || spent.expires_at <= at) throw refuse(sessionErrors, 'nonce-unknown', {});
  const device = await findDevice(db, deviceId);
  if (device === undefined || !verifySignature(device.public_key, loginBytes(deviceId, nonce), signature))
    throw refuse(sessionErrors, 'signature-wrong', {});
  if (device.state === 'revoked') throw refuse(commonErrors, 'device-revoked', {});
  const token = newSecret();
  const epoch = await currentEpoch(db);
  const expiresAt = new Date(at.getTime() + SESSION_MS);
  await db.deleteFrom('session').where('expires_at', '<', at).execute();
  await db
    .insertInto('session')
    .values({ token_hash: sha256(token), agency_code: device.agency_code, device_id: deviceId, epoch, expires_at: expiresAt })
    .execute();
  return { token, expiresAt: officeInstant(expiresAt), epoch, serverTime: officeInstant(at) };
}

/** The device behind `authorization`; refuses what is missing, over, of an old epoch, or revoked. */
export async function callerOf({ db, clock }: Needs, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/u.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refuse(commonErrors, 'session-needed', {});
  const row = await db
    .selectFrom('session')
    .innerJoin('device', (join) =>
      join.onRef('device.agency_code', '=', 'session.agency_code').onRef('device.device_id', '=', 'session.device_id'),
    )
    .select([
      'session.agency_code',
      'session.device_id',
      'session.epoch',
      'session.expires_at',
      'device.counter_no',
      'device.public_key',
      'device.state',
    ])
    .select((of) => of.selectFrom('epoch').select('epoch.epoch').orderBy('epoch.epoch', 'desc').limit(1).as('living'))
    .where('session.token_hash', '=', sha256(token))
    .executeTakeFirst();
  if (row === undefined || row.expires_at <= clock() || row.epoch !== row.living) throw refuse(commonErrors, 'session-over', {});
  if (row.state === 'revoked') throw refuse(commonErrors, 'device-revoked', {});
  return {
    agencyCode: row.agency_code,
    deviceId: row.device_id,
    counterNo: row.counter_no,
    publicKey: row.public_key,
    state: row.state,
    epoch: row.epoch,
  };
}
