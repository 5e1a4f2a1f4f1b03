/** The journal as `docs/scaling.md` lets it grow: hash-partitioned by agency, every other partition on a second PostgreSQL through postgres_fdw. */
import { Client } from 'pg';
import { migrations } from '../../../server/migrations/all.ts';
import { migrate } from '../../../server/store/migrate.ts';

const PARTITIONS = 8;
const TABLES = ['act', 'link'] as const;

/** Both databases are empty; `near` becomes a server's database. */
export async function spreadJournal(near: string, far: string): Promise<void> {
  const [here, there] = [new Client({ connectionString: near }), new Client({ connectionString: far })];
  await Promise.all([here.connect(), there.connect()]);
  try {
    await migrate(here, migrations);
    // For its tables' shape, keys and triggers.
    await migrate(there, migrations);
    await here.query(`CREATE EXTENSION postgres_fdw; ${serverFor(new URL(far))}`);
    const view = await definition(here, "SELECT pg_get_viewdef('readable_act'::regclass) AS text");
    await here.query('DROP VIEW readable_act');
    for (const table of TABLES) await spread(here, there, table);
    await here.query(`CREATE VIEW readable_act AS ${view}`);
  } finally {
    await Promise.all([here.end(), there.end()]);
  }
}

function serverFor({ hostname, port, pathname, username, password }: URL): string {
  return `
    CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}', batch_size '500');
    CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user '${username}', password '${decodeURIComponent(password)}');
  `;
}

/** Foreign partitions allow no unique index on the parent: each partition has its own, and one agency's rows are all in one partition. */
async function spread(here: Client, there: Client, table: (typeof TABLES)[number]): Promise<void> {
  const indexes = await definitions(here, table);
  await here.query(`
    ALTER TABLE ${table} RENAME TO ${table}_whole;
    CREATE TABLE ${table} (LIKE ${table}_whole INCLUDING DEFAULTS) PARTITION BY HASH (agency_code);
  `);
  await here.query(trigger(table));
  for (let part = 0; part < PARTITIONS; part += 1) {
    const name = `${table}_${String(part)}`;
    const values = `FOR VALUES WITH (MODULUS ${String(PARTITIONS)}, REMAINDER ${String(part)})`;
    if (part % 2 === 0) {
      await here.query(`CREATE TABLE ${name} PARTITION OF ${table} ${values}; ${trigger(name)}`);
      for (const index of indexes) await here.query(onPart(index, table, part));
    } else {
      await there.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS); ${trigger(name)}`);
      for (const index of indexes) await there.query(onPart(index, table, part));
      await here.query(`CREATE FOREIGN TABLE ${name} PARTITION OF ${table} ${values} SERVER far`);
    }
  }
  await here.query(`DROP TABLE ${table}_whole`);
}

const trigger = (table: string): string =>
  `CREATE TRIGGER ${table}_is_kept BEFORE ${table.startsWith('link') ? 'DELETE' : 'UPDATE OR DELETE'} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;

async function definitions(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ indexdef: string }>('SELECT indexdef FROM pg_indexes WHERE schemaname = $1 AND tablename = $2', [
    'public',
    table,
  ]);
  return rows.map(({ indexdef }) => indexdef);
}

async function definition(client: Client, query: string): Promise<string> {
  const { rows } = await client.query<{ text: string }>(query);
  return rows[0]?.text ?? '';
}

/** `CREATE UNIQUE INDEX act_pkey ON public.act USING …` for one partition. */
const onPart = (index: string, table: string, part: number): string =>
  index.replace(/INDEX (\w+) ON public\.\w+/u, `INDEX $1_${String(part)} ON ${table}_${String(part)}`);
