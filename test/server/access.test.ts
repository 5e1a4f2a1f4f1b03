import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upstream } from '#shared/contract/upstream.ts';
import { loginBytes } from '#shared/sync/statements.ts';
import { createHttp } from '../../server/http/app.ts';
import { setDeviceState } from '../../server/store/devices.ts';
import type { Counter } from './helpers/counter.ts';
import { type District, openDistrict } from './helpers/district.ts';

let district: District;
let here: Counter;
let elsewhere: Counter;
let revoked: Counter;
const BLOB = 'ab'.repeat(32);

beforeAll(async () => {
  district = await openDistrict();
  await district.addAgency('H55.1');
  await district.addAgency('H55.2');
  here = await district.enrolCounter('H55.1', 1);
  elsewhere = await district.enrolCounter('H55.2', 1);
  revoked = await district.enrolCounter('H55.1', 2);
  await setDeviceState(district.ports.db, revoked.deviceId, 'revoked', district.now);
  here.accept();
  here.write(
    here.body(
      'document.scanned',
      { documentName: 'Đơn', blobSha256: BLOB, pages: 1, mediaType: 'application/pdf' },
      { dossierId: randomUUIDv7() },
    ),
  );
  await here.push();
});
afterAll(() => district.close());

const inputs = (): Record<string, unknown> => ({
  hello: { journals: [{ journalId: here.journalId, ...here.head }], cursor: null, deviceTime: district.now.toISOString(), appVersion: '1' },
  push: here.batch(here.journal),
  pull: { cursor: null, limit: 500 },
  manifest: { manifest: here.manifest(), signature: here.sign(new Uint8Array()) },
  reoffer: { offered: null, last: true },
  packs: { have: [] },
});
const guarded = Object.entries(upstream)
  .filter(([, call]) => call['~orpc'].meta.needs === 'device')
  .map(([name, call]) => [name, call['~orpc'].route.path!] as const);

test('every guarded call is in this table', () => {
  expect(guarded.map(([name]) => name)).toEqual(Object.keys(inputs()));
});

test.each(guarded)('%s needs a living session of a device that is not revoked', async (name, path) => {
  const body = inputs()[name];
  expect(await district.post(path, body)).toMatchObject({ status: 401, json: { code: 'session-needed' } });
  expect(await district.post(path, body, 'A'.repeat(43))).toMatchObject({ status: 401, json: { code: 'session-over' } });
  expect(await district.post(path, body, revoked.token)).toMatchObject({ status: 403, json: { code: 'device-revoked' } });
});

test('a session of another agency sees nothing of this one', async () => {
  const all = inputs();
  expect((await elsewhere.post('/hello', all['hello'])).json).toMatchObject({
    heads: [],
    atHead: [{ journalId: here.journalId, linkHash: null }],
    position: null,
    lackingBlobs: [],
  });
  expect((await elsewhere.post('/pull', all['pull'])).json).toMatchObject({ acts: [], page: { agencyCode: 'H55.2', entries: [] } });
  expect(await elsewhere.post('/push', all['push'])).toMatchObject({ status: 422, json: { code: 'signature-wrong' } });
  await here.pullAll();
  expect(await elsewhere.post('/reoffer', { offered: here.pages[0], last: false })).toMatchObject({
    status: 422,
    json: { code: 'page-wrong', data: { why: 'agency' } },
  });
  expect(await elsewhere.countersign(here.manifest())).toMatchObject({
    status: 409,
    json: { code: 'manifest-differs', data: { counted: null, links: [] } },
  });
});

test.each(['POST', 'PATCH', 'HEAD', 'GET'] as const)('%s on blobs needs a session of the agency that names it', async (method) => {
  const call = (token: string | null) =>
    district.http.inject({
      method,
      url: method === 'POST' ? '/api/v1/blobs/' : `/api/v1/blobs/${BLOB}`,
      headers: {
        'mc-protocol': '1',
        'tus-resumable': '1.0.0',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'upload-length': '3', 'upload-metadata': `sha256 ${Buffer.from(BLOB).toString('base64')}` } : {}),
        ...(method === 'PATCH' ? { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' } : {}),
      },
      ...(method === 'PATCH' ? { payload: Buffer.from('abc') } : {}),
    });
  expect((await call(null)).statusCode).toBe(401);
  expect((await call(revoked.token)).statusCode).toBe(403);
  expect((await call(elsewhere.token)).statusCode).toBe(method === 'POST' ? 403 : 404);
});

test('a nonce opens one session, for its device and for five minutes', async () => {
  const nonce = async (): Promise<string> => (await district.post('/session/nonce', { deviceId: here.deviceId })).json.nonce;
  const login = (text: string, by: Counter = here) =>
    district.post('/session', { deviceId: by.deviceId, nonce: text, signature: by.sign(loginBytes(by.deviceId, text)) });
  const first = await nonce();
  expect((await login(first)).status).toBe(200);
  expect(await login(first)).toMatchObject({ status: 401, json: { code: 'nonce-unknown' } });
  expect(await login(await nonce(), elsewhere)).toMatchObject({ status: 401, json: { code: 'nonce-unknown' } });
  const wrong = await nonce();
  expect(
    await district.post('/session', { deviceId: here.deviceId, nonce: wrong, signature: elsewhere.sign(loginBytes(here.deviceId, wrong)) }),
  ).toMatchObject({ status: 401, json: { code: 'signature-wrong' } });
  expect(await login(wrong)).toMatchObject({ status: 401, json: { code: 'nonce-unknown' } });
  const late = await nonce();
  const then = district.now;
  district.now = new Date(then.getTime() + 5 * 60_000);
  expect(await login(late)).toMatchObject({ status: 401, json: { code: 'nonce-unknown' } });
  district.now = then;
});

