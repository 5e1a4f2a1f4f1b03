/** Months of papers through backups, restores and mendings that meet a loss or a kill at the worst place. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultOfficeConfig } from '#shared/domain/office/config.ts';
import type { JsonObject } from '#shared/journal/act.ts';
import { bodyOf } from '../../../electron/app/service/body.ts';
import { mendMonth } from '../../../electron/backup/mend-month.ts';
import { keepAt } from '../../../electron/keys/keep-key-file.ts';
import { keyFilePath } from '../../../electron/keys/key-file.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { oneAtATime } from '../../../electron/store/lock.ts';
import { verify } from '../../../electron/store/verify.ts';
import { killed } from '../../faults/kills/killed.ts';
import { type BackedUp, backedUp, flipAt } from '../../helpers/backed-up.ts';
import { cliEntry } from '../../helpers/cli.ts';
import { id, testKey } from '../../helpers/store.ts';

let counter: BackedUp;
let papers: string[];
beforeEach(() => {
  counter = backedUp();
  counter.accept(1, 4);
  papers = [counter.print(20, 1), counter.print(21, 2)];
  counter.backup();
});
afterEach(() => {
  counter.remove();
});

const month = (): string => join(counter.dataDir, 'blobs-2026-06.db');
const copy = (): string => join(counter.backups, 'blobs-2026-06.db');
const here = (): number => counter.at((store) => papers.filter((hash) => store.blobs.has(hash)).length);
const inCopy = (): number => {
  const db = openEncrypted(copy(), testKey, 'read');
  try {
    return (db.prepare('SELECT count(*) AS papers FROM blob').get() as { papers: number }).papers;
  } finally {
    db.close();
  }
};
/** For the command line: an office, and this user's key file. */
const env = async (): Promise<NodeJS.ProcessEnv> => {
  const config = { ...process.env, XDG_CONFIG_HOME: join(counter.path, 'config') };
  await keepAt(keyFilePath(counter.dataDir, config), Uint8Array.from(testKey));
  const office = defaultOfficeConfig({ agencyName: 'UBND xã Thử', placeName: 'Thử', upstreamName: 'UBND huyện' });
  counter.at((store) => {
    store.commit([
      bodyOf(
        store.identity,
        { actorId: 'setup', recordedAt: '2026-06-08T07:00:00+07:00' },
        {
          id: id(1, 0xe00),
          kind: 'agency.configured',
          dossierId: null,
          basedOn: null,
          occurredAt: '2026-06-08T07:00:00+07:00',
          payload: { config: office as unknown as JsonObject },
        },
      ),
    ]);
  });
  return config;
};

test('a month whose file was lost and begun anew: its copy keeps what it held, and a restore brings it back', () => {
  rmSync(month());
  papers.push(counter.print(22, 3));
  counter.backup({ madeAt: '2026-06-09T13:00:00+07:00' });
  expect([inCopy(), here()]).toEqual([3, 1]);
  expect(counter.restore().months).toEqual([{ month: '2026-06', state: 'mended' }]);
  expect([here(), verify({ dataDir: counter.dataDir, key: testKey }).faults]).toEqual([3, []]);
});

