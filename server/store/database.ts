import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Client, type CustomTypesConfig, Pool, types as standardTypes } from 'pg';
import { migrations } from '../migrations/all.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

const INT8 = 20;
const POOL_SIZE = 20;

/** Positions and sequences are safe integers long before they are not: a district of a thousand communes gives some 10⁸ a year. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number;
    return format === 'binary' ? standardTypes.getTypeParser(oid, format) : standardTypes.getTypeParser(oid, 'text');
  }) as typeof standardTypes.getTypeParser,
};

export type Store = {
  readonly db: Db;
  /** Closes the pool. The embedded cluster ends too, unless somebody else is on it. */
  close: () => Promise<void>;
};

/** The database at `url`, or without one the embedded cluster of `dataDir`; brought to the newest tables. Throws `SchemaFault`. */
export async function openStore({ dataDir, url }: { readonly dataDir: string; readonly url?: string | undefined }): Promise<Store> {
  if (url !== undefined) return connect(url, async () => undefined);
  try {
    return await onCluster(dataDir);
  } catch (error) {
    if (!isGone(error)) throw error;
    // Another process, the last on the cluster, was just ending it.
    return onCluster(dataDir);
  }
}

async function onCluster(dataDir: string): Promise<Store> {
  const cluster = await openCluster(dataDir);
  return connect(cluster.url, () => stopIfAlone(cluster));
}

async function connect(connectionString: string, afterClose: () => Promise<void>): Promise<Store> {
  await prepare(connectionString);
  // Connections stay: they are how a command line sees that a server is on the cluster.
  const pool = new Pool({ connectionString, max: POOL_SIZE, idleTimeoutMillis: 0, types, application_name: 'mot-cua' });
  // An idle connection that breaks (PostgreSQL was restarted) is replaced by the pool at its next use, which then fails or succeeds by itself.
  pool.on('error', () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  await sql`SELECT 1`.execute(db);
  return {
    db,
    close: async () => {
      await db.destroy();
      await afterClose();
    },
  };
}

/** Refused, cut, or told that the database is shutting down. */
function isGone(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P01' || code === '57P03';
}

async function prepare(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, types });
  await client.connect();
  try {
    await migrate(client, migrations);
  } finally {
    await client.end();
  }
}

/** The command line works beside a running server, on the same cluster: the last to leave ends it. */
async function stopIfAlone(cluster: Cluster): Promise<void> {
  const client = new Client({ connectionString: cluster.url, types });
  await client.connect();
  const { rows } = await client.query<{ others: number }>(
    "SELECT count(*) AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  );
  await client.end();
  if (rows[0]?.others === 0) await cluster.stop();
}
