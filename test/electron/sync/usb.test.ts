import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDeviceKey } from '../../../electron/sync/keys.ts';
import { importBundle, type Imported } from '../../../electron/sync/usb/import.ts';
import { newOfficeCode, readOfficeCode } from '../../../electron/sync/usb/office-code.ts';
import { exportForOffice } from '../../../electron/sync/usb/office.ts';
import type { Store } from '../../../electron/store/store.ts';
import { verify } from '../../../electron/store/verify.ts';
import { randomFrom } from '../../helpers/random.ts';
import { id, newStore, reopen, temporaryFolder, testKey } from '../../helpers/store.ts';
import { acceptedAt, statesOf, stepOn } from '../../helpers/sync-world.ts';
import { author, deviceOf } from '../../helpers/upstream.ts';

const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
console.log(`seed ${String(seed)}`);
const random = randomFrom(seed);

const officeCode = newOfficeCode();
let folder: ReturnType<typeof temporaryFolder>;
let open: Map<string, Store>;
let clock: number;
let ids: number;
beforeEach(() => {
  folder = temporaryFolder();
  open = new Map();
  clock = 0;
  ids = 0;
});
afterEach(() => {
  for (const store of open.values()) store.close();
  folder.remove();
});

const at = (name: string) => join(folder.path, name);
const stick = (name: string) => at(`${name}.mcb`);

async function desk(name: string, counterNo: number, code = officeCode): Promise<Store> {
  const store = newStore(at(name), { counterNo, deviceId: deviceOf(0x100 + counterNo) });
  open.set(name, store);
  store.sync.keepDevice(await newDeviceKey());
  store.sync.keepOfficeCode(code);
  return store;
}
const now = (): string => `2026-06-09T17:00:${String((clock += 1)).padStart(2, '0')}.000+07:00`;
const give = (store: Store, name: string, all = false) => exportForOffice(store, stick(name), now(), all);
const takeIn = (store: Store, name: string): Promise<Imported> =>
  importBundle({ store, newId: () => id((ids += 1), 0xf2), author }, stick(name));
const refused = async (store: Store, name: string): Promise<unknown> => {
  const before = JSON.stringify([statesOf(store), store.acts.heads(), store.sync.neighbours()]);
  const code = await takeIn(store, name).then(
    () => 'taken',
    (error: unknown) => (error as { code?: unknown }).code,
  );
  expect(JSON.stringify([statesOf(store), store.acts.heads(), store.sync.neighbours()])).toBe(before);
  return code;
};
const alike = (...names: readonly string[]) => {
  const [first, ...others] = names.map((name) => statesOf(open.get(name)!));
  for (const other of others) expect(other).toEqual(first);
  for (const name of names) expect([name, verify({ dataDir: at(name), key: testKey }).faults]).toEqual([name, []]);
};

test('the office code is read as people write it', () => {
  expect(readOfficeCode(officeCode.toLowerCase().replaceAll('-', ' '))).toBe(officeCode);
  expect(readOfficeCode(officeCode.replace(/.$/u, (digit) => (digit === '0' ? '1' : '0')))).toBeUndefined();
});

