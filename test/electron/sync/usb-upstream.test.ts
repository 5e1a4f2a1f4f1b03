/** The way to the server and back on foot. The server's side is played with its own keys and its own calls. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BundleHeader, BundleLine } from '#shared/sync/bundle.ts';
import { faultOfPage } from '#shared/sync/page.ts';
import { headBytes } from '#shared/sync/statements.ts';
import { signWith } from '../../../server/auth/ed25519.ts';
import { signerOf, verifySignature } from '../../../electron/sync/keys.ts';
import { syncStatus } from '../../../electron/sync/status.ts';
import { importBundle } from '../../../electron/sync/usb/import.ts';
import { readBundle } from '../../../electron/sync/usb/read-bundle.ts';
import { exportForUpstream } from '../../../electron/sync/usb/upstream.ts';
import { writeBundle } from '../../../electron/sync/usb/write-bundle.ts';
import { upstreamOf } from '../../../electron/sync/upstream.ts';
import type { Store } from '../../../electron/store/store.ts';
import { id, printed } from '../../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../../helpers/sync-world.ts';
import { author, syncPorts } from '../../helpers/upstream.ts';

let world: SyncWorld;
let keys: Awaited<ReturnType<SyncWorld['upstream']['keys']>>;
beforeAll(async () => {
  world = await newSyncWorld();
  keys = await world.upstream.keys();
});
afterAll(async () => {
  await world.remove();
});

const file = (name: string) => join(world.upstream.folder, name);
const at = (minute: number) => `2026-06-09T17:${String(minute).padStart(2, '0')}:00.000+07:00`;
const importPorts = (store: Store) => ({ store, newId: () => id(1, 0xf3), author });

/** What a server does with a bundle, told over the line as the device. */
async function serve(
  store: Store,
  from: string,
  to: string,
  signedBy: { publicKey: string; privateKey: string } = keys.page,
): Promise<BundleLine[]> {
  const lines: BundleLine[] = [];
  const header = await readBundle(
    from,
    { identity: keys.age.privateKey, officeCode: undefined },
    (line) => {
      lines.push(line);
    },
    () => undefined,
  );
  const upstream = upstreamOf(syncPorts(store).http(world.upstream.url(), new AbortController().signal), {
    deviceId: store.identity.deviceId,
    sign: signerOf(store.sync.device()!),
  });
  const answer: BundleLine[] = [];
  const vouched: boolean[] = [];
  let acts: { body: string; link: { journalId: string; seq: number; prev: string; bodyHash: string } }[] = [];
  const blobs = new Map<string, Buffer>();
  let blob = '';
  for (const line of lines) {
    if ('act' in line) acts.push(line.act);
    if ('head' in line) {
      vouched.push(verifySignature(header.publicKey, headBytes(header.agencyCode, line.head), line.headSignature));
      const { journalId, ...head } = line.head;
      await upstream.push({ journalId, acts, head, headSignature: line.headSignature });
      acts = [];
    }
    if ('blob' in line) blobs.set((blob = line.blob), Buffer.alloc(0));
    if ('chunk' in line) blobs.set(blob, Buffer.concat([blobs.get(blob)!, Buffer.from(line.chunk, 'base64')]));
  }
  for (const [hash, bytes] of blobs) {
    const created = await upstream.request({
      method: 'POST',
      path: 'blobs/',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': `sha256 ${Buffer.from(hash).toString('base64')}`,
      },
    });
    await upstream.request({
      method: 'PATCH',
      path: created.headers.get('location')!,
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      bytes: Uint8Array.from(bytes),
    });
  }
  for (let cursor = header.cursor, more = true; more;) {
    const { more: next, ...page } = await upstream.pull({ cursor, limit: 5 });
    expect(faultOfPage(page, keys.page.publicKey, verifySignature)).toBeNull();
    answer.push({ page });
    cursor = page.page.to;
    more = next;
  }
  answer.push({ blobsHere: [...blobs.keys()] });
  for (const line of lines)
    if ('manifest' in line)
      answer.push({ countersigned: (await upstream.manifest({ manifest: line.manifest, signature: line.signature })).countersigned });
  expect(vouched).not.toContain(false);
  const back: BundleHeader = {
    bundle: 1,
    from: 'upstream',
    to: store.identity.deviceId,
    agencyCode: header.agencyCode,
    createdAt: header.createdAt,
    have: [],
    cursor: null,
    publicKey: signedBy.publicKey,
    ageRecipient: null,
  };
  await writeBundle(to, { header: back, lines: answer, sign: signWith(signedBy.privateKey), lock: { recipient: header.ageRecipient! } });
  return lines;
}

