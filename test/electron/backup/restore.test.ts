/** Backups of real stores, and counters brought back from them with every file damaged in turn. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Manifest } from '#shared/sync/manifest.ts';
import { findBackups } from '../../../electron/backup/find-backups.ts';
import { findCut } from '../../../electron/backup/find-cut.ts';
import { makeBackup, type BackupOptions } from '../../../electron/backup/make-backup.ts';
import { secondFolderOf } from '../../../electron/backup/second-folder.ts';
import { restoreCounter } from '../../../electron/backup/restore.ts';
import type { RestoreOptions } from '../../../electron/backup/restore-terms.ts';
import { nextOrderNumber } from '../../../electron/app/service/next-number.ts';
import { newRecoveryCode } from '../../../electron/keys/recovery-code.ts';
import { confirmCode, keyOfRecoveryCode, proposeCode, writeFirstCode } from '../../../electron/keys/recovery-files.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { migrate } from '../../../electron/store/migrate.ts';
import { storeMigrations } from '../../../electron/store/migrations/index.ts';
import { verify } from '../../../electron/store/verify.ts';
import { accepted, agencyCode, id, newStore, printed, reopen, temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dataDir: string;
let ids = 0;
beforeEach(() => {
  folder = temporaryFolder();
  dataDir = join(folder.path, 'data');
});
afterEach(() => {
  folder.remove();
});

const backup = (changes: Partial<BackupOptions> = {}) =>
  makeBackup({ dataDir, key: testKey, reason: 'command', appVersion: '0.1.0', madeAt: '2026-06-09T12:00:00+07:00', ...changes });
const restore = (changes: Partial<RestoreOptions> = {}) =>
  restoreCounter({
    dataDir,
    key: testKey,
    lastCode: null,
    actorId: 'restore',
    at: '2026-06-08T16:00:00+07:00',
    newId: () => id((ids += 1), 0xeee),
    ...changes,
  });
const backups = join('data', 'backups');

/** A counter with twelve dossiers, a paper, a backup of the first eight, and a clean end. */
function counter(): void {
  const store = newStore(dataDir);
  for (let n = 1; n <= 8; n += 1) store.commit([accepted(n)]);
  const paper = Buffer.from('a printed paper');
  const hash = store.blobs.put('2026-06', paper);
  store.commit([printed(20, 1, hash, paper.length)]);
  backup();
  for (let n = 9; n <= 12; n += 1) store.commit([accepted(n)]);
  store.close();
}

function flip(path: string, offset: number): void {
  const fd = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, offset);
  byte[0] = (byte[0] ?? 0) ^ 0x20;
  writeSync(fd, byte, 0, 1, offset);
  closeSync(fd);
}

function codesHeld(): readonly string[] {
  const store = reopen(dataDir);
  try {
    return store.dossiers
      .list({ tab: 'all', text: '', offset: 0, limit: 1000, now: '2026-06-30T17:00:00+07:00', dueSoonUntil: '2026-07-01' })
      .rows.map(({ dossierCode }) => dossierCode ?? '')
      .sort();
  } finally {
    store.close();
  }
}

const codes = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, index) => `${agencyCode}-260608-${String(2001 + index)}`);
const verdict = () => verify({ dataDir, key: testKey }).faults;