test('a month deleted while it is open: the next paper lies in a file with a name, and the loss is told', () => {
  counter.at((store) => {
    papers.push(store.blobs.put('2026-06', Buffer.from('before')));
    // As a person cleaning up does it; Windows refuses it for an open file.
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${month()}${suffix}`, { force: true });
    papers.push(store.blobs.put('2026-06', Buffer.from('after')));
    expect(store.blobs.faults()).toEqual([{ month: '2026-06', state: 'missing' }]);
  });
  expect(here()).toBe(1);
  counter.restore();
  // Only what came between the backup and the deletion is nowhere.
  expect(here()).toBe(3);
});

test('a backup cut off between its copy of a month and its name: the copy no manifest tells of is as good', () => {
  papers.push(counter.print(22, 3));
  const die = (): void => {
    throw new Error('killed');
  };
  expect(() => counter.backup({ madeAt: '2026-06-09T13:00:00+07:00', hooks: { beforeName: die } })).toThrow('killed');
  rmSync(month());
  rmSync(join(counter.dataDir, 'store.db'));
  expect(counter.restore()).toMatchObject({ months: [{ month: '2026-06', state: 'fromBackup' }], lostPapers: [] });
  expect(here()).toBe(3);
});

test('a damaged copy still gives the papers that are whole in it', () => {
  rmSync(month());
  flipAt(copy(), 2048 * 5 + 700);
  const { lostPapers } = counter.restore();
  expect([lostPapers.length <= 1, here() >= 1]).toEqual([true, true]);
});

test('copies of another counter in the same folder are none of ours', () => {
  const other = join(counter.path, 'other');
  mkdirSync(other);
  const db = openEncrypted(join(other, 'blobs-2026-05.db'), new Uint8Array(32).fill(9), 'create');
  db.exec('CREATE TABLE blob (n INTEGER PRIMARY KEY, sha256 TEXT, bytes BLOB)');
  db.close();
  expect(counter.restore({ folders: [other] }).months).toEqual([{ month: '2026-06', state: 'kept' }]);
  expect(existsSync(join(counter.dataDir, 'blobs-2026-05.db'))).toBe(false);
});

test('a quick look finds a month that was cut to nothing, or begun anew, by how far its copy reached', () => {
  rmSync(month());
  writeFileSync(month(), '');
  counter.at((store) => {
    expect([store.blobs.look('2026-06', { lastN: 2 }), store.blobs.faults()]).toEqual([
      'damaged',
      [{ month: '2026-06', state: 'damaged' }],
    ]);
  });
});

test('papers that are kept while their month is mended are in it', () => {
  truncateSync(month(), 9_000);
  counter.at((store) => {
    store.blobs.look('2026-06');
    const first = store.blobs.put('2026-06', Buffer.from('before the mending'));
    mendMonth({ dataDir: counter.dataDir, key: testKey, month: '2026-06', folders: [counter.backups] });
    const second = store.blobs.put('2026-06', Buffer.from('while it is mended'));
    store.blobs.takeMended('2026-06', 'damaged-test');
    expect([first, second, ...papers].map((hash) => store.blobs.has(hash))).toEqual([true, true, true, true]);
    expect(store.blobs.faults()).toEqual([]);
  });
  expect(
    readdirSync(join(counter.dataDir, 'damaged-test'))
      .filter((name) => !/-(?:wal|shm)$/u.test(name))
      .sort(),
  ).toEqual(['blobs-2026-06.db', 'blobs-2026-06.db.damaged']);
});

test('what another process is backing up is not taken for what a dead one left', { timeout: 120_000 }, async () => {
  const config = await env();
  const unfinished = join(counter.backups, 'store-20260609T130000.db.tmp');
  const run = (timeout: number) => spawnSync(process.execPath, [cliEntry, 'backup', '--data', counter.dataDir], { env: config, timeout });
  // The other one's turn: this command waits for it, and touches nothing meanwhile.
  const waited = oneAtATime(counter.backups, () => {
    writeFileSync(unfinished, 'being written');
    const { status } = run(3_000);
    return [status, existsSync(unfinished)];
  });
  expect(waited).toEqual([null, true]);
  expect([run(100_000).status, existsSync(unfinished)]).toEqual([0, false]);
});

test(
  'mend-papers, killed before the damaged file goes aside and before the mended one comes: whole at the next start, or mended then',
  { timeout: 120_000 },
  async () => {
    const config = await env();
    const args = ['mend-papers', '--data', counter.dataDir];
    const damage = (): void => {
      for (const name of readdirSync(counter.dataDir))
        if (/^(?:blobs|damaged)-/u.test(name)) rmSync(join(counter.dataDir, name), { recursive: true });
      copyFileSync(copy(), month());
      truncateSync(month(), 9_000);
    };
    damage();
    const { places, exitCode, said, errors } = await killed({ args, env: config, standAt: 0 });
    expect([exitCode, errors, said]).toEqual([0, '', [{ month: '2026-06', state: 'damaged', papers: 2, lost: [] }]]);
    const stands = [...places.replaceAll(/[^TVFRr]/gu, '')].flatMap((letter, index) => (letter === 'R' ? [index + 1] : [])).slice(-2);
    for (const standAt of stands) {
      damage();
      expect((await killed({ args, env: config, standAt })).wasKilled).toBe(true);
      counter.at((store) => {
        if (store.blobs.look('2026-06') === 'whole') return;
        mendMonth({ dataDir: counter.dataDir, key: testKey, month: '2026-06', folders: [counter.backups] });
        store.blobs.takeMended('2026-06', `damaged-${String(standAt)}`);
      });
      expect([standAt, here(), verify({ dataDir: counter.dataDir, key: testKey }).faults]).toEqual([standAt, 2, []]);
    }
    console.log(JSON.stringify({ killedBeforeRenames: stands.length }));
  },
);
