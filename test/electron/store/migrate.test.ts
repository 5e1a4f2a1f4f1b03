import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blobMigrations } from '../../../electron/store/blobs.ts';
import { migrate, versionOf, type Migration } from '../../../electron/store/migrate.ts';
import { storeMigrations } from '../../../electron/store/migrations/index.ts';
import { migrateTo, openAt, rows } from '../../helpers/store.ts';

const one: Migration = { id: 1, why: 'a table', up: (db) => db.exec('CREATE TABLE t (a TEXT) STRICT') };
const two: Migration = { id: 2, why: 'a row', up: (db) => db.exec(`INSERT INTO t VALUES ('x')`) };
const broken: Migration = { id: 3, why: 'half of it', up: (db) => db.exec(`INSERT INTO t VALUES ('y'); INSERT INTO nowhere VALUES (1)`) };

test('steps are applied once, in order, each whole with its version', () => {
  const db = openAt(0, [one, two]);
  expect(migrate(db, [one, two])).toEqual([1, 2]);
  expect(migrate(db, [one, two])).toEqual([]);
  expect([versionOf(db), rows(db, 't')]).toEqual([2, [{ a: 'x' }]]);
  expect(() => migrate(db, [one, two, broken])).toThrow(/nowhere/u);
  expect([versionOf(db), rows(db, 't')]).toEqual([2, [{ a: 'x' }]]);
});

test('a file from the future is refused untouched', () => {
  const db = openAt(2, [one, two]);
  expect(() => migrate(db, [one])).toThrow(expect.objectContaining({ code: 'store-from-newer-version', details: { found: 2, known: 1 } }));
  expect(rows(db, 't')).toEqual([{ a: 'x' }]);
});

test('ids count up without a gap', () => {
  for (const migrations of [storeMigrations, blobMigrations])
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1));
});

/** Steps that offices have run. A step is added here when it is released; until then it may change. */
const released = {
  '0001-first-tables.ts': '0793f00eacada62dd44e54828ceb8df190379cf8008a633c7584467e63ac5933',
  'blobs/0001-blob-table.ts': '1a3346c8810ef7c753a2b2b133c2a8908d9fa36943dd3722d0820f7c89a3917b',
};

test.each(Object.entries(released))('%s was released and is never edited', (name, sha256) => {
  const file = readFileSync(new URL(`../../../electron/store/migrations/${name}`, import.meta.url));
  expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
});

test('0001 keeps acts and archived prints from being changed, and one journal live', () => {
  const db = openAt(0);
  migrateTo(db, 1);
  db.exec(`
    INSERT INTO journal (journal_id, live) VALUES ('j1', 1), ('j2', 0);
    INSERT INTO act (n, id, kind, dossier_id, body, body_hash, prev, link_hash) VALUES (4294967297, 'a1', 'dossier.accepted', 'd1', x'7b7d', 'h', 'p', 'l');
    INSERT INTO outbox (n) VALUES (4294967297);
    INSERT INTO print_archive VALUES ('a1', 'd1', 'receiptSlip', 'TT03_2025', '01', '1', '[1,2]', 'a5', 0, NULL, 'b', 3, 1, 't');
  `);
  for (const sql of [
    `UPDATE act SET kind = 'x'`,
    'DELETE FROM act',
    `UPDATE print_archive SET form = 'x'`,
    'DELETE FROM print_archive',
    `INSERT INTO journal (journal_id, live) VALUES ('j3', 1)`,
    'INSERT INTO outbox (n) VALUES (7)',
    `INSERT INTO act (n, id) VALUES (1, 'a1')`,
  ]) {
    expect([sql, codeOf(() => db.exec(sql))]).toEqual([sql, expect.stringMatching(/^SQLITE_CONSTRAINT/u)]);
  }
  expect(rows(db, 'act')).toEqual([
    {
      n: 4294967297,
      id: 'a1',
      kind: 'dossier.accepted',
      dossier_id: 'd1',
      body: Buffer.from('{}'),
      body_hash: 'h',
      prev: 'p',
      link_hash: 'l',
    },
  ]);
  expect(rows(db, 'outbox')).toEqual([{ n: 4294967297 }]);
});

test('0001 finds a dossier by the beginning of any of its words', () => {
  const db = openAt(1);
  db.exec(`
    INSERT INTO dossier (n, dossier_id, needs_decision, procedure_name, applicant_name, list_group, list_at, search_text) VALUES (7, 'd1', 0, '', 'Đào', 1, 0, ' dao đào r_321');
    INSERT INTO search (rowid, search_text) VALUES (7, ' dao đào r_321');
  `);
  const find = (match: string) =>
    (db.prepare('SELECT rowid FROM search WHERE search MATCH ?').all(match) as { rowid: number }[]).map(({ rowid }) => rowid);
  expect([find('"da"*'), find('"đ"*'), find('"r_32"*'), find('"ao"*'), find('"3"*')]).toEqual([[7], [7], [7], [], []]);
});

test('0002 keeps journals, acts and what waits; names the blobs of acts made before', () => {
  const db = openAt(1);
  const body = (payload: object) => Buffer.from(JSON.stringify({ payload })).toString('hex');
  db.exec(`
    INSERT INTO journal (no, journal_id, live) VALUES (1, 'j1', 0), (2, 'j2', 1);
    INSERT INTO act (n, id, kind, dossier_id, body, body_hash, prev, link_hash) VALUES
      (4294967297, 'a1', 'dossier.accepted', 'd1', x'${body({ blobSha256: 'no' })}', 'h1', 'p', 'l1'),
      (4294967298, 'a2', 'paper.printed', 'd1', x'${body({ blobSha256: 'b1' })}', 'h2', 'l1', 'l2'),
      (8589934593, 'a3', 'document.scanned', 'd1', x'${body({ blobSha256: 'b1' })}', 'h3', 'p', 'l3');
    INSERT INTO outbox (n) VALUES (4294967298);
  `);
  migrateTo(db, 2);
  expect(rows(db, 'journal')).toEqual([
    { no: 1, journal_id: 'j1', branch: 0, live: 0, own: 1, forked: 0 },
    { no: 2, journal_id: 'j2', branch: 0, live: 1, own: 1, forked: 0 },
  ]);
  expect(rows(db, 'blob_named')).toEqual([
    { sha256: 'b1', n: 4294967298, waiting: 1 },
    { sha256: 'b1', n: 8589934593, waiting: 1 },
  ]);
  expect([rows(db, 'act').length, rows(db, 'outbox')]).toEqual([3, [{ n: 4294967298 }]]);
  db.exec(`INSERT INTO relink (n, act_n, prev, link_hash) VALUES (8589934594, 4294967297, 'l3', 'l4')`);
  for (const sql of [
    `UPDATE relink SET prev = 'x'`,
    'DELETE FROM relink',
    `UPDATE journal SET live = 1`,
    `INSERT INTO journal (journal_id, live) VALUES ('j1', 0)`,
  ]) {
    expect([sql, codeOf(() => db.exec(sql))]).toEqual([sql, expect.stringMatching(/^SQLITE_CONSTRAINT/u)]);
  }
});

function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
}
