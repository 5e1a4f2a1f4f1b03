import type { Selectable } from 'kysely';
import type { AwaitedCounter } from '#shared/contract/upstream/errors.ts';
import type { Db, Tx } from './database.ts';
import type { Database, DeviceState } from './schema.ts';

export type Device = Selectable<Database['device']>;

export async function findDevice(db: Db | Tx, deviceId: string): Promise<Device | undefined> {
  return db.selectFrom('device').selectAll().where('device_id', '=', deviceId).executeTakeFirst();
}

/** By agency and counter. */
export async function listDevices(db: Db | Tx, agencyCode?: string): Promise<Device[]> {
  const all = db.selectFrom('device').selectAll().orderBy('agency_code').orderBy('counter_no').orderBy('device_id');
  return (agencyCode === undefined ? all : all.where('agency_code', '=', agencyCode)).execute();
}

export async function insertDevice(
  tx: Tx,
  device: {
    readonly agencyCode: string;
    readonly deviceId: string;
    readonly counterNo: number;
    readonly publicKey: string;
    readonly at: Date;
    readonly offeredEpoch: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('device')
    .values({
      agency_code: device.agencyCode,
      device_id: device.deviceId,
      counter_no: device.counterNo,
      public_key: device.publicKey,
      enrolled_at: device.at,
      revoked_at: null,
      last_seen_at: null,
      app_version: null,
      clock_off_ms: null,
      waiting_acts: null,
      offered_epoch: device.offeredEpoch,
    })
    .execute();
}

/** False for a device nobody knows. Sessions need not end: each call looks at the state. */
export async function setDeviceState(db: Db, deviceId: string, state: DeviceState, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('device')
    .set(state === 'revoked' ? { state, revoked_at: at } : { state })
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function saveHello(
  db: Db | Tx,
  {
    agencyCode,
    deviceId,
    ...seen
  }: {
    readonly agencyCode: string;
    readonly deviceId: string;
    readonly at: Date;
    readonly appVersion: string;
    readonly clockOffMs: number;
    readonly waitingActs: number;
  },
): Promise<void> {
  await db
    .updateTable('device')
    .set({ last_seen_at: seen.at, app_version: seen.appVersion, clock_off_ms: seen.clockOffMs, waiting_acts: seen.waitingActs })
    .where('agency_code', '=', agencyCode)
    .where('device_id', '=', deviceId)
    .execute();
}

export async function saveOffered(tx: Tx, agencyCode: string, deviceId: string, epoch: string): Promise<void> {
  await tx
    .updateTable('device')
    .set({ offered_epoch: epoch })
    .where('agency_code', '=', agencyCode)
    .where('device_id', '=', deviceId)
    .execute();
}

/** Counters not revoked that have not offered in `epoch` what they hold. */
export async function awaitedCounters(db: Db | Tx, agencyCode: string, epoch: string): Promise<AwaitedCounter[]> {
  const rows = await db
    .selectFrom('device')
    .select(['device_id', 'counter_no'])
    .where('agency_code', '=', agencyCode)
    .where('state', '<>', 'revoked')
    .where('offered_epoch', 'is distinct from', epoch)
    .orderBy('counter_no')
    .orderBy('device_id')
    .execute();
  return rows.map((row) => ({ deviceId: row.device_id, counterNo: row.counter_no }));
}

/** A device that came by USB says no more of itself than that it was there. */
export async function saveSeen(db: Db | Tx, agencyCode: string, deviceId: string, at: Date): Promise<void> {
  await db
    .updateTable('device')
    .set({ last_seen_at: at })
    .where('agency_code', '=', agencyCode)
    .where('device_id', '=', deviceId)
    .execute();
}