describe('backup', () => {
  test('is named only after it was read again and found equal', () => {
    counter();
    const bad = (): unknown => backup({ madeAt: '2026-06-09T13:00:00+07:00', hooks: { afterCopy: (path) => flip(path, 2048 * 5 + 700) } });
    expect(bad).toThrow('backup-not-verified');
    expect(readdirSync(join(folder.path, backups)).sort()).toEqual([
      'blobs-2026-06.db',
      'lock.db',
      'store-20260609T120000.db',
      'store-20260609T120000.db.json',
    ]);
  });

  test('has its name only once it is whole on the disk', () => {
    counter();
    let names: readonly string[] = [];
    backup({ madeAt: '2026-06-09T13:00:00+07:00', hooks: { beforeName: () => (names = readdirSync(join(folder.path, backups))) } });
    expect(names).toContain('store-20260609T130000.db.tmp');
    expect(names).not.toContain('store-20260609T130000.db');
  });

  test('is left out when nothing has changed, and the paper of a month is copied once', () => {
    counter();
    const first = backup({ madeAt: '2026-06-09T13:00:00+07:00' });
    const copiedAt = statSync(join(folder.path, backups, 'blobs-2026-06.db')).ino;
    expect(backup({ madeAt: '2026-06-09T13:30:00+07:00', onlyIfChanged: true })).toMatchObject({
      made: false,
      manifest: { file: first.manifest.file },
    });
    expect(backup({ madeAt: '2026-06-09T14:00:00+07:00' }).manifest.months).toEqual(first.manifest.months);
    expect(statSync(join(folder.path, backups, 'blobs-2026-06.db')).ino).toBe(copiedAt);
    expect(first.manifest).toMatchObject({
      counts: { acts: 14, dossiers: 12, prints: 1 },
      numbers: [{ date: '2026-06-08', ordinary: 2012, reserve: null }],
    });
  });

  test('a paper that comes while the store is copied is in its month', () => {
    counter();
    const bytes = Buffer.from('a paper of that moment');
    const addPaper = (): void => {
      const store = reopen(dataDir);
      store.commit([printed(21, 9, store.blobs.put('2026-06', bytes), bytes.length)]);
      store.close();
    };
    const { manifest } = backup({ madeAt: '2026-06-09T13:00:00+07:00', hooks: { afterCopy: addPaper } });
    expect(manifest.months).toEqual([expect.objectContaining({ month: '2026-06', blobs: 2 })]);
  });

  test('a code that was replaced opens no copy of the key, on no disk', () => {
    counter();
    const second = join(folder.path, 'stick');
    mkdirSync(second);
    const [first, next, last] = [newRecoveryCode(), newRecoveryCode(), newRecoveryCode()];
    writeFirstCode(dataDir, testKey, first);
    proposeCode(dataDir, testKey, next);
    const { manifest } = backup({ madeAt: '2026-06-09T13:00:00+07:00', second });
    const copies = [join(dataDir, 'backups'), secondFolderOf(second, manifest.agencyCode, manifest.counterNo)];
    confirmCode(dataDir, next);
    proposeCode(dataDir, testKey, last);
    confirmCode(dataDir, last);
    backup({ madeAt: '2026-06-09T14:00:00+07:00', second });
    for (const copy of copies) {
      expect(keyOfRecoveryCode(copy, last)).toEqual(testKey);
      expect(() => keyOfRecoveryCode(copy, next)).toThrow('recovery-code-wrong');
    }
  });

  test('one that a wrong clock dated later is not taken for the newest state', () => {
    counter();
    backup({ madeAt: '2027-01-01T08:00:00+07:00' });
    expect(backup({ madeAt: '2026-06-09T13:00:00+07:00', onlyIfChanged: true }).made).toBe(true);
    expect(backup({ madeAt: '2026-06-09T13:30:00+07:00', onlyIfChanged: true }).made).toBe(false);
  });

  test('a second folder gets the same; one that is unplugged is told and stops nothing', () => {
    counter();
    expect(backup({ second: join(folder.path, 'stick'), madeAt: '2026-06-09T13:00:00+07:00' }).second).toEqual({
      ok: false,
      folder: join(folder.path, 'stick'),
      why: 'missing',
    });
    const stick = temporaryFolder();
    expect(backup({ second: stick.path, madeAt: '2026-06-09T14:00:00+07:00' }).second).toEqual({ ok: true, folder: stick.path });
    expect(findBackups([join(stick.path, `${agencyCode}-2`)]).map(({ manifest }) => manifest.file)).toEqual(['store-20260609T140000.db']);
    stick.remove();
  });
});

