import { sql } from 'kysely';
import { findSetting } from '../../server/store/keys.ts';
import { openStore } from '../../server/store/database.ts';
import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certifiedKey } from '#shared/sync/certificate.ts';
import { parseEnrolmentCode, rootFingerprint } from '#shared/sync/enrolment-code.ts';
import { newEnrolment } from '../../server/auth/enrolment.ts';
import { newKeyPair, verifySignature } from '../../server/auth/ed25519.ts';
import { initServer, replaceKey } from '../../server/set-up.ts';
import { type District, openDistrict } from './helpers/district.ts';
import { createDatabase } from './helpers/postgres.ts';

let district: District;

beforeAll(async () => {
  district = await openDistrict();
  await district.addAgency('H55.1');
});
afterAll(() => district.close());

async function request() {
  const { code } = await newEnrolment(district.ports, 'H55.1', 2);
  const { secret, fingerprint } = parseEnrolmentCode(code)!;
  expect(fingerprint).toEqual(rootFingerprint(district.rootPublicKey));
  return {
    secret: Buffer.from(secret).toString('base64url'),
    deviceId: randomUUID(),
    devicePublicKey: newKeyPair().publicKey,
    agencyCode: 'H55.1',
    counterNo: 2,
    journalId: randomUUIDv7(),
  };
}

test('a code enrols one device; the same device may ask again', async () => {
  const input = await request();
  const answer = await district.post('/enrol', input);
  expect(answer).toMatchObject({
    status: 200,
    json: {
      agencyCode: 'H55.1',
      counterNo: 2,
      upstreamName: 'Sở Nội vụ tỉnh thử',
      rootPublicKey: district.rootPublicKey,
      epochs: [answer.json.epoch],
    },
  });
  expect(await district.post('/enrol', input)).toMatchObject({ status: 200, json: answer.json });
  expect(await district.post('/enrol', { ...input, devicePublicKey: newKeyPair().publicKey })).toMatchObject({
    status: 409,
    json: { code: 'enrolment-used' },
  });
  expect(await district.post('/enrol', { ...input, deviceId: randomUUID() })).toMatchObject({
    status: 409,
    json: { code: 'enrolment-used' },
  });
  for (const { statement } of answer.json.certificates)
    expect(certifiedKey(answer.json.certificates, statement, district.rootPublicKey, verifySignature)).toBe(statement.publicKey);
});

test('of ten devices with one code at once exactly one is enrolled', async () => {
  const input = await request();
  // All connections are there beforehand: one that has to be opened comes when the first is through.
  await Promise.all(Array.from({ length: 10 }, () => sql`SELECT pg_sleep(0.2)`.execute(district.ports.db)));
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      district.post('/enrol', { ...input, deviceId: randomUUID(), devicePublicKey: newKeyPair().publicKey }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
});

test('a code for another counter, an old one, one nobody made', async () => {
  const input = await request();
  expect(await district.post('/enrol', { ...input, counterNo: 3 })).toMatchObject({ status: 409, json: { code: 'enrolment-for-another' } });
  expect(await district.post('/enrol', { ...input, agencyCode: 'H55.2' })).toMatchObject({
    status: 409,
    json: { code: 'enrolment-for-another' },
  });
  expect(await district.post('/enrol', { ...input, secret: 'A'.repeat(14) })).toMatchObject({
    status: 403,
    json: { code: 'enrolment-unknown' },
  });
  const then = district.now;
  district.now = new Date(then.getTime() + 7 * 24 * 3_600_000);
  expect(await district.post('/enrol', input)).toMatchObject({ status: 403, json: { code: 'enrolment-expired' } });
  district.now = then;
});

test('a server whose root key could not be kept is not set up', async () => {
  const database = await createDatabase();
  const { db, close } = await openStore({ dataDir: '', url: database.url });
  const lost = initServer({ db, clock: () => district.now }, 'Huyện thử', async () => {
    throw new Error('stick pulled');
  });
  await expect(lost).rejects.toThrow('stick pulled');
  expect(await findSetting(db, 'rootPublicKey')).toBeUndefined();
  await close();
  await database.drop();
});

test('a server is set up once, its page key replaced only with the root', async () => {
  await expect(initServer(district.ports, 'khác')).rejects.toMatchObject({ code: 'already-set-up' });
  await expect(replaceKey(district.ports, 'page', newKeyPair().privateKey)).rejects.toMatchObject({ code: 'root-wrong' });
  const counter = await district.enrolCounter('H55.1', 1);
  counter.note('trước');
  await counter.push();
  await counter.pullAll();
  district.now = new Date(district.now.getTime() + 1000);
  const { keyId } = await replaceKey(district.ports, 'page', district.rootPrivateKey);
  counter.note('sau');
  await counter.push();
  await expect(counter.pullAll()).rejects.toThrow('page signature');
  const { certificates } = (
    await district.http.inject({ method: 'GET', url: '/api/v1/certificates', headers: { 'mc-protocol': '1' } })
  ).json();
  counter.certificates = certificates;
  await counter.pullAll();
  expect(counter.pages.map((page) => page.keyId)).toEqual([expect.not.stringContaining(keyId), keyId]);
});
