import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import { setDeviceState } from '../../server/store/devices.ts';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let one: Counter;
let two: Counter;
let agencies = 0;

beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());
beforeEach(async () => {
  agencies += 1;
  const agencyCode = `H56.${String(agencies)}`;
  await district.addAgency(agencyCode);
  one = await district.enrolCounter(agencyCode, 1);
  two = await district.enrolCounter(agencyCode, 2);
});

const idOf = ({ body }: { body: string }): string => JSON.parse(body).id;
async function contests(): Promise<{ actId: string; reason: string }[]> {
  await one.pullAll();
  return [...one.placed.values()].flatMap(({ body }) =>
    body.kind === 'act.contested' ? [body.payload as { actId: string; reason: string }] : [],
  );
}

test('a number out of the counter’s range is contested once, and every fold says so', async () => {
  const good = one.accept();
  const bad = one.accept({}, { dossierCode: `${one.agencyCode}-260608-2001` });
  const pad = one.accept({}, { dossierCode: `${one.agencyCode}-260608-0007` });
  await one.push();
  await one.push();
  expect(await contests()).toEqual([{ actId: idOf(bad), reason: 'number-out-of-range' }]);
  const stateOf = (act: { body: string }) =>
    fold([...one.placed.values()].filter(({ body }) => body.dossierId === JSON.parse(act.body).dossierId));
  expect(stateOf(bad).needsDecision.map(({ actId }) => actId)).toEqual([idOf(bad)]);
  expect([stateOf(good), stateOf(pad)].map(({ needsDecision }) => needsDecision)).toEqual([[], []]);
  const opened = [...one.placed.values()].filter(({ body }) => body.kind === 'journal.opened');
  expect(opened.map(({ body, link }) => [body.actorId, link.seq])).toEqual([['server:upstream', 1]]);
});

test('one code for two dossiers contests both acts', async () => {
  const dossierCode = `${one.agencyCode}-260608-1007`;
  const first = one.accept({}, { dossierCode });
  await one.push();
  const second = two.accept({}, { dossierCode });
  await two.push();
  expect((await contests()).sort((a, b) => (a.actId + a.reason < b.actId + b.reason ? -1 : 1))).toEqual(
    [
      { actId: idOf(first), reason: 'code-given-twice' },
      { actId: idOf(second), reason: 'code-given-twice' },
      { actId: idOf(second), reason: 'number-out-of-range' },
    ].sort((a, b) => (a.actId + a.reason < b.actId + b.reason ? -1 : 1)),
  );
});

test('what a dismissed person did after the dismissal is contested, what before is not', async () => {
  one.write(one.body('person.dismissed', { personId: 'person-9', reason: 'thôi việc' }, { occurredAt: '2026-06-08T12:00:00+07:00' }));
  await one.push();
  two.note('trước', { actorId: 'person-9', occurredAt: '2026-06-08T11:00:00+07:00' });
  const after = two.note('sau', { actorId: 'person-9', occurredAt: '2026-06-08T13:00:00+07:00' });
  await two.push();
  expect(await contests()).toEqual([{ actId: idOf(after), reason: 'actor-dismissed' }]);
});

test('a revoked device is refused at once; admitted, its acts come in contested', async () => {
  const kept = two.note('giữ lại', { dossierId: randomUUIDv7() });
  await setDeviceState(district.ports.db, two.deviceId, 'revoked', district.now);
  expect(await two.push()).toMatchObject({ status: 403, json: { code: 'device-revoked' } });
  expect(await two.logIn()).toMatchObject({ status: 403, json: { code: 'device-revoked' } });
  await setDeviceState(district.ports.db, two.deviceId, 'admitted', district.now);
  await two.logIn();
  expect((await two.push()).status).toBe(200);
  expect(await contests()).toEqual([{ actId: idOf(kept), reason: 'device-revoked' }]);
});
