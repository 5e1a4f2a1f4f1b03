/** Files a newer version of the app wrote: refused by that name, and nothing of them is moved, repaired or left out. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repairLog } from '../../../electron/backup/repair-log.ts';
import { examine } from '../../../electron/backup/triage.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { type BackedUp, backedUp, flipAt } from '../../helpers/backed-up.ts';
import { reopen, testKey } from '../../helpers/store.ts';

let counter: BackedUp;
beforeEach(() => {
  counter = backedUp();
  counter.accept(1, 3);
  counter.print(20, 1);
  counter.backup();
  counter.accept(4, 5);
});
afterEach(() => {
  counter.remove();
});

/** Every file with its length: what a refusal must leave as it is. */
const files = (): readonly string[] =>
  readdirSync(counter.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:lock\.|.*-(?:wal|shm)$)/u.test(entry.name))
    .map((entry) => `${entry.name} ${String(statSync(join(entry.parentPath, entry.name)).size)}`)
    .sort();
const newerDatabase = (path: string): void => {
  const db = openEncrypted(path, testKey, 'write');
  db.pragma('user_version=999');
  db.close();
};
/** As a later format would begin: its frames do not open as ours. */
const newerLog = (): void => {
  const path = join(counter.dataDir, 'journal.log');
  const bytes = readFileSync(path);
  bytes.write('2', 5, 'latin1');
  bytes.fill(7, 40, 200);
  writeFileSync(path, bytes);
};

test('a newer log: told at the start, and no repair touches it', () => {
  newerLog();
  const before = files();
  expect(() => reopen(counter.dataDir)).toThrow('store-from-newer-version');
  expect(() => counter.restore()).toThrow('store-from-newer-version');
  expect(() => repairLog({ dataDir: counter.dataDir, key: testKey, at: '2026-06-09T16:00:00+07:00' })).toThrow('store-from-newer-version');
  expect(examine({ dataDir: counter.dataDir, key: testKey })).toMatchObject({ store: 'whole', log: 'newer', repairs: [] });
  expect(files()).toEqual(before);
});

test('a newer log beside a damaged store: the restore waits for the newer app', () => {
  newerLog();
  flipAt(join(counter.dataDir, 'store.db'), 700);
  const before = files();
  expect(examine({ dataDir: counter.dataDir, key: testKey })).toMatchObject({ store: 'damaged', log: 'newer', repairs: [] });
  expect(() => counter.restore()).toThrow('store-from-newer-version');
  expect(files()).toEqual(before);
});

test('the version digit of a log that is ours, flipped, is damage and repaired as such', () => {
  flipAt(join(counter.dataDir, 'journal.log'), 5);
  const path = join(counter.dataDir, 'journal.log');
  const bytes = readFileSync(path);
  bytes.write('3', 5, 'latin1');
  writeFileSync(path, bytes);
  expect(() => reopen(counter.dataDir)).toThrow('journal-log-damaged');
  expect(repairLog({ dataDir: counter.dataDir, key: testKey, at: '2026-06-09T16:00:00+07:00' }).log.state).toBe('whole');
  reopen(counter.dataDir, { rebuildLog: true }).close();
});

test('a newer store: no restore takes it away', () => {
  newerDatabase(join(counter.dataDir, 'store.db'));
  const before = files();
  expect(() => counter.restore()).toThrow('store-from-newer-version');
  expect(files()).toEqual(before);
});

test('a newer month of papers stays through backup and restore, and costs no work', () => {
  newerDatabase(join(counter.dataDir, 'blobs-2026-06.db'));
  const copy = readFileSync(join(counter.backups, 'blobs-2026-06.db'));
  counter.at((store) => {
    store.blobs.put('2026-07', Buffer.from('another paper'));
    expect(store.blobs.faults()).toEqual([{ month: '2026-06', state: 'newer' }]);
    expect(() => store.blobs.put('2026-06', Buffer.from('a third'))).toThrow('store-from-newer-version');
  });
  counter.backup({ madeAt: '2026-06-09T13:00:00+07:00' });
  expect(readFileSync(join(counter.backups, 'blobs-2026-06.db')).equals(copy)).toBe(true);
  flipAt(join(counter.dataDir, 'store.db'), 700);
  expect(counter.restore().months).toEqual([
    { month: '2026-06', state: 'newer' },
    { month: '2026-07', state: 'kept' },
  ]);
});
