import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Client, type CustomTypesConfig, Pool, types as standardTypes } from 'pg';
import { migrations } from '../migrations/all.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { migrate } from './migrate.ts';
import { revive } from './revive.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

const INT8 = 20;
const POOL_SIZE = 20;
const OPEN_ATTEMPTS = 20;
const OPEN_AGAIN_MS = 250;

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

export type StoreOptions = {
  readonly dataDir: string;
  readonly url?: string | undefined;
  /** A server that stays: the embedded cluster is started again when it dies. Told of each attempt that fails. */
  readonly reviving?: ((error: unknown) => void) | undefined;
};

/** The database at `url`, or without one the embedded cluster of `dataDir`; brought to the newest tables. Throws `SchemaFault`. */
export async function openStore({ dataDir, url, reviving }: StoreOptions): Promise<Store> {
  if (url !== undefined) return connect(url, { lost: () => undefined, close: async () => undefined });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onCluster(dataDir, reviving);
    } catch (error) {
      if (!isGone(error) || attempt === OPEN_ATTEMPTS) throw error;
      // Another process, the last on the cluster, was just ending it; or it was killed, and still looks alive.
      await wait(OPEN_AGAIN_MS);
    }
  }
}

async function onCluster(dataDir: string, reviving: StoreOptions['reviving']): Promise<Store> {
  const cluster = await openCluster(dataDir);
  const reviver = reviving === undefined ? undefined : revive(cluster, reviving);
  return connect(cluster.url, {
    lost: () => reviver?.lost(),
    close: async () => {
      await reviver?.stop();
      await stopIfAlone(cluster);
    },
  });
}

/** What stands behind the connections. `lost`: one of them broke by itself. */
type Ground = { readonly lost: () => void; readonly close: () => Promise<void> };

async function connect(connectionString: string, ground: Ground): Promise<Store> {
  await prepare(connectionString);
  // Connections stay: they are how a command line sees that a server is on the cluster.
  const pool = new Pool({ connectionString, max: POOL_SIZE, idleTimeoutMillis: 0, types, application_name: 'mot-cua' });
  // The pool replaces a connection that breaks (PostgreSQL was restarted); what was asked over it fails by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', ground.lost);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  await sql`SELECT 1`.execute(db);
  return {
    db,
    close: async () => {
      await db.destroy();
      await ground.close();
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
  try {
    await client.connect();
  } catch (error) {
    if (!isGone(error)) throw error;
    // It has ended before.
    return;
  }
  const { rows } = await client.query<{ others: number }>(
    "SELECT count(*) AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  );
  await client.end();
  if (rows[0]?.others === 0) await cluster.stop();
}
