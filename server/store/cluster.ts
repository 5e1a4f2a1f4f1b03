/**
 * The embedded PostgreSQL: a real cluster under the data folder, run by pg_ctl as a process of its own, so that it outlives a killed server and
 * the next one finds it. Loopback only, fsync as PostgreSQL has it; under root it runs as the user `postgres`.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, link, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, closedFolder, postgresPrograms } from './postgres-programs.ts';

const run = promisify(execFile);
const SUPERUSER = 'motcua';
const START_ATTEMPTS = 3;

/** Started by root, PostgreSQL runs as its own user, who cannot get through `folder` to the data. */
export class ClosedFolder extends Error {
  override readonly name = 'ClosedFolder';
  readonly code = 'data-folder-closed';
  readonly folder: string;

  constructor(folder: string) {
    super(folder);
    this.folder = folder;
  }
}

type Owner = { readonly uid?: number; readonly gid?: number };

export type Cluster = {
  /** Connection string of its one database. */
  readonly url: string;
  /** Starts it again where it was when it is not running any more. Rejects when it does not come up. */
  revive: () => Promise<void>;
  /** Ends it; every connection has to be closed by then, or is cut. */
  stop: () => Promise<void>;
};

/** The running cluster of `dataDir`, made and started where there is none. Throws `ClosedFolder`; rejects when PostgreSQL does not come up; its own words are in `pg/server.log`. `given`: another PostgreSQL than the embedded one. */
export async function openCluster(dataDir: string, given?: Binaries): Promise<Cluster> {
  const owner = await findOwner();
  const binaries = given ?? (await postgresPrograms(owner.uid !== undefined));
  const folder = join(dataDir, 'pg');
  const passwordFile = join(dataDir, 'pg-password');
  await mkdir(dataDir, { recursive: true });
  // PostgreSQL's own user has to pass through; what lies inside is guarded file by file.
  if (owner.uid !== undefined) {
    await chmod(dataDir, 0o711);
    const closed = await closedFolder(dataDir);
    if (closed !== undefined) throw new ClosedFolder(closed);
  }
  const password = await keptPassword(passwordFile);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(folder, password, binaries, owner);
  const port = (await runningPort(folder, binaries, owner)) ?? (await start(folder, binaries, owner));
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${String(port)}/postgres`,
    revive: async () => {
      if ((await runningPort(folder, binaries, owner)) === undefined) await start(folder, binaries, owner, port);
    },
    stop: async () => {
      try {
        await control(binaries, owner, ['stop', '-D', folder, '-m', 'fast', '-w']);
      } catch (error) {
        if ((await runningPort(folder, binaries, owner)) !== undefined) throw error;
      }
    },
  };
}

async function findOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  return (await idsOfPostgres()) ?? (await makePostgresUser());
}

async function idsOfPostgres(): Promise<Owner | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // `id` fails for a user there is not, which is the question.
    return undefined;
  }
}

async function makePostgresUser(): Promise<Owner> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = await idsOfPostgres();
  if (made === undefined) throw new Error('No user postgres to run the database as');
  return made;
}

/** Made once and whole, whoever is killed while making it: of two at once the first one's counts. */
async function keptPassword(file: string): Promise<string> {
  if (!existsSync(file)) {
    const own = `${file}.${randomUUID()}`;
    await writeFile(own, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
    try {
      await link(own, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(own);
    }
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Under another name until it is whole: half a cluster would never start. Of two at once the first one's counts. */
async function initialise(folder: string, password: string, { initdb }: Binaries, owner: Owner): Promise<void> {
  const fresh = `${folder}.${randomUUID()}`;
  await mkdir(fresh, { mode: 0o700 });
  await own(fresh, owner);
  const scratch = await mkdtemp(join(tmpdir(), 'motcua-pg-'));
  try {
    const forInitdb = join(scratch, 'password');
    await writeFile(forInitdb, `${password}\n`, { mode: 0o600 });
    await Promise.all([own(scratch, owner), own(forInitdb, owner)]);
    await run(
      initdb,
      [`--pgdata=${fresh}`, '--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${forInitdb}`, '--encoding=UTF8', '--locale=C'],
      { ...owner, cwd: fresh },
    );
    await rename(fresh, folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  } finally {
    await Promise.all([rm(scratch, { recursive: true, force: true }), rm(fresh, { recursive: true, force: true })]);
  }
}

async function own(path: string, { uid, gid }: Owner): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/** pg_ctl knows whether the process named in the folder is alive; its port stands in the fourth line. */
async function runningPort(folder: string, { pg_ctl }: Binaries, owner: Owner): Promise<number | undefined> {
  try {
    await run(pg_ctl, ['status', '-D', folder], { ...owner, cwd: folder });
  } catch {
    // Exit 3: not running.
    return undefined;
  }
  const [, , , port] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(port);
}

/** `onPort`: only there, because others look for it there. */
async function start(folder: string, binaries: Binaries, owner: Owner, onPort?: number): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = onPort ?? (await freePort());
    // No statement and no row in its log: they hold citizens' data.
    const options = `-p ${String(port)} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c log_error_verbosity=terse -c log_min_error_statement=panic -c max_connections=100`;
    try {
      await control(binaries, owner, ['start', '-D', folder, '-w', '-t', '60', '-l', join(folder, 'server.log'), '-o', options]);
      return port;
    } catch (cause) {
      const others = await runningPort(folder, binaries, owner);
      if (others !== undefined) return others;
      // Somebody may have taken the port in between.
      if (attempt === START_ATTEMPTS) throw new Error('PostgreSQL does not start; see pg/server.log', { cause });
    }
  }
}

/** Its output is not read: the cluster would hold the pipe open as long as it lives. */
function control({ pg_ctl }: Binaries, owner: Owner, parameters: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(pg_ctl, parameters, { ...owner, cwd: '/', stdio: 'ignore', windowsHide: true });
    child.once('error', failed);
    child.once('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`pg_ctl ${parameters[0] ?? ''} ended with ${String(code)}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        found(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
