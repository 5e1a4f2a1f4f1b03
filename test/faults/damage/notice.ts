/** Where a damaged file is noticed, and the way back to a counter that works. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { findBackups, newerFormatIn } from '../../../electron/backup/find-backups.ts';
import { faultOfBackup } from '../../../electron/backup/verify-backup.ts';
import { keyFilePath, readKeyFile } from '../../../electron/keys/key-file.ts';
import { isStoreFault } from '../../../electron/store/fault.ts';
import { lostOrDouble, withStore } from '../kills/looks.ts';
import type { DamagedWorld, FileKind } from './damaged.ts';

/** `start: code`, `start: completed` from the log, `verify: what`, `restore: why` of a backup, `use: code` of a key; `nobody` where there was nothing to notice. */
export async function whoNotices(world: DamagedWorld, kind: FileKind): Promise<string> {
  const { data, run } = world;
  if (kind === 'recovery.json' || kind === 'escrow.json') return `use: ${await codeOfUse(world, kind)}`;
  if (kind === 'backup' || kind === 'manifest') return noticeOfBackup(world);
  if (kind === 'papers in the backup') return wantedBack(world);
  const completed = completion(world);
  if (completed !== null) return completed;
  const started = await run('triage', '--data', data);
  const code = started.err[0]?.['error'] ?? started.out[0]?.['code'];
  if (typeof code === 'string') return `start: ${code}`;
  const verified = await run('verify', '--data', data);
  if (verified.exitCode === 0) return 'nobody';
  const [verdict] = verified.out as { faults: { kind: string }[] }[];
  return `verify: ${[...new Set(verdict?.faults.map((fault) => fault.kind) ?? verified.err.map(({ error }) => String(error)))].sort().join(' ')}`;
}

/** What the first start brought to one of the two from the other. */
function completion(world: DamagedWorld): string | null {
  try {
    const { completedFromLog, completedToLog } = withStore(
      { dataDir: world.data, key: readKeyFile(world.pathOf('key file')) },
      ({ opened }) => opened,
    );
    if (completedFromLog > 0) return 'start: completed from the log';
    return completedToLog > 0 ? 'start: completed the log' : null;
  } catch (error) {
    // What keeps it from opening is told by the command below.
    if (isStoreFault(error)) return null;
    throw error;
  }
}

/** A copy of papers tells only when the papers themselves are gone: a restore then names what nobody has. They are put back afterwards. */
async function wantedBack({ data, run, pathOf, lastCode }: DamagedWorld): Promise<string> {
  const own = pathOf('papers');
  renameSync(own, `${own}.kept`);
  const { out } = await run('restore', '--data', data, '--from', 'latest', '--last-code', lastCode);
  rmSync(own, { force: true });
  renameSync(`${own}.kept`, own);
  const { lostPapers } = out.at(-1) as { lostPapers: readonly unknown[] };
  return lostPapers.length === 0 ? 'nobody' : `restore: ${String(lostPapers.length)} papers named`;
}

async function codeOfUse({ data, run, codeFile, identityFile }: DamagedWorld, kind: 'recovery.json' | 'escrow.json'): Promise<string> {
  const { err } =
    kind === 'recovery.json'
      ? await run('recover', '--data', data, '--recovery-code-file', codeFile)
      : await run('unlock-with-escrow', '--data', data, '--identity', identityFile);
  return String(err[0]?.['error'] ?? 'opened');
}

async function codeOfRestore({ data, run, lastCode }: DamagedWorld): Promise<string> {
  const { err } = await run('restore', '--data', data, '--from', 'latest', '--last-code', lastCode);
  return String(err[0]?.['error']);
}

async function noticeOfBackup(world: DamagedWorld): Promise<string> {
  const key = readKeyFile(world.pathOf('key file'));
  const folder = `${world.data}/backups`;
  const found = findBackups([folder]);
  const [newest] = found;
  if (newerFormatIn([folder]) !== null) return `restore: ${await codeOfRestore(world)}`;
  if (found.length < 2 || newest === undefined) return 'restore: no backup';
  return `restore: ${faultOfBackup(newest.folder, newest.manifest, key) ?? 'whole'}`;
}

/** What a person does then, in the words of triage; answers what did not come back. */
export async function mend(world: DamagedWorld, kind: FileKind, notice: string): Promise<readonly string[]> {
  const { data, run, codeFile, recipientFile, lastCode } = world;
  const tell = ['--last-code', lastCode] as const;
  const done: { readonly exitCode: number; readonly out: readonly unknown[]; readonly err: readonly unknown[] }[] = [];
  if (notice === 'start: journal-log-missing' || notice === 'start: journal-log-damaged')
    done.push(await run('triage', '--data', data, '--repair', 'rebuildLog'));
  else if (kind === 'key file') done.push(await run('recover', '--data', data, '--recovery-code-file', codeFile));
  else if (kind === 'recovery.json') done.push(await run('recovery-code', '--data', data));
  else if (kind === 'escrow.json') done.push(await run('escrow', '--data', data, '--recipient', recipientFile));
  else if (notice.startsWith('start: completed') || kind === 'papers in the backup') return [];
  else if (notice.startsWith('start: ')) done.push(await run('triage', '--data', data, '--repair', 'restore', ...tell));
  else if (notice !== 'nobody') done.push(await run('restore', '--data', data, '--from', 'latest', ...tell));
  return done.filter(({ exitCode }) => exitCode !== 0).map((one) => JSON.stringify(one));
}

/** Codes that are lost or double, what verify finds, and whether work goes on. */
export async function whatIsWrong(world: DamagedWorld): Promise<readonly string[]> {
  const { data, run, codes } = world;
  const keyFile = keyFilePath(data, { XDG_CONFIG_HOME: `${data}/../config` });
  if (!existsSync(keyFile)) return ['no key'];
  const lost = withStore({ dataDir: data, key: readKeyFile(keyFile) }, (store) => lostOrDouble(store, codes));
  const verdict = await run('verify', '--data', data);
  const backedUp = await run('backup', '--data', data);
  return [
    ...lost,
    ...(verdict.exitCode === 0 ? [] : [JSON.stringify(verdict)]),
    ...(backedUp.exitCode === 0 ? [] : [JSON.stringify(backedUp)]),
  ];
}
