/** The newest dossiers wait outside the search index: what is found must not tell. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { join } from 'node:path';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { verify } from '../../../electron/store/verify.ts';
import { waitingAtMost } from '../../../electron/store/search-index.ts';
import { rebuild } from '../../../electron/store/apply-acts.ts';
import { connection } from '../../../electron/store/connection.ts';
import type { Store } from '../../../electron/store/store.ts';
import { accepted, furtherAct, id, newStore, reopen, temporaryFolder, testKey } from '../../helpers/store.ts';

const moment = { now: '2026-06-10T10:00:00+07:00', dueSoonUntil: '2026-06-11' };
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

const families = ['Nguyễn', 'Trần', 'Đào', 'Dao', 'Quý'];
/** Invented; the number of one person comes back. */
const person = (n: number) => ({
  fullName: `${families[n % families.length]!} Văn ${n % 2 === 0 ? 'Hòa' : 'Hoà'}`,
  personalId: n % 50 === 7 ? '001085012345' : null,
});
const add = (from: number, to: number, together = 1): void => {
  for (let n = from; n <= to; n += together)
    store.commit(Array.from({ length: together }, (_, index) => accepted(n + index, person(n + index))));
};

const texts = ['nguyen', 'nguyễn', 'dao hoa', 'đào', 'hòa', 'quí', 'guyễn', '001085012345', '2345', '2607', 'khai sinh', 'nobody'];
/** Everything that is asked of the index. */
const found = () => ({
  lists: texts.flatMap((text) =>
    (['all', 'inProcess', 'needsDecision'] as const).flatMap((tab) =>
      [0, 3, 62, 66].map((offset) => {
        const { rows, loosely } = store.dossiers.list({ ...moment, text, tab, limit: 20, offset });
        return { text, tab, offset, loosely, codes: rows.map(({ dossierCode }) => dossierCode) };
      }),
    ),
  ),
  counts: texts.map((text) => store.dossiers.count({ ...moment, text })),
  ofPerson: store.dossiers.findByPersonalId('001085012345').map(({ dossierCode }) => dossierCode),
  applicant: store.applicants.findByPersonalId('001085012345')?.lastDossierCode,
});

function inFile<T>(work: (db: ReturnType<typeof openEncrypted>) => T): T {
  const db = openEncrypted(join(folder.path, 'store.db'), testKey, 'write');
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** How many wait. */
const waiting = (): number =>
  inFile((db) => {
    const count = `SELECT (SELECT max(n) FROM dossier) - coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'search.indexed-to'), (SELECT max(n) FROM dossier)) AS many`;
    return (db.prepare(count).get() as { many: number }).many;
  });

const indexAll = (): void => {
  inFile((db) =>
    db.exec(`BEGIN; INSERT INTO search (rowid, search_text) SELECT n, search_text FROM dossier WHERE n > (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'search.indexed-to');
      DELETE FROM setting WHERE name = 'search.indexed-to'; COMMIT`),
  );
};

test.each([
  { many: 1, together: 1, wait: 1 },
  { many: waitingAtMost, together: 1, wait: waitingAtMost },
  { many: waitingAtMost + 1, together: 1, wait: 0 },
  { many: 230, together: 10, wait: 20 },
])(
  '$many dossiers, $together at a time: the same is found as with all in the index',
  ({ many, together, wait }) => {
    add(1, many, together);
    expect(waiting()).toBe(wait);
    const before = found();
    expect(before.counts[0]?.all).toBe(Math.floor(many / families.length));
    indexAll();
    expect(waiting()).toBe(0);
    expect(found()).toEqual(before);
  },
  120_000,
);

test('many at once go into the index at once', () => {
  store.commit(Array.from({ length: 100 }, (_, index) => accepted(index + 1, person(index + 1))));
  expect(waiting()).toBe(0);
  add(101, 103);
  expect(waiting()).toBe(3);
  expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
});

test('a store that has all of them in the index goes on from there', () => {
  add(1, 5);
  indexAll();
  add(6, 8);
  expect(waiting()).toBe(3);
  expect(store.dossiers.count({ ...moment, text: 'van' }).all).toBe(8);
});

test('words changed while they wait and after are found as they are', () => {
  const correct = (n: number, fullName: string): void => {
    store.commit([
      furtherAct(500 + n, n, id(n, 1), 'dossier.corrected', {
        changes: [],
        applicant: { ...store.dossiers.findState(id(n, 2))!.applicant!, fullName },
        documents: null,
        resultDelivery: null,
        fee: null,
        due: null,
        intake: null,
        limit: null,
        reason: 'Gõ nhầm tên',
      }),
    ]);
  };
  const all = (text: string): number => store.dossiers.count({ ...moment, text }).all;
  add(1, waitingAtMost + 1, 5);
  add(waitingAtMost + 2, waitingAtMost + 2);
  correct(waitingAtMost + 2, 'Bế Thị Chín');
  correct(3, 'Bế Thị Mười');
  expect([all('be thi'), all('chin'), all('muoi')]).toEqual([2, 1, 1]);
  add(waitingAtMost + 3, 2 * waitingAtMost + 2, 8);
  expect(waiting()).toBe(0);
  expect([all('be thi'), all('chin'), all('muoi')]).toEqual([2, 1, 1]);
  expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
});

test('derived again from the acts it is the same', () => {
  add(1, 70, 5);
  const before = found();
  store.close();
  inFile((db) => {
    db.transaction(() => {
      rebuild(connection(db));
    })();
  });
  store = reopen(folder.path);
  expect(found()).toEqual(before);
  expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
});
