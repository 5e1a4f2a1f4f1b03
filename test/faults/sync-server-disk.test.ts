/** The server's disk runs full: every call says so by its name, nothing half is kept, and once there is room again all goes on where it stood. */
import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { API_PREFIX } from '#shared/contract/upstream.ts';
import { openCluster } from '../../server/store/cluster.ts';
import { type SmallDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts';
import type { Counter } from '../server/helpers/counter.ts';
import { openDistrict } from '../server/helpers/district.ts';
import { newServerFolder } from '../server/helpers/server-process.ts';

const AGENCY = 'H55.1';
const MB = 1_048_576;
let folder: string;
let disks: SmallDisk[];
beforeEach(async ({ skip }) => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-disk-'));
  disks = [];
  if (whyNoSmallDisk !== undefined) skip(whyNoSmallDisk);
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const disk of disks.reverse()) disk.remove();
  await rm(folder, { recursive: true, force: true });
});
const newDisk = (name: string, megabytes: number): SmallDisk => {
  const disk = smallDisk(join(folder, name), megabytes);
  disks.push(disk);
  return disk;
};

const notes = (counter: Counter, count: number) => Array.from({ length: count }, (_, index) => counter.note(`ghi chú ${String(index)}`));
const whole = async (counter: Counter): Promise<string[]> => {
  counter.cursor = null;
  counter.pages.length = 0;
  await counter.pullAll();
  return counter.pages.flatMap(({ acts }) => acts.map(({ body }) => body));
};
function scanned(counter: Counter, length: number): { readonly bytes: Buffer<ArrayBuffer>; readonly hash: string } {
  const bytes = randomBytes(length);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const payload = { documentName: 'Đơn', blobSha256: hash, pages: 1, mediaType: 'application/pdf' as const };
  counter.write(counter.body('document.scanned', payload, { dossierId: randomUUIDv7() }));
  return { bytes, hash };
}
const blobCall = (
  url: string,
  counter: Counter,
  method: string,
  hash: string,
  headers: Record<string, string>,
  body?: Buffer<ArrayBuffer>,
) =>
  fetch(`${url}${API_PREFIX}/blobs/${hash}`, {
    method,
    headers: { 'mc-protocol': '1', 'tus-resumable': '1.0.0', authorization: `Bearer ${counter.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });

test('the data folder is full, PostgreSQL is killed on it, and there is room again', { timeout: 120_000 }, async () => {
  const disk = newDisk('data', 320);
  const server = await newServerFolder([AGENCY], { dataDir: disk.path });
  try {
    const { url } = await server.start();
    const counter = await server.enrol(() => url, AGENCY, 1);
    const postmaster = (): string => readFileSync(join(disk.path, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]!;
    const first = notes(counter, 50);
    expect((await counter.push()).status).toBe(200);

    const living = postmaster();
    const { bytes, hash } = scanned(counter, 2 * MB);
    const waiting = [...counter.journal.slice(50), ...notes(counter, 50)];
    for (const left of [40 * MB, 0]) {
      disk.fill(left);
      expect(await counter.push(waiting)).toMatchObject({ status: 507, json: { code: 'disk-full' } });
    }
    expect(await whole(counter)).toEqual(first.map(({ body }) => body));
    expect(postmaster()).toBe(living);

    server.killPostgres();
    await expect.poll(async () => (await counter.push(waiting)).json.code, { timeout: 60_000 }).toBe('disk-full');
    disk.free();
    await expect.poll(async () => (await counter.push(waiting)).status, { timeout: 60_000, interval: 200 }).toBe(200);
    const upload = { 'upload-length': String(bytes.length), 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}` };
    expect((await blobCall(url, counter, 'POST', '', upload)).status).toBe(201);
    expect(await whole(counter)).toEqual(counter.journal.map(({ body }) => body));
  } finally {
    await server.remove();
  }
});

test(
  'the disk of the papers alone is full: acts go through, papers say why not, and go on where they stood',
  { timeout: 120_000 },
  async () => {
    const papers = newDisk('server/blobs', 96);
    const server = await newServerFolder([AGENCY], { dataDir: join(folder, 'server') });
    try {
      const { url } = await server.start();
      const counter = await server.enrol(() => url, AGENCY, 1);
      const { bytes, hash } = scanned(counter, 8 * MB);
      await counter.push();
      const create = { 'upload-length': String(bytes.length), 'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}` };
      const patch = (offset: number, end: number) =>
        blobCall(
          url,
          counter,
          'PATCH',
          hash,
          { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
          Buffer.from(bytes.subarray(offset, end)),
        );
      expect((await blobCall(url, counter, 'POST', '', create)).status).toBe(201);
      expect((await patch(0, 3 * MB)).status).toBe(204);

      papers.fill(1 * MB);
      const refused = await patch(3 * MB, 8 * MB);
      expect([refused.status, await refused.json()]).toEqual([507, { code: 'disk-full', data: {} }]);
      const again = await blobCall(url, counter, 'POST', '', create);
      expect([again.status, await again.json()]).toEqual([507, { code: 'disk-full', data: {} }]);
      notes(counter, 5);
      expect((await counter.push()).status).toBe(200);
      expect((await blobCall(url, counter, 'GET', hash, {})).status).toBe(404);

      papers.free();
      const { headers } = await blobCall(url, counter, 'HEAD', hash, {});
      expect(headers.get('upload-offset')).toBe(String(3 * MB));
      expect((await patch(3 * MB, 8 * MB)).status).toBe(204);
      const kept = await blobCall(url, counter, 'GET', hash, {});
      expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true);
      expect(await readdir(join(papers.path, 'uploads', AGENCY))).toEqual([]);
    } finally {
      await server.remove();
    }
  },
);

test('somebody else’s PostgreSQL has no room: the same answer, and not an act of the batch', { timeout: 120_000 }, async () => {
  const disk = newDisk('elsewhere', 96);
  const cluster = await openCluster(disk.path);
  const before = process.env['TEST_DATABASE_URL'];
  process.env['TEST_DATABASE_URL'] = cluster.url;
  const district = await openDistrict();
  try {
    await district.addAgency(AGENCY);
    const counter = await district.enrolCounter(AGENCY, 1);
    const first = notes(counter, 100);
    expect((await counter.push()).status).toBe(200);
    disk.fill(0);
    let kept = first.length;
    const answers: unknown[] = [];
    for (let batch = 0; batch < 20 && answers.length === 0; batch += 1) {
      const acts = notes(counter, 400);
      const { status, json } = await counter.push(acts);
      if (status === 200) kept += acts.length;
      else answers.push([status, json.code]);
    }
    expect(answers).toEqual([[507, 'disk-full']]);
    expect(await whole(counter)).toEqual(counter.journal.slice(0, kept).map(({ body }) => body));
    disk.free();
    expect((await counter.push(counter.journal.slice(kept))).status).toBe(200);
    expect(await whole(counter)).toEqual(counter.journal.map(({ body }) => body));
  } finally {
    disk.free();
    await district.close();
    if (before === undefined) delete process.env['TEST_DATABASE_URL'];
    else process.env['TEST_DATABASE_URL'] = before;
    await cluster.stop();
  }
});
