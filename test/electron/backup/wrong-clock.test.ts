/** A machine's clock that is wrong when it is backed up or restored: what is newest stays newest, and no number is given again. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextOrderNumber } from '../../../electron/app/service/next-number.ts';
import { newestFirst, type Ranked } from '../../../electron/backup/backup-order.ts';
import { findBackups } from '../../../electron/backup/find-backups.ts';
import { type BackedUp, backedUp } from '../../helpers/backed-up.ts';

let counter: BackedUp;
beforeEach(() => {
  counter = backedUp();
});
afterEach(() => {
  counter.remove();
});

test('a backup dated ahead by a wrong clock is not the newest for that', () => {
  counter.accept(1, 2);
  const ahead = counter.backup({ madeAt: '2031-01-01T08:00:00+07:00' }).manifest;
  counter.accept(3, 4);
  const newest = counter.backup().manifest;
  rmSync(join(counter.dataDir, 'store.db'));
  rmSync(join(counter.dataDir, 'journal.log'));
  expect(findBackups([counter.backups]).map(({ manifest }) => manifest.file)).toEqual([newest.file, ahead.file]);
  expect(counter.restore().from).toEqual({ file: newest.file, madeAt: newest.madeAt, acts: 5 });
});

test('a clock gone back ten years: the newest backup is named after the last act, stays, and is taken', () => {
  counter.accept(1, 2);
  for (let hour = 10; hour < 18; hour += 1) {
    counter.accept(hour, hour);
    counter.backup({ madeAt: `2026-06-09T${String(hour)}:00:00+07:00` });
  }
  counter.accept(20, 20);
  const { manifest, removed } = counter.backup({ madeAt: '2016-06-09T12:00:00+07:00' });
  expect([manifest.madeAt, existsSync(join(counter.backups, manifest.file)), removed.includes(manifest.file)]).toEqual([
    '2026-06-08T09:15:00.000+07:00',
    true,
    false,
  ]);
  expect(findBackups([counter.backups])[0]?.manifest.file).toBe(manifest.file);
});

test('restored on a machine whose clock lies ten years back: the time of the last act is taken, the day stays taken, and the report says so', () => {
  counter.accept(1, 5);
  counter.backup();
  rmSync(join(counter.dataDir, 'store.db'));
  rmSync(join(counter.dataDir, 'journal.log'));
  const { at, atBy, aside } = counter.restore({ at: '2016-01-01T00:10:00+07:00' });
  expect([at, atBy, aside]).toEqual(['2026-06-08T09:15:00.000+07:00', 'lastAct', null]);
  counter.at((store) => {
    // Caught up with the server: only the days up to the restore stay in the reserve.
    store.writeLocal(() => {
      store.settings.put('sync.catching-up', false);
    });
    expect(nextOrderNumber(store, '2026-06-08')).toEqual({ ok: true, number: 2900 });
    const opened = store.acts.at(store.identity.journalId, 1)!.body;
    expect([opened.occurredAt, opened.recordedAt]).toEqual([at, '2026-06-08T09:15:00.000+07:00']);
  });
});

test('acts of a life that went on from an older backup are brought too', () => {
  counter.accept(1, 2);
  const first = counter.backup({ madeAt: '2026-06-09T08:00:00+07:00' }).manifest;
  counter.accept(3, 4);
  counter.backup({ madeAt: '2026-06-09T09:00:00+07:00' });
  rmSync(join(counter.dataDir, 'store.db'));
  rmSync(join(counter.dataDir, 'journal.log'));
  // Somebody took the older one on purpose and worked on.
  counter.restore({ file: first.file, folders: [counter.backups], at: '2026-06-09T10:00:00+07:00' });
  counter.accept(5, 6);
  counter.backup({ madeAt: '2026-06-09T11:00:00+07:00' });
  rmSync(join(counter.dataDir, 'store.db'));
  rmSync(join(counter.dataDir, 'journal.log'));
  counter.restore({ at: '2026-06-09T12:00:00+07:00' });
  expect(
    counter.at((store) =>
      [1, 2, 3, 4, 5, 6].map((n) =>
        store.numbers.lastOrderNumber(store.identity.agencyCode, '2026-06-08', { first: 2000 + n, last: 2000 + n }),
      ),
    ),
  ).toEqual([2001, 2002, 2003, 2004, 2005, 2006]);
});

test('order: lives, then links of the live journal, then acts, then time, then the number behind the name', () => {
  const one = (file: string, madeAt: string, heads: readonly [string, number][], acts: number): Ranked => ({
    file,
    madeAt,
    liveJournalId: heads.at(-1)?.[0] ?? '',
    heads: heads.map(([journalId, seq]) => ({ journalId, seq, linkHash: '' })),
    counts: { acts, dossiers: 0, prints: 0 },
  });
  const ranked = [
    one(
      'two-lives',
      '2026-01-01T00:00:00+07:00',
      [
        ['a', 3],
        ['b', 1],
      ],
      4,
    ),
    one('ten-1.db', '2026-01-03T00:00:00+07:00', [['a', 9]], 9),
    one('ten.db', '2026-01-03T00:00:00+07:00', [['a', 9]], 9),
    one('pulled', '2026-01-02T00:00:00+07:00', [['a', 8]], 90),
    one('ahead', '2040-01-01T00:00:00+07:00', [['a', 8]], 8),
  ];
  expect(newestFirst([...ranked].reverse(), (each) => each)).toEqual(ranked);
});

test('a damaged digit in a manifest is not taken for a newer version, and one of a newer version is not left out', () => {
  counter.accept(1, 2);
  const { file } = counter.backup().manifest;
  const path = join(counter.backups, `${file}.json`);
  const written = JSON.parse(readFileSync(path, 'utf8')) as object;
  rmSync(join(counter.dataDir, 'store.db'));
  writeFileSync(path, JSON.stringify({ ...written, format: 2, chunks: [] }));
  const before = readdirSync(counter.dataDir).sort();
  expect(() => counter.restore()).toThrow('store-from-newer-version');
  expect(
    readdirSync(counter.dataDir)
      .filter((name) => name !== 'lock.db')
      .sort(),
  ).toEqual(before.filter((name) => name !== 'lock.db'));
  writeFileSync(path, JSON.stringify({ ...written, format: 3 }));
  expect(counter.restore().from).toBeNull();
});
