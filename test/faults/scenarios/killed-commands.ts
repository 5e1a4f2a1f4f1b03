/** Kill -9 of the operator's commands while they stand in the database: first start with its migrations, backup, restore. What is half done must not be there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import { publicKeyOf } from '../../../server/auth/ed25519.ts';
import { runCommand } from '../../../server/commands/run.ts';
import { backUp } from '../../../server/jobs/backup.ts';
import { readLines } from '../../../server/jobs/lines.ts';
import { type Db, openStore } from '../../../server/store/database.ts';
import { randomFrom } from '../../helpers/random.ts';
import { type District, openDistrict } from '../../server/helpers/district.ts';
import { createDatabase } from '../../server/helpers/postgres.ts';

const cli = join(import.meta.dirname, '../../../server/cli.ts');
const AGENCY = 'H55.1';

export type CommandKills = {
  readonly kills: number;
  /** Killed before they were done. */
  readonly inside: number;
  readonly acts: number;
  readonly broken: readonly string[];
};

type Target = { readonly url: string; readonly data: string; readonly env: NodeJS.ProcessEnv };

/** `kills`: of each of the three. `env`: of the killed processes. */
export async function killCommands({
  kills,
  seed,
  env = process.env,
}: {
  readonly kills: number;
  readonly seed: number;
  readonly env?: NodeJS.ProcessEnv;
}): Promise<CommandKills> {
  const random = randomFrom(seed);
  const district = await openDistrict();
  const folder = await mkdtemp(join(tmpdir(), 'motcua-kills-'));
  const broken: string[] = [];
  let inside = 0;
  try {
    const acts = await fill(district);
    const { file } = await backUp(district.ports, join(folder, 'first'));
    for (let round = 0; round < kills; round += 1) {
      const set = { random, broken, folder: join(folder, String(round)), env };
      inside += (await killedInit(set)) ? 1 : 0;
      inside += (await killedRestore(set, file, acts)) ? 1 : 0;
      inside += (await killedBackup(set, district, acts)) ? 1 : 0;
    }
    return { kills: kills * 3, inside, acts, broken };
  } finally {
    await district.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Set = { readonly random: () => number; readonly broken: string[]; readonly folder: string; readonly env: NodeJS.ProcessEnv };

async function fill(district: District): Promise<number> {
  await district.addAgency(AGENCY);
  const counter = await district.enrolCounter(AGENCY, 1);
  for (let batch = 0; batch < 10; batch += 1) {
    const acts = Array.from({ length: 500 }, (_, index) => counter.note(`ghi chú ${String(batch * 500 + index)}`));
    const { status } = await counter.push(acts);
    if (status !== 200) throw new Error(`push answered ${String(status)}`);
  }
  return counter.journal.length;
}

async function killedInit({ random, broken, folder, env }: Set): Promise<boolean> {
  const database = await createDatabase();
  try {
    const target: Target = { url: database.url, data: `${folder}-init`, env };
    const killed = await kill(target, ['init', '--upstream', 'Huyện thử'], random() * 250);
    const { exitCode, said } = await command(target, ['init', '--upstream', 'Huyện thử']);
    const isDone = exitCode === 0 || /root-key-file-exists/u.test(said);
    if (!isDone) broken.push(`init cannot be done again: ${said}`);
    const root = await withDb(database.url, async (db) =>
      db.selectFrom('setting').select('value').where('name', '=', 'rootPublicKey').executeTakeFirst(),
    );
    const kept = publicKeyOf(await readFile(join(target.data, 'root-key.pem'), 'utf8'));
    if (root?.value !== kept) broken.push('the root key that was kept is not the server’s');
    return killed;
  } finally {
    await database.drop();
  }
}

async function killedRestore({ random, broken, folder, env }: Set, file: string, acts: number): Promise<boolean> {
  const database = await createDatabase();
  try {
    // Its tables are there: killed is what brings the rows.
    await withDb(database.url, async () => undefined);
    const target: Target = { url: database.url, data: `${folder}-restore`, env };
    const killed = await kill(target, ['restore', '--from', file], random() * 400);
    const half = await withDb(database.url, counts);
    if (half.acts !== 0 && (half.acts !== acts || half.epochs !== 2)) broken.push(`half a backup came back: ${JSON.stringify(half)}`);
    const { exitCode, said } = await command(target, ['restore', '--from', file]);
    if (exitCode !== 0 && !/already-set-up/u.test(said)) broken.push(`restore cannot be done again: ${said}`);
    const whole = await withDb(database.url, counts);
    if (whole.acts !== acts || whole.epochs !== 2 || whole.receiving !== 0) broken.push(`restored otherwise: ${JSON.stringify(whole)}`);
    return killed;
  } finally {
    await database.drop();
  }
}

async function killedBackup({ random, broken, folder, env }: Set, district: District, acts: number): Promise<boolean> {
  const target: Target = { url: district.databaseUrl, data: `${folder}-backup`, env };
  const to = `${folder}-kept`;
  const killed = await kill(target, ['backup', '--to', to], random() * 300);
  const { exitCode, said } = await command(target, ['backup', '--to', to]);
  if (exitCode !== 0) broken.push(`backup cannot be made again: ${said}`);
  for (const name of (await readdir(to)).filter((one) => one.endsWith('.backup'))) {
    let kept = 0;
    for await (const line of readLines(join(to, name))) {
      const { table, rows } = line as { table?: string; rows?: unknown[] };
      if (table === 'act') kept += rows?.length ?? 0;
    }
    if (kept !== acts) broken.push(`a backup holds ${String(kept)} of ${String(acts)} acts`);
  }
  return killed;
}

async function withDb<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = await openStore({ dataDir: '', url });
  try {
    return await work(db);
  } finally {
    await close();
  }
}

async function counts(db: Db): Promise<{ acts: number; epochs: number; receiving: number }> {
  const { rows } = await sql<{ acts: number; epochs: number; receiving: number }>`
    SELECT (SELECT count(*) FROM act) AS acts, (SELECT count(*) FROM epoch) AS epochs, (SELECT count(*) FROM agency WHERE receiving) AS receiving
  `.execute(db);
  return rows[0] ?? { acts: -1, epochs: -1, receiving: -1 };
}

/** In this process, to its end. */
async function command({ url, data }: Target, args: readonly string[]): Promise<{ readonly exitCode: number; readonly said: string }> {
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
  };
  const exitCode = await runCommand(
    [...args, '--data', data],
    { DATABASE_URL: url },
    { out: say, err: say, stdin: process.stdin, isTerminal: true },
  );
  return { exitCode, said: lines.join('\n') };
}

/** kill -9 `afterMs` after the process came to the database. False when it was done before. */
async function kill({ url, data, env }: Target, args: readonly string[], afterMs: number): Promise<boolean> {
  const watcher = new Client({ connectionString: url, application_name: 'watcher' });
  await watcher.connect();
  try {
    const before = await backends(watcher);
    const child = spawn(process.execPath, [cli, ...args, '--data', data], { env: { ...env, DATABASE_URL: url }, stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (child.exitCode === null && (await backends(watcher)) <= before) await pause(5);
    await pause(afterMs);
    child.kill('SIGKILL');
    await ended;
    return child.signalCode === 'SIGKILL';
  } finally {
    await watcher.end();
  }
}

async function backends(watcher: Client): Promise<number> {
  const { rows } = await watcher.query<{ n: string }>('SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()');
  return Number(rows[0]?.n);
}
