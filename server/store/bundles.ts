/** The newest bundle of each counter, as far as its answer needs it. */
import type { Cursor } from '#shared/sync/page.ts';
import type { Db } from './database.ts';

/** `blobs`: those it brought; `manifests`: hashes of those it asks to have countersigned; `ageRecipient`: whom the answer is encrypted for. */
export type AskedByBundle = {
  readonly cursor: Cursor | null;
  readonly ageRecipient: string;
  readonly blobs: readonly string[];
  readonly manifests: readonly string[];
};

/** One that was made before the one remembered changes nothing: it came late, or a second time. */
export async function rememberBundle(
  db: Db,
  {
    agencyCode,
    deviceId,
    madeAt,
    importedAt,
    asked,
  }: {
    readonly agencyCode: string;
    readonly deviceId: string;
    readonly madeAt: Date;
    readonly importedAt: Date;
    readonly asked: AskedByBundle;
  },
): Promise<void> {
  await db
    .insertInto('bundle')
    .values({ agency_code: agencyCode, device_id: deviceId, made_at: madeAt, imported_at: importedAt, asked: JSON.stringify(asked) })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_code', 'device_id'])
        .doUpdateSet({ made_at: madeAt, imported_at: importedAt, asked: JSON.stringify(asked) })
        .where('bundle.made_at', '<=', madeAt),
    )
    .execute();
}

export type Asker = { readonly deviceId: string; readonly counterNo: number; readonly asked: AskedByBundle };

/** Of counter `counterNo`, or without a number of the counter whose bundle came last; devices that were revoked are not answered. */
export async function newestBundle(db: Db, agencyCode: string, counterNo: number | undefined): Promise<Asker | undefined> {
  const all = db
    .selectFrom('bundle')
    .innerJoin('device', (join) =>
      join.onRef('device.agency_code', '=', 'bundle.agency_code').onRef('device.device_id', '=', 'bundle.device_id'),
    )
    .select(['bundle.device_id', 'device.counter_no', 'bundle.asked'])
    .where('bundle.agency_code', '=', agencyCode)
    .where('device.state', '<>', 'revoked')
    .orderBy('bundle.imported_at', 'desc');
  const row = await (counterNo === undefined ? all : all.where('device.counter_no', '=', counterNo)).limit(1).executeTakeFirst();
  return row === undefined
    ? undefined
    : { deviceId: row.device_id, counterNo: row.counter_no, asked: JSON.parse(row.asked) as AskedByBundle };
}
