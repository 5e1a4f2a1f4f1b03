/** What a clerk typed that is no act (drafts, PINs, settings), from the damaged store: it may be newer than the backup, and without a backup it is all there is. */
import type { Connection } from '../store/connection.ts';
import { isDamage } from './bring-acts.ts';

/** Rows of these go over whole, the damaged store's in place of the backup's. */
const tables = ['draft', 'credential', 'imported_file', 'setting'] as const;
/** Where the server was read up to goes with what was read, and that is the backup's; what is known of numbers is told anew. */
const keptOfBackup = `name IN ('sync.cursor', 'sync.offered', 'sync.catching-up', 'numbers.after-restore') OR name LIKE 'backup.%'`;

/** Rows brought, by table; a table whose pages cannot be read gives those before the break. */
export function bringLocal(from: Connection, to: Connection): Readonly<Record<string, number>> {
  return Object.fromEntries(tables.map((table) => [table, bringTable(from, to, table)]));
}

function bringTable(from: Connection, to: Connection, table: (typeof tables)[number]): number {
  const known = new Set(columnsOf(to, table));
  let brought = 0;
  try {
    const columns = columnsOf(from, table).filter((column) => known.has(column));
    if (columns.length === 0) return 0;
    const put = to.sql(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    );
    const where = table === 'setting' ? ` WHERE NOT (${keptOfBackup})` : '';
    for (const row of from.sql(`SELECT ${columns.join(', ')} FROM ${table}${where}`).iterate()) {
      put.run(row);
      brought += 1;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return brought;
}

function columnsOf({ sql }: Connection, table: string): readonly string[] {
  return sql<{ name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);
}