describe('two desks without a server', () => {
  test('one accepts, the other works on slips, and both come to the same', async () => {
    const [a, b] = [await desk('a', 2), await desk('b', 3)];
    a.commit([acceptedAt(2, 1)]);
    b.commit([stepOn.takeOver(2, 1)]);
    expect(b.dossiers.findState(id(1, 2))).toMatchObject({ status: null, timeline: [{ effect: 'waiting' }] });
    await give(a, 'one');
    expect(await takeIn(b, 'one')).toEqual({ from: a.identity.deviceId, added: 2, confirmed: 0, countersigned: 0 });
    expect(b.dossiers.findState(id(1, 2))).toMatchObject({ status: 'inProgress', needsDecision: [] });
    await give(b, 'two');
    await takeIn(a, 'two');
    alike('a', 'b');
    expect([a.sync.unsent().acts, b.sync.unsent().acts]).toEqual([2, 2]);
  });

  test('bundles are lost, repeated and come in any order', async () => {
    const [a, b, c] = [await desk('a', 2), await desk('b', 3), await desk('c', 4)];
    const names = ['a', 'b', 'c'];
    const written: string[] = [];
    const refusals = new Set<string>();
    let acts = 10;
    for (let round = 0; round < 20; round += 1) {
      const [from, to] = [Math.floor(random() * 3), Math.floor(random() * 3)].map((index) => [a, b, c][index]!) as [Store, Store];
      from.commit([
        acceptedAt(from.identity.counterNo, 100 + round),
        [stepOn.note, stepOn.takeOver, stepOn.withdraw][Math.floor(random() * 3)]!((acts += 1), 100 + Math.floor(random() * (round + 1))),
      ]);
      const name = `stick-${String(round)}`;
      await give(from, name);
      written.push(name);
      if (random() < 0.4) continue;
      const chosen = random() < 0.3 ? written[Math.floor(random() * written.length)]! : name;
      await takeIn(to, chosen).catch((error: unknown) => {
        refusals.add((error as { code: string }).code);
      });
    }
    for (const round of [1, 2]) {
      for (const [index, from] of [a, b, c].entries()) {
        await give(from, `last-${String(round)}-${String(index)}`, true);
        for (const to of [a, b, c]) if (to !== from) await takeIn(to, `last-${String(round)}-${String(index)}`);
      }
    }
    alike(...names);
    expect([...refusals].filter((code) => code !== 'bundle-foreign' && code !== 'bundle-gap')).toEqual([]);
  });

  test('an act whose id another desk gave to other words: told at both, and it holds back nothing', async () => {
    const [a, b] = [await desk('a', 2), await desk('b', 3)];
    a.commit([acceptedAt(2, 1)]);
    await give(a, 'one');
    await takeIn(b, 'one');
    // As a copied file or other software would: one id, two texts.
    const ofB = stepOn.note(44, 1);
    a.commit([stepOn.note(44, 1)]);
    b.commit([{ ...ofB, payload: { text: 'chữ khác' } }, stepOn.note(45, 1)]);
    const reused = (store: Store) => ({
      from: store.identity.deviceId,
      collision: { code: 'id-reused', details: { acts: 1, dossierIds: [id(1, 2)] } },
    });
    await give(b, 'two');
    expect(await takeIn(a, 'two')).toMatchObject({ ...reused(b), added: 2 });
    await give(a, 'three');
    expect(await takeIn(b, 'three')).toMatchObject({ ...reused(a), added: 0 });
    // What comes after it comes once, and each keeps its own.
    b.commit([stepOn.note(46, 1)]);
    await give(b, 'four');
    expect(await takeIn(a, 'four')).toMatchObject({ ...reused(b), added: 1 });
    expect(await takeIn(a, 'four')).toMatchObject({ added: 0 });
    const texts = (store: Store) => store.acts.ofDossier(id(1, 2)).flatMap(({ body }) => body.payload['text'] ?? []);
    expect([texts(a).toSorted(), texts(b).toSorted()]).toEqual([
      ['ghi chú 44', 'ghi chú 45', 'ghi chú 46'],
      ['chữ khác', 'ghi chú 45', 'ghi chú 46'],
    ]);
    for (const name of ['a', 'b']) expect([name, verify({ dataDir: at(name), key: testKey }).faults]).toEqual([name, []]);
  });

  test('what the others have shown to hold is not carried again', async () => {
    const [a, b] = [await desk('a', 2), await desk('b', 3)];
    a.commit(Array.from({ length: 200 }, (_, n) => acceptedAt(2, n + 1)));
    const first = await give(a, 'one');
    await takeIn(b, 'one');
    await give(b, 'two');
    await takeIn(a, 'two');
    a.commit([acceptedAt(2, 300)]);
    const second = await give(a, 'three');
    expect([first.lines > 200, second.lines < 10]).toEqual([true, true]);
    expect(await takeIn(b, 'three')).toMatchObject({ added: 1 });
    expect(await takeIn(b, 'three')).toMatchObject({ added: 0 });
    expect(await takeIn(b, 'one')).toMatchObject({ added: 0 });
    alike('a', 'b');
  });

  test('a desk set back to its backup gets its own acts back and sends them again', async () => {
    const [a, b] = [await desk('a', 2), await desk('b', 3)];
    a.commit([acceptedAt(2, 1)]);
    a.close();
    open.delete('a');
    const { cpSync, rmSync } = await import('node:fs');
    cpSync(at('a'), at('backup'), { recursive: true, filter: (path) => !path.endsWith('lock.json') });
    const again = reopen(at('a'));
    again.commit([stepOn.note(1, 1), stepOn.takeOver(2, 1)]);
    await give(again, 'one');
    await takeIn(b, 'one');
    again.close();
    rmSync(at('a'), { recursive: true });
    cpSync(at('backup'), at('a'), { recursive: true });
    const restored = reopen(at('a'));
    open.set('a', restored);
    await give(b, 'two', true);
    expect(await takeIn(restored, 'two')).toMatchObject({ added: 3 });
    expect(restored.sync.journals().map(({ live }) => live)).toEqual([false, true]);
    expect(restored.acts.ofKind('journal.opened', 9)).toHaveLength(3);
    expect(restored.sync.unsent().acts).toBe(5);
    // What it had forgotten stands on its new journal, to be sent from there.
    const resent = restored.sync.runAfter(restored.identity.journalId, 0)?.acts.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    expect([resent?.slice(1), restored.sync.hasLeftBehind()]).toEqual([[id(1, 3), id(2, 3)], false]);
    await give(restored, 'three', true);
    await takeIn(b, 'three');
    alike('a', 'b');
  });
});