describe('a backup that was not finished', () => {
  const unfinished = (path: string): string[] => readdirSync(path).filter((name) => name.includes('.tmp'));

  test('gives back the room it took, and is no backup', () => {
    counter();
    const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
    const filled = () =>
      backup({
        hooks: {
          afterCopy: (path) => {
            expect(existsSync(path)).toBe(true);
            throw full;
          },
        },
      });
    expect(filled).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(unfinished(join(folder.path, backups))).toEqual([]);
    expect(findBackups([join(folder.path, backups)])).toHaveLength(1);
  });

  test('goes from the second disk with the next one that comes there', () => {
    counter();
    const second = join(folder.path, 'stick');
    mkdirSync(second);
    backup({ second });
    const target = secondFolderOf(second, agencyCode, 2);
    writeFileSync(join(target, 'store-20260609T113000.db.tmp'), 'pulled out in the middle');
    backup({ second, madeAt: '2026-06-09T12:30:00+07:00' });
    expect(unfinished(target)).toEqual([]);
  });
});

describe('restore', () => {
  const flips = { 'main file, first page': ['store.db', 100], 'main file, in the middle': ['store.db', 2048 * 30 + 999] } as const;
  test.each(Object.keys(flips) as (keyof typeof flips)[])('%s: backup and log give everything, in a new journal', (name) => {
    counter();
    const [file, offset] = flips[name];
    flip(join(dataDir, file), offset);
    const report = restore({ lastCode: `${agencyCode}-260608-2012` });
    expect(report).toMatchObject({
      from: { acts: 10 },
      log: { state: 'whole' },
      actsBrought: 4,
      actsLost: 0,
      lostPapers: [],
      numbers: 'after',
      aside: 'damaged-20260608T160000',
    });
    expect(codesHeld()).toEqual(codes(12));
    expect(verdict()).toEqual([]);
    const store = reopen(dataDir);
    expect(store.identity.journalId).toBe(report.journal.journalId);
    expect(store.acts.at(report.journal.journalId, 1)?.body.payload).toMatchObject({
      reason: 'restore',
      previousJournalId: report.journal.previousJournalId,
      lastSeq: 14,
    });
    expect(nextOrderNumber(store, '2026-06-08')).toEqual({ ok: true, number: 2013 });
    store.close();
    expect(existsSync(join(dataDir, 'damaged-20260608T160000', 'store.db'))).toBe(true);
  });

  test('store and log both gone: the backup, and numbers from the reserve', () => {
    counter();
    rmSync(join(dataDir, 'store.db'));
    rmSync(join(dataDir, 'journal.log'));
    expect(restore()).toMatchObject({ log: { state: 'missing' }, actsBrought: 0, numbers: 'reserve' });
    expect(codesHeld()).toEqual(codes(8));
    const store = reopen(dataDir);
    expect(nextOrderNumber(store, '2026-06-08')).toEqual({ ok: true, number: 2900 });
    store.close();
    expect(verdict()).toEqual([]);
  });

  test('no backup at all: the log alone gives every act', () => {
    counter();
    rmSync(join(dataDir, 'backups'), { recursive: true });
    truncateSync(join(dataDir, 'store.db'), 3000);
    expect(restore()).toMatchObject({ from: null, actsBrought: 14 });
    expect(codesHeld()).toEqual(codes(12));
    expect(verdict()).toEqual([]);
  });

  test('a log broken in the middle: what lies behind the break is linked again on the new journal', () => {
    counter();
    const size = statSync(join(dataDir, 'journal.log')).size;
    flip(join(dataDir, 'journal.log'), size - 4000);
    rmSync(join(dataDir, 'store.db'));
    const report = restore();
    expect(report).toMatchObject({ log: { state: 'damaged', broken: 1 }, actsLost: 1 });
    expect(report.actsBrought + report.actsLinkedAgain).toBe(3);
    expect(codesHeld()).toHaveLength(11);
    expect(verdict()).toEqual([]);
  });

  test('both damaged: the store gives what the log lost', () => {
    counter();
    const size = statSync(join(dataDir, 'journal.log')).size;
    flip(join(dataDir, 'journal.log'), size - 4000);
    expect(restore()).toMatchObject({ log: { state: 'damaged' }, actsLost: 0 });
    expect(codesHeld()).toEqual(codes(12));
    expect(verdict()).toEqual([]);
  });

  test('the newest backup is damaged: the one before it is taken', () => {
    counter();
    const { manifest } = backup({ madeAt: '2026-06-09T15:00:00+07:00' });
    flip(join(dataDir, 'backups', manifest.file), 9000);
    rmSync(join(dataDir, 'store.db'));
    expect(restore()).toMatchObject({
      from: { file: 'store-20260609T120000.db' },
      refused: [{ file: 'store-20260609T150000.db', why: 'bytes' }],
      actsBrought: 4,
    });
    expect(codesHeld()).toEqual(codes(12));
  });

  test('papers: a damaged month is made again from its copy, and what nobody has is named', () => {
    counter();
    const store = reopen(dataDir);
    const scan = Buffer.from('a scan after the backup');
    const hash = store.blobs.put('2026-06', scan);
    store.commit([printed(21, 2, hash, scan.length)]);
    store.close();
    writeFileSync(join(dataDir, 'blobs-2026-06.db'), Buffer.alloc(8192, 7));
    const report = restore();
    expect(report.months).toEqual([{ month: '2026-06', state: 'mended' }]);
    expect(report.lostPapers).toEqual([{ dossierCode: `${agencyCode}-260608-2002`, what: 'paper' }]);
  });

  test('a new PC: the folder of backups and the key are enough', () => {
    counter();
    const elsewhere = join(folder.path, 'new-pc');
    const report = restoreCounter({
      dataDir: elsewhere,
      key: testKey,
      folders: [join(folder.path, backups)],
      lastCode: null,
      actorId: 'restore',
      at: '2026-06-08T16:00:00+07:00',
      newId: () => id((ids += 1), 0xeee),
    });
    expect(report).toMatchObject({ months: [{ month: '2026-06', state: 'fromBackup' }], lostPapers: [], aside: null });
    expect(verify({ dataDir: elsewhere, key: testKey }).faults).toEqual([]);
  });

  test('refused, and everything as it was: a foreign code, another key, nothing to bring back', () => {
    counter();
    const before = readFileSync(join(dataDir, 'store.db'));
    expect(() => restore({ lastCode: '000.05.24.H12-260608-2012' })).toThrow('last-code-foreign');
    expect(() => restore({ lastCode: `${agencyCode}-260608-3012` })).toThrow('last-code-foreign');
    expect(() => restore({ key: new Uint8Array(32) })).toThrow('wrong-key');
    expect(() => restore({ dataDir: folder.path })).toThrow('backup-missing');
    expect(readFileSync(join(dataDir, 'store.db')).equals(before)).toBe(true);
  });

  test('cut off between two renames, the next start finishes it', () => {
    counter();
    restore();
    const made = reopen(dataDir);
    const { journalId } = made.identity;
    made.close();
    // As a crash leaves it: all prepared, the old store moved aside, the new one not yet in its place.
    const repair = join(dataDir, 'restoring');
    mkdirSync(repair);
    renameSync(join(dataDir, 'store.db'), join(repair, 'store.db'));
    writeFileSync(join(repair, 'ready.json'), JSON.stringify({ aside: 'damaged-20260608T160000' }));
    const store = reopen(dataDir);
    expect(store.identity.journalId).toBe(journalId);
    store.close();
    expect(existsSync(repair)).toBe(false);
  });
});

