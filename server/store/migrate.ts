import { createHash } from 'node:crypto';
import type { Client } from 'pg';

export type Migration = { readonly id: number; readonly why: string; readonly sql: string };

/** Any number nobody else uses on this database: several servers may start on it at once. */
const LOCK = 5_170_241;

export const hashOfMigration = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');

/**
 * Brings the database to the last of `migrations`, each in its own transaction, under a lock. Throws `SchemaFault` for a database of a newer
 * server, and for one whose migrations were others than these.
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (id int PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ id: number; hash: string }>('SELECT id, hash FROM migration ORDER BY id');
    for (const { id, hash } of rows) {
      const known = migrations.find((one) => one.id === id);
      if (known === undefined) throw new SchemaFault('database-from-newer-server', id);
      if (hashOfMigration(known) !== hash) throw new SchemaFault('migration-was-edited', id);
    }
    for (const next of migrations.filter(({ id }) => !rows.some((done) => done.id === id))) await apply(client, next);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO migration (id, hash) VALUES ($1, $2)', [migration.id, hashOfMigration(migration)]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

export class SchemaFault extends Error {
  override readonly name = 'SchemaFault';
  readonly code: 'database-from-newer-server' | 'migration-was-edited';
  readonly migration: number;

  constructor(code: SchemaFault['code'], migration: number) {
    super(`${code}: ${String(migration)}`);
    this.code = code;
    this.migration = migration;
  }
}