test('out, and the answer back: sent, confirmed and countersigned without a line', async () => {
  const store = await world.counter('a', 2);
  const bytes = Buffer.from(`%PDF ${'x'.repeat(500_000)}`);
  const hash = store.blobs.put('2026-06', bytes);
  store.commit([acceptedAt(2, 1), printed(2, 1, hash, bytes.length)]);
  await exportForUpstream(store, file('lost.mcb'), at(1));
  store.commit([stepOn.note(3, 1)]);
  await exportForUpstream(store, file('out.mcb'), at(2));
  const lines = await serve(store, file('out.mcb'), file('back.mcb'));
  expect(lines.filter((line) => 'act' in line)).toHaveLength(4);
  store.commit([stepOn.note(4, 1)]);
  expect(await importBundle(importPorts(store), file('back.mcb'))).toEqual({ from: 'upstream', added: 0, confirmed: 4, countersigned: 1 });
  expect(syncStatus(store)).toMatchObject({ allSent: false, unsent: { acts: 1, blobs: 0, uncountersigned: 1 } });
  expect(await importBundle(importPorts(store), file('back.mcb'))).toEqual({ from: 'upstream', added: 0, confirmed: 0, countersigned: 0 });
  await exportForUpstream(store, file('next.mcb'), at(3));
  expect((await serve(store, file('next.mcb'), file('next-back.mcb'))).filter((line) => 'act' in line)).toHaveLength(1);
  await importBundle(importPorts(store), file('next-back.mcb'));
  expect(syncStatus(store)).toMatchObject({ allSent: true });
  await world.settle('a');
  world.expectAlike('a');
});

test('an answer for another counter, by an unknown key, or after pages that never came changes nothing', async () => {
  const [b, c] = [await world.counter('b', 3), await world.counter('c', 4)];
  b.commit([acceptedAt(3, 10)]);
  await exportForUpstream(b, file('b.mcb'), at(4));
  await serve(b, file('b.mcb'), file('b-back.mcb'));
  await expect(importBundle(importPorts(c), file('b-back.mcb'))).rejects.toMatchObject({ code: 'bundle-not-for-us' });
  await serve(b, file('b.mcb'), file('forged.mcb'), keys.stranger);
  await expect(importBundle(importPorts(b), file('forged.mcb'))).rejects.toMatchObject({
    code: 'bundle-foreign',
    details: { why: 'root' },
  });
  await importBundle(importPorts(b), file('b-back.mcb'));
  b.commit([stepOn.note(11, 10)]);
  await exportForUpstream(b, file('b2.mcb'), at(5));
  await serve(b, file('b2.mcb'), file('b2-back.mcb'));
  b.sync.rewind(0);
  await expect(importBundle(importPorts(b), file('b2-back.mcb'))).rejects.toMatchObject({ code: 'bundle-gap' });
  expect(b.sync.cursor()).toBeNull();
  await world.settle('b');
  world.expectAlike('b');
});

test('an act whose id is another one’s by the server is told of its dossier after every stick; what was done anew arrives', async () => {
  const [three, four] = [await world.counter('three', 5), await world.counter('four', 6)];
  three.commit([acceptedAt(5, 41), acceptedAt(5, 42)]);
  four.commit([acceptedAt(6, 43)]);
  for (const name of ['three', 'four']) await world.settle(name);
  // As a copied file or other software would: the note's id at both counters, on other dossiers.
  three.commit([stepOn.note(44, 41)]);
  await world.settle('three');
  four.commit([stepOn.note(44, 43)]);
  const collision = { code: 'id-reused', details: { acts: 1, dossierIds: [id(43, 2)] } };
  for (const [n, confirmed] of [0, 1].entries()) {
    const name = `four-${String(n)}`;
    await exportForUpstream(four, file(`${name}.mcb`), at(10 + n));
    await serve(four, file(`${name}.mcb`), file(`${name}-back.mcb`));
    expect(await importBundle(importPorts(four), file(`${name}-back.mcb`))).toMatchObject({ from: 'upstream', confirmed, collision });
    expect(syncStatus(four)).toMatchObject({ allSent: false, unsent: { acts: 1 } });
    // The step done anew, before the second stick.
    if (n === 0) four.commit([stepOn.note(45, 43)]);
  }
});
