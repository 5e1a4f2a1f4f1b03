/** One old register imported at two counters apart: an act each, one dossier; both are sent whole, and a person sees both. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActBody } from '#shared/journal/act.ts';
import { runImport } from '../../electron/app/service/import.ts';
import type { OfficeData } from '../../electron/app/service/office-data.ts';
import type { ReadRegister } from '../../electron/register/read-register.ts';
import type { Store } from '../../electron/store/store.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { acceptedAt, newSyncWorld, statesOf, type SyncWorld } from '../helpers/sync-world.ts';
import { author } from '../helpers/upstream.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
}, 120_000);
afterAll(() => world.remove());

const codes = ['000.05.24.H11-250301-0011', '000.05.24.H11-250301-0012'];
const register = {
  sha256: 'ab'.repeat(32),
  good: codes.map((dossierCode, index) => ({
    number: index + 2,
    row: {
      dossierCode,
      procedureCode: '2.000815',
      procedureName: 'Chứng thực bản sao',
      fieldName: 'Chứng thực',
      dossierCount: 1,
      applicantName: 'Đặng Thị Hòa',
      personalId: null,
      address: null,
      phone: null,
      email: null,
      channel: 'inPerson',
      receivedAt: '2025-03-01T08:00',
      dueAt: null,
      resolvedAt: null,
      returnedAt: null,
      note: null,
      registerNo: String(index + 1),
    },
  })),
} as unknown as ReadRegister;
const office = { catalogue: { procedures: [], fields: [] } } as unknown as OfficeData;

async function importAt(store: Store, minute: number) {
  const by = { ...author(), recordedAt: `2026-06-08T09:${String(minute).padStart(2, '0')}:00.000+07:00` };
  let done;
  for await (const progress of runImport(store, office, by, register)) done = progress;
  return done;
}
const importedIds = (store: Store): string[] => codes.flatMap((code) => store.dossiers.findByCode(code));

test('neither queue stands still, nothing is lost, and the dossiers ask for a decision on both', { timeout: 120_000 }, async () => {
  const [one, two] = [await world.counter('one', 1), await world.counter('two', 2)];
  expect(await importAt(one, 10)).toMatchObject({ imported: 2, already: 0 });
  expect(await importAt(two, 20)).toMatchObject({ imported: 2, already: 0 });
  two.commit([acceptedAt(2, 7) satisfies ActBody]);
  await world.settle('one', 'two', 'one');
  world.expectAlike('one', 'two');
  for (const store of [one, two]) {
    expect(syncStatus(store)).toMatchObject({ allSent: true, needsDecision: 2 });
    expect(importedIds(store)).toHaveLength(2);
    expect(Object.keys(statesOf(store))).toHaveLength(3);
  }
  // A second run finds what is there, whoever brought it.
  expect(await importAt(one, 30)).toMatchObject({ imported: 0, already: 2 });
});
