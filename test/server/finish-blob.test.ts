import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blobPath, finishBlob, uploadDir } from '../../server/jobs/finish-blob.ts';
import { blobLength } from '../../server/store/blobs.ts';
import { type District, openDistrict } from './helpers/district.ts';

const agencyCode = '000.05.24.H11';
let district: District;
beforeAll(async () => {
  district = await openDistrict();
  await district.addAgency(agencyCode);
});
afterAll(() => district.close());

test('one upload finished by the cut request and by all that ask again is one blob', async () => {
  const { ports } = district;
  await mkdir(uploadDir(ports.blobDir, agencyCode), { recursive: true });
  for (let round = 0; round < 20; round += 1) {
    const bytes = randomBytes(50_000);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(uploadDir(ports.blobDir, agencyCode), hash), bytes);
    // Each a little later, so that some find the upload there and lose it on the way.
    const asked = Array.from({ length: 12 }, async (_, late) => {
      await wait(late / 2);
      return (await blobLength(ports.db, agencyCode, hash)) === undefined ? finishBlob(ports, agencyCode, hash) : 'here';
    });
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['here']));
    expect([
      await blobLength(ports.db, agencyCode, hash),
      existsSync(blobPath(ports.blobDir, agencyCode, hash)),
      existsSync(join(uploadDir(ports.blobDir, agencyCode), hash)),
    ]).toEqual([50_000, true, false]);
  }
});

test('an upload nobody has is a fault', async () => {
  await expect(finishBlob(district.ports, agencyCode, '0'.repeat(64))).rejects.toMatchObject({ code: 'ENOENT' });
});
