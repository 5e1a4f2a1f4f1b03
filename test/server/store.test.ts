import { afterEach, beforeEach, expect, test } from 'vitest';
import { Client } from 'pg';
import { migrations } from '../../server/migrations/all.ts';
import { openStore } from '../../server/store/database.ts';
import { hashOfMigration, migrate } from '../../server/store/migrate.ts';
import { createDatabase, type TestDatabase } from './helpers/postgres.ts';

let database: TestDatabase;
let client: Client;

beforeEach(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

/** By number; a new one is added when it is released. */
const PINNED: readonly string[] = ['2a8dad30a12d6ac3b6d2b121f36f7d291d43c0a62ce32b9ccfc4754e216cb2b6'];

test('released migrations are what they were', () => {
  expect(migrations.slice(0, PINNED.length).map(hashOfMigration)).toEqual(PINNED);
  expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1));
});

test('several servers may start at once on one database', async () => {
  const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir: '', url: database.url })));
  for (const { close } of stores) await close();
  expect((await client.query('SELECT id FROM migration')).rows).toEqual(migrations.map(({ id }) => ({ id })));
});

test('a database of a newer server, and one whose migration was edited, are refused', async () => {
  await migrate(client, migrations);
  await client.query("UPDATE migration SET hash = 'x' WHERE id = 1");
  await expect(migrate(client, migrations)).rejects.toMatchObject({ code: 'migration-was-edited', migration: 1 });
  await client.query("INSERT INTO migration (id, hash) VALUES (99, 'y'), (98, 'z')");
  await client.query('DELETE FROM migration WHERE id = 1');
  await expect(migrate(client, migrations)).rejects.toMatchObject({ code: 'database-from-newer-server', migration: 98 });
});

test('a migration that fails leaves nothing behind, also when only its record fails', async () => {
  await expect(migrate(client, [{ id: 1, why: 'x', sql: 'CREATE TABLE t (a int); SELECT nonsense' }])).rejects.toThrow('nonsense');
  const alreadyRecorded = "CREATE TABLE t (a int); INSERT INTO migration (id, hash) VALUES (1, 'x')";
  await expect(migrate(client, [{ id: 1, why: 'x', sql: alreadyRecorded }])).rejects.toThrow('duplicate key');
  expect((await client.query("SELECT to_regclass('t') AS t")).rows).toEqual([{ t: null }]);
  expect((await client.query('SELECT * FROM migration')).rows).toEqual([]);
});

test.each(['act', 'link', 'audit'])('the database itself refuses to take anything out of %s', async (table) => {
  await migrate(client, migrations);
  await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
});

const hash = (digit: string): string => `'\\x${digit.repeat(64)}'`;
const act = (position: number, bodyHash: string, actId: string) =>
  `INSERT INTO act (agency_code, position, epoch, body_hash, act_id, body, journal_id, seq, link_hash, prev)
   VALUES ('H55.1', ${String(position)}, gen_random_uuid(), ${hash(bodyHash)}, ${actId}, 'x', gen_random_uuid(), 1, ${hash('0')}, ${hash('0')})`;
const link = (linkHash: string) =>
  `INSERT INTO link (agency_code, journal_id, seq, link_hash, prev, body_hash)
   VALUES ('H55.1', '0197a000-0000-7000-8000-000000000001', 1, ${hash(linkHash)}, ${hash('0')}, ${hash('1')})`;
const ID = "'0197a000-0000-7000-8000-0000000000aa'";

test.each([
  ['a place', act(1, '1', 'NULL'), act(1, '2', 'NULL'), 'act_pkey'],
  ['a body', act(1, '1', 'NULL'), act(2, '1', 'NULL'), 'act_by_body'],
  ['an id', act(1, '1', ID), act(2, '2', ID), 'act_by_id'],
  ['a link', link('1'), link('1'), 'link_pkey'],
  ['a number of a journal’s trunk', link('1'), link('2'), 'link_of_trunk'],
])('the database itself refuses %s given twice, whatever the code believes', async (_name, first, second, constraint) => {
  await migrate(client, migrations);
  await client.query(first);
  await expect(client.query(second)).rejects.toMatchObject({ code: '23505', constraint });
});
