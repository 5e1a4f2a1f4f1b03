import { createHash, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { headOf } from '#shared/journal/chain.ts';
import { hashOfManifest } from '#shared/sync/manifest.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { verifySignature } from '../../server/auth/ed25519.ts';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let counter: Counter;
let agencies = 0;

beforeAll(async () => {
  district = await openDistrict();
});
afterAll(() => district.close());
beforeEach(async () => {
  agencies += 1;
  await district.addAgency(`H57.${String(agencies)}`);
  counter = await district.enrolCounter(`H57.${String(agencies)}`, 1);
});

const bytes = Buffer.from('một tờ đơn đã quét');
const BLOB = createHash('sha256').update(bytes).digest('hex');
const scan = (blobSha256 = BLOB) =>
  counter.write(
    counter.body(
      'document.scanned',
      { documentName: 'Đơn', blobSha256, pages: 1, mediaType: 'application/pdf' },
      { dossierId: randomUUIDv7() },
    ),
  );
const tus = { 'mc-protocol': '1', 'tus-resumable': '1.0.0' };
const auth = () => ({ authorization: `Bearer ${counter.token}` });
const create = (length = bytes.length, hash = BLOB) =>
  district.http.inject({
    method: 'POST',
    url: '/api/v1/blobs/',
    headers: { ...tus, ...auth(), 'upload-length': String(length), 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}` },
  });
const send = (offset: number, payload: Buffer, hash = BLOB) =>
  district.http.inject({
    method: 'PATCH',
    url: `/api/v1/blobs/${hash}`,
    headers: { ...tus, ...auth(), 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    payload,
  });

test('equal counts are countersigned, the same manifest again gives the same name to it', async () => {
  counter.accept({ occurredAt: '2026-06-07T23:30:00Z' });
  counter.accept();
  counter.write('không đọc được');
  await counter.push();
  const manifest = counter.manifest();
  expect(manifest).toMatchObject({
    acts: 3,
    businessDays: [
      { date: '2026-06-08', kinds: { 'dossier.accepted': 2 }, feeVnd: 16_000 },
      { date: null, kinds: { unreadable: 1 }, feeVnd: 0 },
    ],
  });
  const answer = await counter.countersign(manifest);
  expect(answer.status).toBe(200);
  const { statement, keyId, signature } = answer.json.countersigned;
  expect(statement).toMatchObject({ manifestHash: hashOfManifest(manifest), fromSeq: 1, toSeq: 3 });
  const key = counter.certificates.find((one) => one.statement.keyId === keyId)!.statement;
  expect(key.role).toBe('page');
  expect(verifySignature(key.publicKey, statementBytes('countersign', statement), signature)).toBe(true);
  district.now = new Date(district.now.getTime() + 60_000);
  expect((await counter.countersign(manifest)).json).toEqual(answer.json);
  counter.accept({ occurredAt: '2026-06-01T08:00:00+07:00' });
  await counter.push(counter.journal.slice(3));
  expect((await counter.countersign(counter.manifest(4))).status).toBe(200);
});

test('an act that has not come is told by name', async () => {
  const acts = [counter.note('một'), counter.note('hai')];
  await counter.push(acts.slice(0, 1));
  expect(await counter.countersign(counter.manifest())).toMatchObject({
    status: 409,
    json: {
      code: 'manifest-differs',
      data: {
        fields: ['toSeq', 'headHash', 'acts', 'businessDays'],
        links: [{ seq: 1, actId: JSON.parse(acts[0]!.body).id, linkHash: headOf(acts[0]!.link).linkHash }],
        lackingBlobs: [],
      },
    },
  });
});

test('another count of money is a difference; a manifest of another key is refused', async () => {
  counter.accept();
  await counter.push();
  const manifest = counter.manifest();
  const changed = { ...manifest, businessDays: [{ ...manifest.businessDays[0]!, feeVnd: 7_999 }] };
  expect(await counter.countersign(changed)).toMatchObject({ status: 409, json: { data: { fields: ['businessDays'] } } });
  const other = await district.enrolCounter(counter.agencyCode, 2);
  expect(await counter.post('/manifest', { manifest, signature: other.sign(statementBytes('manifest', manifest)) })).toMatchObject({
    status: 422,
    json: { code: 'signature-wrong' },
  });
});

test('a blob named by an act comes in pieces, is resumed, and only then is the day whole', async () => {
  const unnamed = await create();
  expect([unnamed.statusCode, unnamed.body]).toEqual([403, '{"code":"blob-not-named","data":{}}']);
  scan();
  await counter.push();
  expect((await counter.hello()).json.lackingBlobs).toEqual([BLOB]);
  const manifest = counter.manifest(1, new Map([[BLOB, bytes.length]]));
  expect(await counter.countersign(manifest)).toMatchObject({ status: 409, json: { data: { fields: ['blobs'], lackingBlobs: [BLOB] } } });
  const created = await create();
  expect([created.statusCode, created.headers.location]).toEqual([201, `/api/v1/blobs/${BLOB}`]);
  expect((await send(0, bytes.subarray(0, 7))).statusCode).toBe(204);
  expect((await create()).statusCode).toBe(201);
  const at = await district.http.inject({ method: 'HEAD', url: `/api/v1/blobs/${BLOB}`, headers: { ...tus, ...auth() } });
  expect(at.headers['upload-offset']).toBe('7');
  expect((await send(3, bytes.subarray(3))).statusCode).toBe(409);
  expect((await send(7, bytes.subarray(7))).statusCode).toBe(204);
  expect((await create()).json()).toMatchObject({ code: 'blob-here' });
  const got = await district.http.inject({ method: 'GET', url: `/api/v1/blobs/${BLOB}`, headers: { 'mc-protocol': '1', ...auth() } });
  expect(got.rawPayload).toEqual(bytes);
  expect((await counter.hello()).json.lackingBlobs).toEqual([]);
  expect((await counter.countersign(manifest)).status).toBe(200);
});

test('bytes that are not what the hash says are dropped, the right ones may come after', async () => {
  const hash = createHash('sha256').update(bytes).update(String(agencies)).digest('hex');
  scan(hash);
  await counter.push();
  await create(3, hash);
  expect((await send(0, Buffer.from('abc'), hash)).statusCode).toBe(460);
  expect((await counter.hello()).json.lackingBlobs).toEqual([hash]);
  const right = Buffer.concat([bytes, Buffer.from(String(agencies))]);
  expect((await create(right.length, hash)).statusCode).toBe(201);
  expect((await send(0, right, hash)).statusCode).toBe(204);
  expect((await counter.hello()).json.lackingBlobs).toEqual([]);
});