describe('opening', () => {
  test('after an end that was none every page is looked at before anything is written', () => {
    counter();
    flip(join(dataDir, 'store.db'), 2048 * 30 + 999);
    writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ pid: 1, since: '2026-06-08T12:00:00Z' }));
    expect(() => reopen(dataDir)).toThrow('store-damaged');
  });

  test('a store of an older app is backed up before it is migrated', () => {
    newStore(dataDir).close();
    const current = openEncrypted(join(dataDir, 'store.db'), testKey, 'read');
    const rows = ['journal', 'act'].map((table) => ({
      table,
      row: current.prepare(`SELECT * FROM ${table}`).get() as Record<string, unknown>,
    }));
    current.close();
    for (const name of ['store.db', 'store.db-wal', 'store.db-shm']) rmSync(join(dataDir, name), { force: true });
    const old = openEncrypted(join(dataDir, 'store.db'), testKey, 'create');
    const before = storeMigrations.length - 1;
    migrate(old, storeMigrations, before);
    for (const { table, row } of rows)
      old
        .prepare(
          `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
            .map((column) => `@${column}`)
            .join(', ')})`,
        )
        .run(row);
    old.close();
    reopen(dataDir).close();
    expect(
      findBackups([join(dataDir, 'backups')]).map(({ manifest: { reason, schemaVersion, counts } }) => ({
        reason,
        schemaVersion,
        acts: counts.acts,
      })),
    ).toEqual([{ reason: 'migration', schemaVersion: before, acts: 1 }]);
  });

  test('a machine that replaces another begins in the reserve, until a person or the server has told', () => {
    const store = newStore(dataDir, { replaces: true });
    expect(store.acts.at(store.identity.journalId, 1)?.body.payload).toMatchObject({ reason: 'replacement', previousJournalId: null });
    expect(nextOrderNumber(store, '2026-06-08')).toEqual({ ok: true, number: 2900 });
    store.sync.caughtUp();
    expect([nextOrderNumber(store, '2026-06-08'), nextOrderNumber(store, '2026-06-09')]).toEqual([
      { ok: true, number: 2900 },
      { ok: true, number: 2001 },
    ]);
    store.close();
  });
});

