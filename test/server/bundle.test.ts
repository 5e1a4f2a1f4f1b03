/** USB bundles at the server: a real counter's stick in, the answer out, on the embedded PostgreSQL and through the command line. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyBytes } from '#shared/journal/body.ts';
import { headOf, linkAct } from '#shared/journal/chain.ts';
import type { BundleHeader } from '#shared/sync/bundle.ts';
import { headBytes } from '#shared/sync/statements.ts';
import { signerOf } from '../../electron/sync/keys.ts';
import { syncStatus } from '../../electron/sync/status.ts';
import { importBundle } from '../../electron/sync/usb/import.ts';
import { exportForUpstream } from '../../electron/sync/usb/upstream.ts';
import { writeBundle } from '../../electron/sync/usb/write-bundle.ts';
import type { Store } from '../../electron/store/store.ts';
import { officeInstant } from '../../server/ports.ts';
import { runCommand } from '../../server/commands/run.ts';
import { agencyCode, id, printed } from '../helpers/store.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../helpers/sync-world.ts';
import { author } from '../helpers/upstream.ts';

let world: SyncWorld;
beforeAll(async () => {
  world = await newSyncWorld();
});
afterAll(async () => {
  await world.remove();
});

const file = (name: string) => join(world.upstream.folder, name);
const at = (minute: number) => `2026-06-09T17:${String(minute).padStart(2, '0')}:00.000+07:00`;
const bringBack = (store: Store, name: string) => importBundle({ store, newId: () => id(1, 0xf3), author }, file(name));

/** The command line in this process: its exit code and its one answer. */
async function server(...args: string[]): Promise<{ exitCode: number; answer: ReturnType<typeof JSON.parse> }> {
  const said: string[] = [];
  const take = (line: string) => {
    if (line.startsWith('{')) said.push(line);
  };
  const exitCode = await runCommand(
    [...args, '--data', join(world.upstream.folder, 'server')],
    {},
    { out: take, err: take, stdin: process.stdin, isTerminal: false },
  );
  return { exitCode, answer: JSON.parse(said.at(-1)!) };
}
const bundleIn = (name: string) => server('bundle', 'import', '--file', file(name));
const bundleOut = (name: string, counterNo: number) =>
  server('bundle', 'export', '--agency', agencyCode, '--counter', String(counterNo), '--to', file(name));
const placed = async () => (await server('status')).answer.agencies[0].acts as number;
const leftBehind = () => readdir(join(world.upstream.folder, 'server', 'blobs', 'bundles'));

test('out, in, the answer out and back: all is sent, and the loop goes on from there', async () => {
  const store = await world.counter('a', 2);
  const bytes = Buffer.from(`%PDF ${'x'.repeat(500_000)}`);
  const hash = store.blobs.put('2026-06', bytes);
  store.commit([acceptedAt(2, 1), printed(2, 1, hash, bytes.length)]);
  await exportForUpstream(store, file('lost.mcb'), at(1));
  store.commit([stepOn.note(3, 1)]);
  await exportForUpstream(store, file('out.mcb'), at(2));
  const { deviceId } = store.identity;
  const taken = { agencyCode, counterNo: 2, deviceId, blobs: 1, countersigned: 1, refused: [] };
  expect(await bundleIn('out.mcb')).toEqual({ exitCode: 0, answer: { ...taken, acts: { stored: 4, duplicate: 0, fork: 0 } } });
  const kept = join(world.upstream.folder, 'server', 'blobs', 'kept', agencyCode, hash.slice(0, 2), hash);
  expect(createHash('sha256').update(readFileSync(kept)).digest('hex')).toBe(hash);
  const acts = await placed();

  // The same again, and an older one late: nothing new, and the answer is still that to the newest.
  expect(await bundleIn('out.mcb')).toEqual({ exitCode: 0, answer: { ...taken, acts: { stored: 0, duplicate: 4, fork: 0 } } });
  expect(await bundleIn('lost.mcb')).toEqual({ exitCode: 0, answer: { ...taken, acts: { stored: 0, duplicate: 3, fork: 0 } } });
  expect(await placed()).toBe(acts);
  expect(await leftBehind()).toEqual([]);

  expect(await bundleOut('back.mcb', 2)).toMatchObject({ exitCode: 0, answer: { agencyCode, counterNo: 2, deviceId } });
  expect(await bringBack(store, 'back.mcb')).toEqual({ from: 'upstream', added: 0, confirmed: 4, countersigned: 1 });
  expect(syncStatus(store)).toMatchObject({ allSent: true, unsent: { acts: 0, blobs: 0, uncountersigned: 0 } });

  store.commit([stepOn.note(4, 1)]);
  await exportForUpstream(store, file('next.mcb'), at(3));
  expect(await bundleIn('next.mcb')).toEqual({ exitCode: 0, answer: { ...taken, acts: { stored: 1, duplicate: 0, fork: 0 }, blobs: 0 } });
  await server('bundle', 'export', '--agency', agencyCode, '--to', file('next-back.mcb'));
  expect(await bringBack(store, 'next-back.mcb')).toEqual({ from: 'upstream', added: 0, confirmed: 1, countersigned: 1 });
  expect(syncStatus(store)).toMatchObject({ allSent: true });
  await world.settle('a');
  world.expectAlike('a');
});

