/** A counter with every kind of file it ever writes, kept as it ended and as a kill left it; each kind to be damaged in a copy. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../../electron/app/cli/run.ts';
import { findBackups, manifestSuffix } from '../../../electron/backup/find-backups.ts';
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { initEscrow } from '../../../server/commands/escrow.ts';
import { type Accepted, acceptSome, linesOf, newWorld, type World } from '../kills/looks.ts';
import { killed } from '../kills/killed.ts';

export const kinds = [
  'store.db',
  'store.db-wal',
  'journal.log',
  'papers',
  'backup',
  'manifest',
  'papers in the backup',
  'recovery.json',
  'key file',
  'escrow.json',
] as const;
export type FileKind = (typeof kinds)[number];
export type Way = 'a byte flipped' | 'cut short' | 'deleted' | 'from a newer version';

export type DamagedWorld = {
  readonly data: string;
  /** Every code that was confirmed. */
  readonly codes: readonly string[];
  /** The last one, as it stands on paper. */
  readonly lastCode: string;
  readonly identityFile: string;
  readonly recipientFile: string;
  /** The recovery code, in a file. */
  readonly codeFile: string;
  /** Everything as it was; `afterKill`: with a write-ahead log and a lock nobody let go of. */
  begin(afterKill: boolean): void;
  pathOf(kind: FileKind): string;
  /** One command of the command line, in this process. */
  run(...args: readonly string[]): Promise<{
    readonly exitCode: number;
    readonly out: readonly Record<string, unknown>[];
    readonly err: readonly Record<string, unknown>[];
  }>;
  remove(): void;
};

export async function damagedWorld(): Promise<DamagedWorld> {
  const world = await newWorld();
  const { folder, data } = world;
  const config = join(folder.path, 'config');
  const pair = await initEscrow(join(folder.path, 'offline/escrow.key'));
  const { out } = await folder.run(['recovery-code', '--data', data]);
  const codeFile = folder.write('code-on-paper.txt', (out[0] as { recoveryCode: string }).recoveryCode);
  const ended = await work(world, pair.recipientFile);
  keep(folder.path, 'ended');
  const cut = await killed({ args: ['accept', '--data', data], stdin: linesOf(40, 60), env: folder.env, standAt: 60 });
  keep(folder.path, 'killed');
  const killedCodes = (cut.said as readonly Accepted[]).map(({ dossierCode }) => dossierCode);
  let codes = ended;
  return {
    data,
    get codes() {
      return codes;
    },
    // Twice a day's last: day 20 is the last one of the twenty.
    get lastCode() {
      return (
        codes
          .filter((code) => code.includes('-260620-'))
          .toSorted()
          .at(-1) ?? ''
      );
    },
    identityFile: pair.identityFile,
    recipientFile: pair.recipientFile,
    codeFile,
    begin: (afterKill) => {
      codes = afterKill ? [...ended, ...killedCodes] : ended;
      for (const [name, to] of [
        ['data', data],
        ['config', config],
      ] as const) {
        rmSync(to, { recursive: true, force: true });
        cpSync(join(folder.path, afterKill ? 'killed' : 'ended', name), to, { recursive: true });
      }
    },
    pathOf: (kind) => pathOf(data, kind, folder.env),
    run: async (...args) => {
      const said = { out: [] as Record<string, unknown>[], err: [] as Record<string, unknown>[] };
      const hear = (to: Record<string, unknown>[]) => (line: string) => {
        to.push(JSON.parse(line) as Record<string, unknown>);
      };
      const exitCode = await withConfig(config, () => runCli(args, { lines: () => nothing(), out: hear(said.out), err: hear(said.err) }));
      return { exitCode, ...said };
    },
    remove: folder.remove,
  };
}

async function* nothing(): AsyncGenerator<string> {
  yield* [];
}

async function withConfig<T>(config: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = config;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  }
}

/** Forty dossiers, two papers, two backups between them, and the key sealed for the agency. */
async function work(world: World, recipientFile: string): Promise<readonly string[]> {
  const { folder, data } = world;
  const run = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, err } = await folder.run([...args, '--data', data]);
    if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${JSON.stringify(err)}`);
  };
  const first = await acceptSome(world, 0, 20);
  await run('escrow', '--recipient', recipientFile);
  for (const code of first.slice(0, 2)) await run('print', code);
  await run('backup');
  const second = await acceptSome(world, 20, 10);
  await run('backup');
  return [...first, ...second, ...(await acceptSome(world, 30, 10))];
}

function keep(path: string, name: string): void {
  mkdirSync(join(path, name));
  for (const part of ['data', 'config']) cpSync(join(path, part), join(path, name, part), { recursive: true });
}

function pathOf(data: string, kind: FileKind, env: NodeJS.ProcessEnv): string {
  const backups = join(data, 'backups');
  const last = (folder: string, name: RegExp): string =>
    join(
      folder,
      readdirSync(folder)
        .filter((each) => name.test(each))
        .sort()
        .at(-1) ?? 'none',
    );
  // Not by name: two of one second are `store-….db` and `store-…-1.db`.
  const newest = (): string => join(backups, findBackups([backups])[0]?.manifest.file ?? 'none');
  switch (kind) {
    case 'papers':
      return last(data, /^blobs-.*\.db$/u);
    case 'backup':
      return newest();
    case 'manifest':
      return `${newest()}${manifestSuffix}`;
    case 'papers in the backup':
      return last(backups, /^blobs-.*\.db$/u);
    case 'key file':
      return keyFilePath(data, env);
    default:
      return join(data, kind);
  }
}

/** Changes one bit of one byte; answers which byte. */
export function flip(path: string, random: () => number): number {
  const bytes = readFileSync(path);
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  writeFileSync(path, bytes);
  return at;
}

/** Cuts off more than the closing line feed, without which a text is still whole; answers to how many bytes. */
export function cutShort(path: string, random: () => number): number {
  const to = Math.floor(random() * (readFileSync(path).length - 1));
  truncateSync(path, to);
  return to;
}

/** As an app of a later year would have left it. */
export function makeNewer(kind: FileKind, world: DamagedWorld): void {
  const path = world.pathOf(kind);
  if (['store.db', 'papers', 'backup', 'papers in the backup'].includes(kind)) {
    const db = openEncrypted(path, readKeyFile(world.pathOf('key file')), 'write');
    db.pragma('user_version=999');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return;
  }
  if (kind === 'manifest') {
    const written = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...written, format: 2, chunks: [] }));
    return;
  }
  if (kind === 'journal.log') {
    // Another format: its frames do not open as ours.
    const bytes = readFileSync(path);
    bytes.write('2', 'MCLOG'.length, 'latin1');
    bytes.fill(7, 40, 200);
    writeFileSync(path, bytes);
    return;
  }
  const text = readFileSync(path, 'latin1');
  const newer = text.replace(/^(MCLOG|MCKEY|\{"format":"mot-cua\/\w+\/|\{\s*"format": )1/u, (_all, name: string) => `${name}2`);
  if (newer === text) throw new Error(`${kind} has no version`);
  writeFileSync(path, newer, 'latin1');
}
