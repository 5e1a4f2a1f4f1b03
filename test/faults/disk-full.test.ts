/**
 * A disk that is full, apart for store, log and papers: every command says so by its name, nothing half is kept, what was confirmed and what was being typed stays, and once
 * there is room the same command gives the same answer. A folder that cannot be written to has its own name.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBackups } from '../../electron/backup/find-backups.ts';
import { keyFilePath, readKeyFile } from '../../electron/keys/key-file.ts';
import type { StoreFault } from '../../electron/store/fault.ts';
import { type CliFolder, cliFolder, type CliRun } from '../helpers/cli.ts';
import { randomFrom } from '../helpers/random.ts';
import { type SmallDisk, smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts';
import { newSeed } from './kills/drill.ts';
import { type Accepted, codesOf, faultsOf, linesOf, lostOrDouble, withStore } from './kills/looks.ts';
import { registerOf } from './kills/import.ts';

const seed = newSeed();
const random = randomFrom(seed);
const parts = ['store', 'log', 'papers'] as const;
type Part = (typeof parts)[number];

let folder: CliFolder;
let disks: SmallDisk[];
let data: string;
let logDir: string;
let onDisk: SmallDisk;
beforeEach(({ skip }) => {
  folder = cliFolder();
  disks = [];
  if (whyNoSmallDisk !== undefined) skip(whyNoSmallDisk);
  folder.env['NODE_COMPILE_CACHE'] = join(folder.path, 'compiled');
  data = join(folder.path, 'data');
  logDir = join(folder.path, 'log');
});
afterEach(() => {
  for (const disk of disks) disk.remove();
  folder.remove();
});

const newDisk = (path: string, megabytes: number): SmallDisk => {
  const disk = smallDisk(path, megabytes);
  disks.push(disk);
  return disk;
};
const place = () => ({ dataDir: data, logDir, key: readKeyFile(keyFilePath(data, folder.env)) });
const run = (command: string, args: readonly string[] = [], stdin = ''): Promise<CliRun> =>
  folder.run([command, '--data', data, ...(command === 'backup' ? [] : ['--log-dir', logDir]), ...args], stdin);
const draft = {
  id: 'draft-1',
  ownerId: 'person-1',
  label: '12',
  data: { fullName: 'Người Đang Gõ' },
  createdAt: '2026-06-08T09:00:00+07:00',
  savedAt: '2026-06-08T09:01:00+07:00',
};

const told = (error: string): unknown => expect.objectContaining({ error });

/** A counter with ten dossiers and a draft, one of its parts on a disk of its own. */
async function counterWith(part: Part): Promise<readonly string[]> {
  if (part === 'store') onDisk = newDisk(data, 8);
  mkdirSync(logDir);
  if (part === 'log') onDisk = newDisk(logDir, 2);
  expect((await run('init')).err).toEqual([]);
  const { out, err } = await run('accept', [], linesOf(0, 10));
  expect(err).toEqual([]);
  const codes = (out as Accepted[]).map(({ dossierCode }) => dossierCode);
  if (part === 'papers') {
    onDisk = newDisk(join(folder.path, 'papers'), 4);
    await run('print', [codes.at(-1)!]);
    for (const name of readdirSync(data).filter((each) => /^blobs-.*\.db$/u.test(each))) {
      copyFileSync(join(data, name), join(onDisk.path, name));
      rmSync(join(data, name));
      symlinkSync(join(onDisk.path, name), join(data, name));
    }
  }
  withStore(place(), (store) => {
    store.drafts.save(draft);
  });
  return codes;
}

function expectKept(codes: readonly string[]): void {
  withStore(place(), (store) => {
    expect(lostOrDouble(store, codes)).toEqual([]);
    expect(store.drafts.find(draft.id)).toEqual(draft);
  });
  expect(faultsOf(place())).toEqual([]);
}

/** What the desk is told of a paper that finds no room; the command line has a name of its own for any full disk. */
function codeOfPaper(): unknown {
  const [month] = readdirSync(data).flatMap((name) => /^blobs-(.*)\.db$/u.exec(name)?.[1] ?? []);
  return withStore(place(), ({ blobs }) => {
    try {
      return blobs.put(month!, randomBytes(65_536));
    } catch (error) {
      return (error as StoreFault).code;
    }
  });
}

/** Commands by the parts they write to, and how many bytes are too few for each. */
const commands = {
  accept: {
    most: 131_072,
    needs: ['store', 'log'],
    run: () => run('accept', [], linesOf(10, 400)),
    done: ({ out }: CliRun): number => out.length,
    whole: 400,
  },
  import: {
    most: 131_072,
    needs: ['store', 'log'],
    run: () => run('import', ['--file', folder.write('register.csv', registerOf(0, 600))]),
    done: ({ out }: CliRun): number =>
      (out as { imported: number; already: number }[]).reduce((sum, { imported, already }) => sum + imported + already, 0),
    whole: 600,
  },
  print: {
    most: 32_768,
    needs: ['store', 'papers'],
    run: (code: string) => run('print', [code]),
    // The number of the reprint: the one that found no room is no paper.
    done: ({ out }: CliRun): number => (out as { reprintNo: number }[])[0]?.reprintNo ?? -1,
    whole: 0,
  },
  backup: {
    most: 262_144,
    needs: ['store'],
    run: () => run('backup'),
    done: (): number => findBackups([join(data, 'backups')]).length,
    whole: 1,
  },
} as const;

test.each(parts)('the disk of the %s is full', { timeout: 180_000 }, async (part) => {
  let codes = await counterWith(part);
  for (const [command, { needs, run: go, done, whole, most }] of Object.entries(commands)) {
    const isNeeded = (needs as readonly Part[]).includes(part);
    // From no byte at all to enough for the beginning.
    const left = isNeeded ? Math.floor((random() * most) / 4096) * 4096 : 0;
    onDisk.fill(left);
    const refused = await go(codes[0]!);
    console.log(JSON.stringify({ seed, part, command, left, errors: refused.err, confirmed: refused.out.length }));
    const ofPaper = part === 'papers' && isNeeded ? [codeOfPaper()] : [];
    expect(ofPaper).toEqual(ofPaper.map(() => 'disk-full'));
    const confirmed = command === 'accept' ? (refused.out as Accepted[]) : [];
    onDisk.free();
    codes = [...codes, ...confirmed.map(({ dossierCode }) => dossierCode)];
    expectKept(codes);
    expect([command, refused.exitCode, refused.err.at(-1)]).toEqual(isNeeded ? [command, 1, told('disk-full')] : [command, 0, undefined]);
    const again = isNeeded ? await go(codes[0]!) : refused;
    expect([command, again.err]).toEqual([command, []]);
    expect([command, done(again)]).toEqual([command, whole]);
    for (const answer of confirmed) expect(again.out).toContainEqual(answer);
    expectKept(codes);
  }
});

test('a folder that cannot be written to says so, and loses nothing', { timeout: 120_000 }, async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('only root may mount a disk anew');
  const codes = await counterWith('store');
  for (const command of ['accept', 'import', 'backup', 'print'] as const) {
    execFileSync('mount', ['-o', 'remount,ro', data]);
    const refused = await commands[command].run(codes[0]!);
    execFileSync('mount', ['-o', 'remount,rw', data]);
    expect([command, refused.exitCode, refused.err.at(-1)]).toEqual([command, 1, told('store-read-only')]);
  }
  expectKept(codes);
  expect(withStore(place(), codesOf)).toHaveLength(codes.length);
});
