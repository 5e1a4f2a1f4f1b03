import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { accepted, furtherAct, id, newStore, printed, reopen, temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeEach(() => {
  folder = temporaryFolder();
  store = newStore(folder.path);
});
afterEach(() => {
  store.close();
  folder.remove();
});
function restart(): void {
  store.close();
  store = reopen(folder.path);
}

test('drafts keep their owner and first moment, and survive', () => {
  const draft = {
    id: id(1),
    ownerId: 'hanh',
    label: 'Số 12',
    data: { fullName: 'Nguyễn Thị Kim Oan' },
    createdAt: '2026-06-08T09:00:00+07:00',
    savedAt: '2026-06-08T09:00:00+07:00',
  };
  store.drafts.save(draft);
  store.drafts.save({
    ...draft,
    ownerId: 'trang',
    label: null,
    data: { fullName: 'Nguyễn Thị Kim Oanh' },
    createdAt: '2026-06-08T09:01:00+07:00',
    savedAt: '2026-06-08T09:01:00+07:00',
  });
  store.drafts.save({ ...draft, id: id(2), ownerId: 'trang', createdAt: '2026-06-08T08:00:00+07:00' });
  restart();
  const kept = { ...draft, label: null, data: { fullName: 'Nguyễn Thị Kim Oanh' }, savedAt: '2026-06-08T09:01:00+07:00' };
  expect(store.drafts.find(id(1))).toEqual(kept);
  expect(store.drafts.ofOwner('hanh')).toEqual([kept]);
  expect(store.drafts.all().map((each) => each.id)).toEqual([id(2), id(1)]);
  expect([store.drafts.countOfOwner('trang'), store.drafts.countOfOwner('nobody')]).toEqual([1, 0]);
  store.drafts.remove(id(1));
  expect(store.drafts.find(id(1))).toBeUndefined();
});

test('a draft goes in the transaction of the act it became', () => {
  const draft = { id: id(1), ownerId: 'hanh', label: null, data: {}, createdAt: 'x', savedAt: 'x' };
  store.drafts.save(draft);
  expect(() =>
    store.commit([accepted(1)], () => {
      store.drafts.remove(id(1));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.drafts.find(id(1))).toEqual(draft);
  store.commit([accepted(1)], () => {
    store.drafts.remove(id(1));
  });
  expect(store.drafts.find(id(1))).toBeUndefined();
});

test('local rows are written together or not at all', () => {
  expect(() =>
    store.writeLocal(() => {
      store.settings.put('a', 1);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(store.settings.get('a')).toBeUndefined();
  expect(
    store.writeLocal(() => {
      store.settings.put('a', { b: [1, null] });
      return store.writeLocal(() => 7);
    }),
  ).toBe(7);
  restart();
  expect(store.settings.get('a')).toEqual({ b: [1, null] });
});

test('sign-in data, packs, imported files', () => {
  const credential = {
    personId: 'p1',
    hash: '$argon2id$…',
    failures: 4,
    lockedAt: null,
    changedAt: '2026-06-08T09:00:00+07:00',
    lastSignInAt: null,
  };
  store.credentials.put({ ...credential, failures: 0 });
  store.credentials.put(credential);
  const file = { sha256: 'a'.repeat(64), name: 'so-theo-doi.csv', rows: 863, importedAt: '2026-06-08T09:00:00+07:00', actorId: 'hanh' };
  store.importedFiles.put(file);
  for (const [name, version] of [
    ['2026', 1],
    ['2026', 3],
    ['2026', 2],
    ['2025', 1],
  ] as const)
    store.packs.put({ kind: 'calendar', name, version, validFrom: null, content: { version } });
  store.packs.put({ kind: 'calendar', name: '2026', version: 3, validFrom: null, content: 'never replaced' });
  restart();
  expect(store.credentials.find('p1')).toEqual(credential);
  expect(store.credentials.find('p2')).toBeUndefined();
  expect(store.importedFiles.find(file.sha256)).toEqual(file);
  expect(store.importedFiles.find('b')).toBeUndefined();
  expect(store.packs.newest('calendar', '2026')).toEqual({
    kind: 'calendar',
    name: '2026',
    version: 3,
    validFrom: null,
    content: { version: 3 },
  });
  expect(store.packs.all('calendar').map(({ name, version }) => [name, version])).toEqual([
    ['2025', 1],
    ['2026', 3],
  ]);
  expect(store.packs.newest('catalogue')).toBeUndefined();
});

test('people are what the latest act about them says', () => {
  const office = (n: number, kind: 'person.added' | 'person.changed' | 'person.dismissed', payload: never) => ({
    ...furtherAct(n, 1, null, kind, payload),
    dossierId: null,
  });
  const person = (personId: string, fullName: string, roles: readonly string[]) => ({ personId, fullName, roles, title: null }) as never;
  store.commit([
    office(1, 'person.added', person('p1', 'Lê Thị Hạnh', ['receptionist'])),
    office(2, 'person.added', person('p2', 'Bùi Thị Thu Trang', ['specialist'])),
    office(3, 'person.changed', person('p2', 'Bùi Thị Thu Trang', ['specialist', 'receptionist'])),
    office(4, 'person.dismissed', { personId: 'p1', reason: 'Chuyển công tác' } as never),
    office(5, 'person.dismissed', { personId: 'unknown', reason: '' } as never),
  ]);
  restart();
  expect(store.persons.all()).toEqual([
    { personId: 'p2', fullName: 'Bùi Thị Thu Trang', roles: ['specialist', 'receptionist'], title: null, active: true },
    { personId: 'p1', fullName: 'Lê Thị Hạnh', roles: ['receptionist'], title: null, active: false },
  ]);
  expect(store.persons.find('p1')?.active).toBe(false);
  expect(store.persons.find('unknown')).toBeUndefined();
});

test('every print has its row', () => {
  const hash = store.blobs.put('2026-06', Buffer.from('pdf'));
  store.commit([accepted(1), printed(2, 1, hash, 3), printed(3, 1, hash, 3, 1)]);
  restart();
  const first = {
    actId: id(2, 3),
    dossierId: id(1, 2),
    form: 'receiptSlip',
    formSet: 'TT03_2025',
    formNo: '01',
    templateVersion: '1',
    copies: [1, 2],
    layout: 'a5',
    reprintNo: 0,
    reason: null,
    blobSha256: hash,
    byteLength: 3,
    pageCount: 1,
    printedAt: '2026-06-09T08:00:00+07:00',
  };
  const again = { ...first, actId: id(3, 3), reprintNo: 1, reason: 'Người dân làm mất' };
  expect(store.prints.find(id(2, 3))).toEqual(first);
  expect(store.prints.ofDossier(id(1, 2))).toEqual([first, again]);
  expect(store.prints.lastOfForm(id(1, 2), 'receiptSlip')).toEqual(again);
  expect(store.prints.lastOfForm(id(1, 2), 'controlSlip')).toBeUndefined();
});

test('blobs are kept once, by their hash, in the file of their month', () => {
  const bytes = Buffer.from('a scan');
  const hash = store.blobs.put('2026-06', bytes);
  expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(store.blobs.put('2026-07', bytes)).toBe(hash);
  const other = store.blobs.put('2026-07', Buffer.from('another'));
  const empty = store.blobs.put('2026-07', Buffer.alloc(0));
  restart();
  expect([store.blobs.get(hash), store.blobs.get(other), store.blobs.get(empty), store.blobs.get('0'.repeat(64))]).toEqual([
    bytes,
    Buffer.from('another'),
    Buffer.alloc(0),
    undefined,
  ]);
  expect([store.blobs.has(hash), store.blobs.has('0'.repeat(64))]).toEqual([true, false]);
  expect(readdirSync(folder.path).filter((name) => /^blobs-.*\.db$/u.test(name))).toEqual(['blobs-2026-06.db', 'blobs-2026-07.db']);
  expect(() => store.blobs.put('2026-13', bytes)).toThrow(RangeError);
  expect(() => store.blobs.put('../../etc', bytes)).toThrow(RangeError);
});

test('a reader sees whole commands, and cannot write', () => {
  const reader = openReader({ dataDir: folder.path, key: testKey });
  store.commit([accepted(1)]);
  expect(reader.dossiers.findRow(id(1, 2))?.applicantName).toBe('Nguyễn Thị Kim Oanh');
  expect(() => {
    reader.drafts.remove('x');
  }).toThrow(/readonly/u);
  reader.close();
});
