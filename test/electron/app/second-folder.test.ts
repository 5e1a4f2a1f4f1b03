/** A second backup folder, from the moment it is set: told at once what it is worth, on the settings' page and by the command. */
import fsp from 'node:fs/promises';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../../electron/app/cli/run.ts';
import { keyFilePath, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { type Client, type Office, openOffice, refusal } from '../../helpers/desk.ts';

const { mkdtemp } = fsp;
const configHome = process.env['XDG_CONFIG_HOME'];
let office: Office;
let admin: Client;
beforeEach(async () => {
  office = await openOffice();
  admin = office.as('Phạm Công Quản');
});
afterEach(() => {
  Object.assign(fsp, { mkdtemp });
  syncBuiltinESMExports();
  if (configHome === undefined) delete process.env['XDG_CONFIG_HOME'];
  else process.env['XDG_CONFIG_HOME'] = configHome;
  office.close();
});

const beside = (name: string): string => join(dirname(office.dataDir), name);
const set = async (backupFolder: string | null) => admin.office.saveSettings({ ...(await admin.office.settings()), backupFolder });
const told = async () => (await admin.backup.status()).second;

/** Double of a folder in which nothing can be made: root may write everywhere. */
function allIsReadOnly(): void {
  Object.assign(fsp, { mkdtemp: () => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' })) });
  syncBuiltinESMExports();
}

describe('kept, and told at once', () => {
  test('one that is not there, until it is: then the next backup goes there too', async () => {
    const folder = beside('stick');
    expect((await set(folder)).backupFolder).toBe(folder);
    expect(await told()).toEqual({ folder, ok: false, why: 'missing' });
    mkdirSync(folder);
    expect(await told()).toEqual({ folder, ok: false, why: null });
    await office.desk.open().backups.run('command');
    expect(await told()).toEqual({ folder, ok: true, why: null });
  });

  test('one that takes no files; what the folder before it got says nothing of it', async () => {
    mkdirSync(beside('stick'));
    await set(beside('stick'));
    await office.desk.open().backups.run('command');
    mkdirSync(beside('locked'));
    allIsReadOnly();
    await set(beside('locked'));
    expect(await told()).toEqual({ folder: beside('locked'), ok: false, why: 'refused' });
    expect(readdirSync(beside('locked'))).toEqual([]);
    await set(null);
    expect(await told()).toBeNull();
  });
});

test('never what is a file or lies in the data folder: nothing is saved, and the command makes no backup for it', async () => {
  writeFileSync(beside('file'), '');
  symlinkSync(office.dataDir, beside('link'));
  process.env['XDG_CONFIG_HOME'] = beside('config');
  writeKeyFile(keyFilePath(office.dataDir), office.keptKeys[0]!);
  const places: readonly (readonly [folder: string, code: string])[] = [
    [beside('file'), 'backup-folder-is-file'],
    [join(beside('file'), 'sub'), 'backup-folder-is-file'],
    [office.dataDir, 'backup-folder-in-data'],
    [join(office.dataDir, 'second', 'disk'), 'backup-folder-in-data'],
    [join(beside('link'), 'second'), 'backup-folder-in-data'],
  ];
  for (const [folder, code] of places) {
    expect([folder, await refusal(set(folder))]).toEqual([folder, { code, data: {} }]);
    const said: unknown[] = [];
    const say = (line: string): void => void said.push(JSON.parse(line));
    const io = { lines: () => (async function* () {})(), out: say, err: say };
    expect([folder, await runCli(['backup', '--data', office.dataDir, '--second', folder], io), said]).toEqual([
      folder,
      1,
      [{ error: code }],
    ]);
  }
  expect([(await admin.office.settings()).backupFolder, office.desk.open().backups.status().count]).toEqual([null, 0]);
});

test('other settings are saved beside a folder that has become a file', async () => {
  await set(beside('stick'));
  writeFileSync(beside('stick'), '');
  const kept = await admin.office.saveSettings({ ...(await admin.office.settings()), idleLockMinutes: 15 });
  expect([kept.idleLockMinutes, await told()]).toEqual([15, { folder: beside('stick'), ok: false, why: 'refused' }]);
});
