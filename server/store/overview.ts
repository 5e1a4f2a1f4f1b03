import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { DeviceState } from './schema.ts';

export type CounterOverview = {
  readonly deviceId: string;
  readonly counterNo: number;
  readonly state: DeviceState;
  readonly lastSeenAt: Date | null;
  /** Acts it said it still had, less what has come since; null before its first hello. */
  readonly waitingActs: number | null;
  readonly clockOffMs: number | null;
  readonly appVersion: string | null;
};

export type AgencyOverview = {
  readonly agencyCode: string;
  readonly name: string;
  readonly acts: number;
  readonly receiving: boolean;
  /** Dossiers that wait for a person's decision; as of the last fold. */
  readonly needsDecision: number;
  readonly lackingBlobs: number;
  readonly counters: readonly CounterOverview[];
};

/** Every agency with its counters, by code and number. */
export async function overview(db: Db): Promise<AgencyOverview[]> {
  const agencies = await db
    .selectFrom('agency')
    .select(['agency_code', 'name', 'last_position', 'receiving'])
    .select((of) =>
      of
        .selectFrom('dossier')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('dossier.agency_code', '=', 'agency.agency_code')
        .where('needs_decision', '>', 0)
        .as('needs_decision'),
    )
    .select(
      sql<number>`(SELECT count(*) FROM blob_name n WHERE n.agency_code = agency.agency_code AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.agency_code = n.agency_code AND b.sha256 = n.sha256))`.as(
        'lacking',
      ),
    )
    .orderBy('agency_code')
    .execute();
  const devices = Map.groupBy(
    await db.selectFrom('device').selectAll().orderBy('counter_no').orderBy('device_id').execute(),
    (device) => device.agency_code,
  );
  return agencies.map((agency) => ({
    agencyCode: agency.agency_code,
    name: agency.name,
    acts: agency.last_position,
    receiving: agency.receiving,
    needsDecision: agency.needs_decision ?? 0,
    lackingBlobs: agency.lacking,
    counters: (devices.get(agency.agency_code) ?? []).map((device) => ({
      deviceId: device.device_id,
      counterNo: device.counter_no,
      state: device.state,
      lastSeenAt: device.last_seen_at,
      waitingActs: device.waiting_acts,
      clockOffMs: device.clock_off_ms,
      appVersion: device.app_version,
    })),
  }));
}