describe('cutting the log', () => {
  const signed = (store: ReturnType<typeof reopen>, toSeq: number): void => {
    const manifest = { journalId: store.identity.journalId, fromSeq: 1, toSeq, closedAt: '2026-06-08T17:00:00+07:00' } as Manifest;
    store.sync.keepManifest(manifest, 'signature');
    store.sync.keepCountersigned(manifest, {} as never);
  };
  const find = (store: ReturnType<typeof reopen>) => findCut(store, { logDir: dataDir, key: testKey, folders: [join(dataDir, 'backups')] });

  test('nothing goes before three verified backups and a countersigned manifest hold it', () => {
    counter();
    const store = reopen(dataDir);
    signed(store, 14);
    expect(find(store)).toBeUndefined();
    for (const hour of [13, 14]) backup({ madeAt: `2026-06-09T${String(hour)}:00:00+07:00` });
    expect(find(store)?.begins).toEqual([expect.objectContaining({ seq: 10 })]);
    store.close();
  });

  test('the copy of a backup on a second disk is no further backup', () => {
    counter();
    const second = join(folder.path, 'stick');
    mkdirSync(second);
    backup({ madeAt: '2026-06-09T13:00:00+07:00', second });
    const store = reopen(dataDir);
    signed(store, 14);
    const folders = [join(dataDir, 'backups'), secondFolderOf(second, agencyCode, store.identity.counterNo)];
    expect(findCut(store, { logDir: dataDir, key: testKey, folders })).toBeUndefined();
    backup({ madeAt: '2026-06-09T14:00:00+07:00', second });
    expect(findCut(store, { logDir: dataDir, key: testKey, folders })).toBeDefined();
    store.close();
  });

  test('nothing goes that the server has not countersigned', () => {
    counter();
    for (const hour of [13, 14, 15]) backup({ madeAt: `2026-06-09T${String(hour)}:00:00+07:00` });
    const store = reopen(dataDir);
    expect(find(store)).toBeUndefined();
    signed(store, 9);
    expect(find(store)?.begins).toEqual([expect.objectContaining({ seq: 9 })]);
    store.close();
  });

  test('a cut log still completes a store, is verified, and says when a backup is too old for it', () => {
    counter();
    for (const hour of [13, 14, 15]) backup({ madeAt: `2026-06-09T${String(hour)}:00:00+07:00` });
    const store = reopen(dataDir);
    signed(store, 12);
    const before = statSync(join(dataDir, 'journal.log')).size;
    const cut = find(store)!;
    store.cutLog(cut.from, cut.begins);
    store.commit([accepted(30)]);
    store.commit([accepted(31)]);
    store.close();
    expect(statSync(join(dataDir, 'journal.log')).size).toBeLessThan(before);
    expect(verdict()).toEqual([]);
    copyFileSync(join(dataDir, 'backups', 'store-20260609T150000.db'), join(dataDir, 'store.db'));
    const behind = reopen(dataDir);
    expect(behind.opened.completedFromLog).toBe(2);
    behind.close();
    copyFileSync(join(dataDir, 'backups', 'store-20260609T120000.db'), join(dataDir, 'store.db'));
    expect(() => reopen(dataDir)).toThrow('journal-log-begins-later');
  });
});
