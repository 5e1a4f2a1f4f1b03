/** The server's promises on Debian's PostgreSQL, and with half of the journal's partitions on a second one. All of the suite on both: `npm run soak`. */
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { startDebianPostgres } from './helpers/debian-postgres.ts';
import { engineEnv, runSuite } from './helpers/engines.ts';
import { createServerDatabase } from './helpers/postgres.ts';

test('Debian’s PostgreSQL: what is pushed and countersigned', { timeout: 240_000 }, async () => {
  const { passed, failures } = await runSuite('debian', ['test/server/push.test.ts', 'test/server/manifest.test.ts']);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(20);
});

test('half of the journal on a second PostgreSQL: pushes, pulls and manifests', { timeout: 240_000 }, async () => {
  const { passed, failures } = await runSuite('spread', ['test/server/push.test.ts', 'test/server/manifest.test.ts']);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThan(20);
});

test('offices lie on both, and each PostgreSQL itself refuses what is there already', { timeout: 120_000 }, async () => {
  const far = await startDebianPostgres();
  Object.assign(process.env, engineEnv('spread', far));
  const database = await createServerDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const act = (office: number, position: number, body: number, id: number) =>
      client.query(
        `INSERT INTO act (agency_code, position, epoch, body_hash, act_id, body, journal_id, seq, link_hash, prev)
         VALUES ($1, $2, gen_random_uuid(), sha256($3), lpad($4, 32, '0')::uuid, 'x', gen_random_uuid(), 1, 'x', 'x')`,
        [`H55.${String(office)}`, position, `body ${String(body)}`, String(id)],
      );
    const link = (office: number, text: string) =>
      client.query(
        `INSERT INTO link (agency_code, journal_id, seq, link_hash, prev, body_hash) VALUES ($1, '0197a000-0000-7000-8000-000000000001', 1, sha256($2), 'x', 'x')`,
        [`H55.${String(office)}`, text],
      );
    const offices = Array.from({ length: 24 }, (_, index) => index + 1);
    for (const office of offices) await Promise.all([act(office, 1, 1, 1), link(office, 'một')]);
    const { rows } = await client.query<{ far: boolean; n: string }>(
      "SELECT relkind = 'f' AS far, count(*) AS n FROM act JOIN pg_class ON pg_class.oid = act.tableoid GROUP BY 1 ORDER BY 1",
    );
    const lying = new Map(rows.map((row) => [row.far, Number(row.n)]));
    expect([(lying.get(false) ?? 0) + (lying.get(true) ?? 0), (lying.get(false) ?? 0) > 4, (lying.get(true) ?? 0) > 4]).toEqual([
      24,
      true,
      true,
    ]);
    for (const office of offices) {
      await expect(act(office, 1, 2, 2)).rejects.toMatchObject({ code: '23505' });
      await expect(act(office, 2, 1, 2)).rejects.toMatchObject({ code: '23505' });
      await expect(act(office, 2, 2, 1)).rejects.toMatchObject({ code: '23505' });
      await expect(link(office, 'một')).rejects.toMatchObject({ code: '23505' });
      await expect(link(office, 'hai')).rejects.toMatchObject({ code: '23505' });
    }
    await expect(client.query("DELETE FROM act WHERE agency_code = 'H55.1'")).rejects.toThrow('append-only');
  } finally {
    await client.end();
    await database.drop();
    for (const name of Object.keys(engineEnv('spread', far))) delete process.env[name];
    await far.close();
  }
});