test('what other counters did comes along with the answer', async () => {
  const [b, c] = [await world.counter('b', 3), await world.counter('c', 4)];
  b.commit([acceptedAt(3, 10)]);
  await world.settle('b');
  c.commit([acceptedAt(4, 20)]);
  await exportForUpstream(c, file('c.mcb'), at(4));
  await bundleIn('c.mcb');
  await bundleOut('c-back.mcb', 4);
  expect(await bringBack(c, 'c-back.mcb')).toMatchObject({ confirmed: 2, countersigned: 1 });
  expect(syncStatus(c)).toMatchObject({ allSent: true });
  await world.settle('b', 'c');
  world.expectAlike('b', 'c');
});

test('cut short, changed, foreign, of no counter we know, of one revoked: refused, and nothing changes', async () => {
  const store = await world.counter('d', 5);
  store.commit([acceptedAt(5, 30)]);
  await exportForUpstream(store, file('d.mcb'), at(5));
  const whole = readFileSync(file('d.mcb'));
  const before = await placed();
  for (const length of [0, 40, Math.floor(whole.length / 2), whole.length - 1]) {
    writeFileSync(file('cut.mcb'), whole.subarray(0, length));
    expect([length, await bundleIn('cut.mcb')]).toMatchObject([
      length,
      { exitCode: 1, answer: { error: expect.stringMatching(/^bundle-(?:damaged|not-for-us)$/u) } },
    ]);
  }
  for (const place of [10, Math.floor(whole.length / 2), whole.length - 3]) {
    const changed = Buffer.from(whole);
    changed[place]! ^= 1;
    writeFileSync(file('changed.mcb'), changed);
    expect([place, await bundleIn('changed.mcb')]).toMatchObject([
      place,
      { exitCode: 1, answer: { error: expect.stringMatching(/^bundle-(?:damaged|not-for-us)$/u) } },
    ]);
  }

  const keys = await world.upstream.keys();
  const device = store.sync.device()!;
  const header: BundleHeader = {
    bundle: 1,
    from: store.identity.deviceId,
    to: 'upstream',
    agencyCode,
    createdAt: at(6),
    have: [],
    cursor: null,
    publicKey: device.publicKey,
    ageRecipient: device.ageRecipient,
  };
  const forged = async (given: Partial<BundleHeader>, lines: Parameters<typeof writeBundle>[1]['lines'] = [], sign = signerOf(device)) => {
    await writeBundle(file('forged.mcb'), { header: { ...header, ...given }, lines, sign, lock: { recipient: keys.age.publicKey } });
    return bundleIn('forged.mcb');
  };
  const refused = (error: string, why?: string) => ({ exitCode: 1, answer: why === undefined ? { error } : { error, why } });
  expect(await forged({ agencyCode: '000.00.01.H11' })).toEqual(refused('bundle-foreign', 'agency'));
  expect(await forged({ from: id(0x77, 0xd) })).toEqual(refused('bundle-foreign', 'device'));
  expect(await forged({ to: 'office' })).toEqual(refused('bundle-foreign', 'addressee'));
  expect(await forged({ publicKey: keys.stranger.publicKey })).toEqual(refused('bundle-foreign', 'key'));
  expect(await forged({}, [], () => signerOf(device)(Buffer.from('another')))).toEqual(refused('bundle-foreign', 'signature'));
  expect(await forged({}, [{ chunk: 'AAAA' }])).toEqual(refused('bundle-damaged', 'chunk'));
  expect(await forged({}, [{ certificates: [] }])).toEqual(refused('bundle-damaged', 'line'));
  expect(await forged({}, [{ blob: '../../../victim', bytes: 3 }, { chunk: 'YWJj' }])).toMatchObject({
    answer: { error: 'bundle-damaged' },
  });
  expect(existsSync(join(world.upstream.folder, 'server', 'victim'))).toBe(false);
  await writeBundle(file('sealed.mcb'), { header, lines: [], sign: signerOf(device), lock: { recipient: device.ageRecipient } });
  expect(await bundleIn('sealed.mcb')).toEqual(refused('bundle-not-for-us'));
  expect(await bundleIn('nowhere.mcb')).toEqual(refused('file-missing'));
  expect(await bundleOut('none.mcb', 5)).toEqual(refused('bundle-none'));

  await world.upstream.revoke(store.identity.deviceId);
  expect(await bundleIn('d.mcb')).toEqual(refused('device-revoked'));
  expect(await placed()).toBe(before);
  expect(await leftBehind()).toEqual([]);
});

