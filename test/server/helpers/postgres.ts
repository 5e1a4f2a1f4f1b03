/** One embedded PostgreSQL for all test files of a run, each file in a database of its own. The last to leave ends it. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { isStoreFault } from '../../../electron/store/fault.ts';
import { lockFolder } from '../../../electron/store/lock.ts';
import { openCluster } from '../../../server/store/cluster.ts';
import { spreadJournal } from './spread-journal.ts';

const folder = join(tmpdir(), `motcua-test-pg-${String(process.getuid?.() ?? 0)}`);

export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** On the embedded cluster, or on the server `TEST_DATABASE_URL` names, whose user may create databases. */
export async function createDatabase(): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL'];
  return given === undefined ? createOnEmbedded() : createOn(given);
}

/** One for a server to work on: where `TEST_JOURNAL_HALF_ON` names a second PostgreSQL, half of the journal's partitions lie there. */
export async function createServerDatabase(): Promise<TestDatabase> {
  const second = process.env['TEST_JOURNAL_HALF_ON'];
  const database = await createDatabase();
  if (second === undefined) return database;
  const far = await createOn(second);
  await spreadJournal(database.url, far.url);
  return {
    url: database.url,
    drop: async () => {
      await database.drop();
      await far.drop();
    },
  };
}

async function createOnEmbedded(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const { url, admin } = await locked(async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o711);
    const cluster = await openCluster(join(folder, 'data'));
    const client = new Client({ connectionString: cluster.url });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    return { url: cluster.url, admin: client };
  });
  return {
    url: url.replace(/\/postgres$/u, `/${name}`),
    drop: () =>
      locked(async () => {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        const { rows } = await admin.query<{ others: string }>(
          "SELECT count(*) AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
        );
        await admin.end();
        if (Number(rows[0]?.others) > 0) return;
        await (await openCluster(join(folder, 'data'))).stop();
        await rm(folder, { recursive: true, force: true });
      }),
  };
}

async function createOn(server: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** One process at a time. The system lets go of the lock of one that was killed, and of nobody who is only slow. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  const place = `${folder}.turn`;
  await mkdir(place, { recursive: true });
  const lock = await soonAsFree(() => lockFolder(place));
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function soonAsFree<T>(take: () => T): Promise<T> {
  for (;;) {
    try {
      return take();
    } catch (error) {
      if (!isStoreFault(error) || error.code !== 'data-folder-in-use') throw error;
      await wait(20);
    }
  }
}