test('a session ends after thirty minutes', async () => {
  const then = district.now;
  district.now = new Date(then.getTime() + 30 * 60_000);
  expect(await here.hello()).toMatchObject({ status: 401, json: { code: 'session-over' } });
  district.now = then;
  expect((await here.hello()).status).toBe(200);
});

test('another version of the protocol is told which side is too old', async () => {
  const answer = (version: string) => district.post('/pull', { cursor: null, limit: 1 }, here.token, { 'mc-protocol': version });
  expect(await answer('0')).toMatchObject({
    status: 426,
    json: { code: 'protocol-unsupported', data: { min: 1, max: 1, update: 'counter' } },
  });
  expect(await answer('2')).toMatchObject({
    status: 426,
    json: { code: 'protocol-unsupported', data: { min: 1, max: 1, update: 'server' } },
  });
});

test('packed both ways, and refused when what is packed is too much or not what it says', async () => {
  const body = JSON.stringify({ cursor: null, limit: 500 });
  for (const [packing, packed] of [
    ['zstd', zstdCompressSync(body)],
    ['gzip', gzipSync(body)],
  ] as const) {
    expect((await here.post('/pull', packed as never, { 'content-encoding': packing })).status).toBe(200);
    expect(await here.post('/pull', Buffer.from(body) as never, { 'content-encoding': packing })).toMatchObject({
      status: 400,
      json: { code: 'request-invalid' },
    });
  }
  expect(await here.post('/pull', body, { 'content-encoding': 'br' })).toMatchObject({ status: 415, json: { code: 'packing-unknown' } });
  const bomb = zstdCompressSync(Buffer.alloc(8_388_609, 0x20));
  expect(bomb.length).toBeLessThan(10_000);
  expect(await here.post('/pull', bomb as never, { 'content-encoding': 'zstd' })).toMatchObject({
    status: 413,
    json: { code: 'too-large', data: { maxBytes: 8_388_608 } },
  });
  const answer = await district.http.inject({
    method: 'POST',
    url: '/api/v1/pull',
    headers: {
      'mc-protocol': '1',
      'content-type': 'application/json',
      authorization: `Bearer ${here.token}`,
      'accept-encoding': 'zstd, gzip',
    },
    payload: body,
  });
  expect(answer.headers['content-encoding']).toBe('zstd');
  expect(JSON.parse(zstdDecompressSync(answer.rawPayload).toString()).acts).toEqual(here.journal);
});

test('a name that is no hash is never a path', async () => {
  const { blobDir } = district.ports;
  const victim = join(blobDir, 'victim');
  await mkdir(join(blobDir, 'uploads', 'H55.1'), { recursive: true });
  await writeFile(victim, 'abc');
  await writeFile(`${victim}.json`, JSON.stringify({ id: '../../victim', size: 6, offset: 3, creation_date: district.now.toISOString() }));
  const headers = { 'mc-protocol': '1', 'tus-resumable': '1.0.0', authorization: `Bearer ${here.token}` };
  for (const name of ['..%2F..%2Fvictim', '%2e%2e%2f%2e%2e%2fvictim', '..%5C..%5Cvictim', 'victim']) {
    const url = `/api/v1/blobs/${name}`;
    const patch = { ...headers, 'content-type': 'application/offset+octet-stream', 'upload-offset': '3' };
    expect((await district.http.inject({ method: 'PATCH', url, headers: patch, payload: 'def' })).statusCode).toBe(404);
    expect((await district.http.inject({ method: 'HEAD', url, headers })).statusCode).toBe(404);
    expect((await district.http.inject({ method: 'GET', url, headers })).statusCode).toBe(404);
  }
  const metadata = `sha256 ${Buffer.from('../../victim').toString('base64')}`;
  const create = { ...headers, 'upload-length': '6', 'upload-metadata': metadata };
  expect((await district.http.inject({ method: 'POST', url: '/api/v1/blobs/', headers: create })).statusCode).toBe(403);
  expect(await readFile(victim, 'utf8')).toBe('abc');
});

test('who guesses enrolment secrets is told to wait', async () => {
  const http = await createHttp({ ports: district.ports, secure: false, enrolmentsAMinute: 3 });
  const guess = () =>
    http.inject({
      method: 'POST',
      url: '/api/v1/enrol',
      headers: { 'mc-protocol': '1' },
      payload: {
        secret: randomBytes(10).toString('base64url'),
        deviceId: randomUUID(),
        devicePublicKey: 'A'.repeat(43),
        agencyCode: 'H55.1',
        counterNo: 1,
        journalId: randomUUIDv7(),
      },
    });
  const answers: unknown[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) answers.push((await guess()).json().code);
  expect(answers).toEqual([...Array<string>(3).fill('enrolment-unknown'), ...Array<string>(2).fill('too-many-requests')]);
  await http.close();
});

test('no line of the log holds anything of an act, a token or a person', () => {
  const log = district.logLines.join('');
  expect(log).toContain('/api/v1/push');
  for (const secret of [here.token, 'Đặng', '060185000123', 'H55.1-260608', here.journal[0]!.body.slice(0, 60)])
    expect(log).not.toContain(secret);
});
