/** A backup of everything but sessions, of one moment; on any PostgreSQL, without its tools. Blobs are copied beside it, each once. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { migrations } from '../migrations/all.ts';
import type { Ports } from '../ports.ts';
import { beginEpoch, SetUpFault } from '../set-up.ts';
import type { Tx } from '../store/database.ts';
import { findSetting } from '../store/keys.ts';
import { flush } from './finish-blob.ts';
import { readLines, writeLines } from './lines.ts';

/** In an order in which references hold. */
const TABLES = [
  'setting',
  'epoch',
  'server_key',
  'agency',
  'enrolment',
  'device',
  'journal',
  'act',
  'link',
  'contest',
  'blob_name',
  'blob',
  'manifest',
  'bundle',
  'dossier',
  'pack',
  'web_user',
  'audit',
] as const;
const ROWS_AT_ONCE = 500;

const newest = (): number => migrations.at(-1)?.id ?? 0;

/** Writes `<folder>/<stamp>.backup` and the blobs not there yet. The file holds the server's private keys: mode 0600. */
export async function backUp(
  { db, clock, blobDir }: Pick<Ports, 'db' | 'clock' | 'blobDir'>,
  folder: string,
): Promise<{ readonly file: string; readonly lines: number; readonly blobs: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = clock();
  const file = join(folder, `${at.toISOString().replaceAll(/[-:]|\.\d+/gu, '')}.backup`);
  const lines = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => writeLines(file, linesOf(tx, at)));
  // After the rows: a blob named by a row of the backup is on the disk by then.
  return { file, lines, blobs: await copyMissing(join(blobDir, 'kept'), join(folder, 'blobs')) };
}

async function* linesOf(tx: Tx, at: Date): AsyncGenerator<object> {
  yield { backup: 1, migration: newest(), at: at.toISOString() };
  for (const table of TABLES) {
    await sql`DECLARE rows_of NO SCROLL CURSOR FOR SELECT to_json(t) AS row FROM ${sql.table(table)} AS t`.execute(tx);
    for (;;) {
      const { rows } = await sql<{ row: unknown }>`FETCH ${sql.raw(String(ROWS_AT_ONCE))} FROM rows_of`.execute(tx);
      if (rows.length === 0) break;
      yield { table, rows: rows.map(({ row }) => row) };
    }
    await sql`CLOSE rows_of`.execute(tx);
  }
}

/** Brings a backup into an empty database and begins a new epoch. Throws `already-set-up`, `backup-unknown`, or `FileFault`; then nothing has changed. */
export async function restore(
  { db, clock, blobDir }: Pick<Ports, 'db' | 'clock' | 'blobDir'>,
  file: string,
): Promise<{ readonly epoch: string; readonly blobs: number }> {
  // First, because blobs nobody names do no harm, and rows that name blobs not here would.
  const blobs = await copyMissing(join(dirname(file), 'blobs'), join(blobDir, 'kept'));
  return db.transaction().execute(async (tx) => {
    if ((await findSetting(tx, 'rootPublicKey')) !== undefined) throw new SetUpFault('already-set-up');
    for await (const line of readLines(file))
      await load(tx, line as { backup?: number; migration?: number; table?: string; rows?: unknown[] });
    await sql`SELECT setval(pg_get_serial_sequence('audit', 'id'), coalesce(max(id), 0) + 1, false) FROM audit`.execute(tx);
    return { ...(await beginEpoch(tx, clock())), blobs };
  });
}

async function load(
  tx: Tx,
  line: { readonly backup?: number; readonly migration?: number; readonly table?: string; readonly rows?: readonly unknown[] },
): Promise<void> {
  if (line.backup !== undefined) {
    if (line.backup !== 1 || line.migration !== newest()) throw new SetUpFault('backup-unknown');
    return;
  }
  const table = TABLES.find((one) => one === line.table);
  if (table === undefined) throw new SetUpFault('backup-unknown');
  const name = sql.table(table);
  await sql`INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(line.rows)}::json)`.execute(
    tx,
  );
}

/** Blobs never change, so one that is there is the same. */
async function copyMissing(from: string, to: string): Promise<number> {
  if (!existsSync(from)) return 0;
  let copied = 0;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    // One that is not whole is of a copy that was killed.
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    if (existsSync(target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await copyWhole(source, target);
    copied += 1;
  }
  return copied;
}

/** Flushed before it has its name: a name that is there is never copied again. */
async function copyWhole(from: string, to: string): Promise<void> {
  const scratch = `${to}.part`;
  await copyFile(from, scratch);
  await flush(scratch);
  await rename(scratch, to);
}