describe('a bundle that changes nothing', () => {
  test('cut short anywhere, or a byte changed anywhere', async () => {
    const [a, b] = [await desk('a', 2), await desk('b', 3)];
    a.commit(Array.from({ length: 30 }, (_, n) => acceptedAt(2, n + 1)));
    await give(a, 'good');
    const bytes = readFileSync(stick('good'));
    for (let round = 0; round < 12; round += 1) {
      copyFileSync(stick('good'), stick('bad'));
      truncateSync(stick('bad'), Math.floor(random() * bytes.length));
      expect(await refused(b, 'bad')).toMatch(/^bundle-(damaged|not-for-us)$/u);
      const changed = Buffer.from(bytes);
      const place = Math.floor(random() * bytes.length);
      changed[place] = (changed[place] ?? 0) ^ (1 + Math.floor(random() * 255));
      writeFileSync(stick('bad'), changed);
      expect(await refused(b, 'bad')).toMatch(/^bundle-(damaged|not-for-us)$/u);
    }
    expect(await takeIn(b, 'good')).toMatchObject({ added: 31 });
  });

  test('of another office, of oneself, of a desk that is not who it was', async () => {
    const [a, b, stranger] = [await desk('a', 2), await desk('b', 3), await desk('stranger', 4, newOfficeCode())];
    a.commit([acceptedAt(2, 1)]);
    await give(stranger, 'strange');
    expect(await refused(b, 'strange')).toBe('bundle-not-for-us');
    await give(a, 'own');
    expect(await refused(a, 'own')).toBe('bundle-foreign');
    await takeIn(b, 'own');
    a.sync.keepDevice(await newDeviceKey());
    await give(a, 'forged');
    expect(await refused(b, 'forged')).toBe('bundle-foreign');
    await expect(exportForOffice(newDesk(), stick('none'), now(), false)).rejects.toMatchObject({ code: 'office-code-missing' });
  });

  test('one that begins after something that never came', async () => {
    const [a, b, c] = [await desk('a', 2), await desk('b', 3), await desk('c', 4)];
    a.commit([acceptedAt(2, 1)]);
    await give(a, 'one');
    await takeIn(b, 'one');
    await give(b, 'two');
    await takeIn(a, 'two');
    a.commit([acceptedAt(2, 2)]);
    await give(a, 'three');
    expect(await refused(c, 'three')).toBe('bundle-gap');
    await give(a, 'four', true);
    expect(await takeIn(c, 'four')).toMatchObject({ added: 4 });
  });

  test('nothing half written is left where a bundle should be', async () => {
    const a = await desk('a', 2);
    await expect(exportForOffice(a, join(at('nowhere'), 'x.mcb'), now(), true)).rejects.toMatchObject({ code: 'ENOENT' });
    await give(a, 'whole');
    expect([existsSync(stick('whole')), readdirSync(folder.path).filter((name) => name.endsWith('.part'))]).toEqual([true, []]);
    expect(readFileSync(stick('whole')).includes('journal.opened')).toBe(false);
  });
});

function newDesk(): Store {
  const store = newStore(at('new'), { counterNo: 5 });
  open.set('new', store);
  return store;
}