test('a counter whose clock ran ahead once is answered again when it is right', async () => {
  const store = await world.counter('g', 8);
  store.commit([acceptedAt(8, 60)]);
  await exportForUpstream(store, file('ahead.mcb'), '2099-01-01T08:00:00.000+07:00');
  await bundleIn('ahead.mcb');
  store.commit([stepOn.note(61, 60)]);
  await exportForUpstream(store, file('right.mcb'), officeInstant(new Date()));
  await bundleIn('right.mcb');
  await bundleOut('right-back.mcb', 8);
  expect(await bringBack(store, 'right-back.mcb')).toMatchObject({ confirmed: 3, countersigned: 1 });
  expect(syncStatus(store)).toMatchObject({ allSent: true });
});

test('a restored server takes no bundle until its counters are through, and then names what it lacks', async () => {
  const store = await world.counter('f', 7);
  await world.upstream.backUp('yesterday');
  store.commit([acceptedAt(7, 50)]);
  await world.settle('f');
  store.commit([stepOn.note(51, 50)]);
  await exportForUpstream(store, file('f.mcb'), at(9));
  await world.upstream.restore('yesterday');
  const before = await placed();
  expect(await bundleIn('f.mcb')).toEqual({ exitCode: 1, answer: { error: 'not-receiving' } });
  await world.upstream.goOn();
  expect(await bundleIn('f.mcb')).toMatchObject({
    exitCode: 1,
    answer: {
      acts: { stored: 0, duplicate: 0, fork: 0 },
      countersigned: 0,
      refused: [
        { part: 'acts', code: 'gap' },
        { part: 'manifest', code: 'manifest-differs' },
      ],
    },
  });
  expect(await placed()).toBe(before);
  await world.settle('f');
  expect(await bundleIn('f.mcb')).toMatchObject({
    exitCode: 0,
    answer: { acts: { stored: 0, duplicate: 1, fork: 0 }, countersigned: 1, refused: [] },
  });
});

test('a part the calls refuse holds back itself alone', async () => {
  const store = await world.counter('e', 6);
  store.commit([acceptedAt(6, 40)]);
  await exportForUpstream(store, file('e.mcb'), at(7));
  const device = store.sync.device()!;
  const keys = await world.upstream.keys();
  const unnamed = Buffer.from('nobody names this');
  const unnamedHash = createHash('sha256').update(unnamed).digest('hex');
  const header: BundleHeader = {
    bundle: 1,
    from: store.identity.deviceId,
    to: 'upstream',
    agencyCode,
    createdAt: at(8),
    have: [],
    cursor: null,
    publicKey: device.publicKey,
    ageRecipient: device.ageRecipient,
  };
  const lines = [{ blob: unnamedHash, bytes: unnamed.length }, { chunk: unnamed.toString('base64') }];
  await writeBundle(file('unnamed.mcb'), { header, lines, sign: signerOf(device), lock: { recipient: keys.age.publicKey } });
  expect(await bundleIn('unnamed.mcb')).toMatchObject({
    exitCode: 1,
    answer: { blobs: 0, refused: [{ part: 'blob', of: unnamedHash, code: 'blob-not-named' }] },
  });
  const journalId = id(0x99, 0xa);
  const { act, link } = { act: acceptedAt(6, 41), link: linkAct({ seq: 6, linkHash: 'ab'.repeat(32) }, journalId, acceptedAt(6, 41)).link };
  const head = { journalId, ...headOf(link) };
  const early = [
    { act: { body: Buffer.from(bodyBytes(act)).toString('utf8'), link } },
    { head, headSignature: signerOf(device)(headBytes(agencyCode, head)) },
    ...lines,
  ];
  await writeBundle(file('early.mcb'), { header, lines: early, sign: signerOf(device), lock: { recipient: keys.age.publicKey } });
  expect(await bundleIn('early.mcb')).toMatchObject({
    exitCode: 1,
    answer: { acts: { stored: 0 }, refused: [{ part: 'acts', of: journalId, code: 'gap' }, { code: 'blob-not-named' }] },
  });
  expect(await bundleIn('e.mcb')).toMatchObject({ exitCode: 0, answer: { acts: { stored: 2 }, countersigned: 1, refused: [] } });
});
