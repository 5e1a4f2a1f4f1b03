/** A counter that does not open, as its page sees it: told before anybody can sign in, repaired, and at work again. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk } from '../../../electron/app/desk.ts';
import { router } from '../../../electron/app/router.ts';
import { newSession } from '../../../electron/app/session.ts';
import { createStatusFeed } from '../../../electron/app/status-feed.ts';
import { createRouterClient } from '@orpc/server';
import type { Role } from '#shared/contract/permissions.ts';
import type { RepairProgress } from '#shared/contract/triage.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { storeMigrations } from '../../../electron/store/migrations/index.ts';
import { verify } from '../../../electron/store/verify.ts';
import { commandId, type Client, type Office, openOffice, plan, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let desk: ReturnType<typeof createDesk>;
let call: Client;
beforeEach(async () => {
  office = await openOffice();
  await accept(1, 2, 3);
  await office.desk.open().backups.run('command');
  await accept(4, 5);
  office.desk.close();
  office.clock.now = '2026-06-08T10:00:00.000+07:00';
});
afterEach(() => {
  desk.close();
  office.close();
});

const accept = async (...commands: number[]): Promise<void> => {
  const hanh = office.as('Lê Thị Hạnh');
  for (const n of commands)
    await hanh.reception.accept({ commandId: commandId(n), draftId: null, reception: reception(), settledAtDesk: false });
};
const at = (name: string): string => join(office.dataDir, name);

/** The next start, with the key the shell kept. */
function start(): void {
  desk = createDesk(office.ports);
  const status = createStatusFeed();
  call = createRouterClient(router, { context: { session: newSession(), desk, status } });
  desk.openWith(office.keptKeys[0]!);
}

function damage(file: string, offset: number): void {
  const fd = openSync(at(file), 'r+');
  writeSync(fd, Buffer.from('damage'), 0, 6, offset);
  closeSync(fd);
}

async function repaired(how: 'again' | 'rebuildLog' | 'restore', lastCode: string | null = null): Promise<RepairProgress> {
  const told: RepairProgress[] = [];
  for await (const one of await call.triage.repair({ how, lastCode })) told.push(one);
  expect(told.map(({ step }) => step).slice(-2)).toEqual(['opening', 'done']);
  return told.at(-1)!;
}

async function expectAtWork(dossiers: number): Promise<void> {
  expect((await call.office.state()).phase).toBe('sign-in');
  const { store } = desk.open();
  expect(store.dossiers.count({ text: '', now: '2026-06-08T10:00:00+07:00', dueSoonUntil: '2026-06-09' }).all).toBe(dossiers);
  expect(verify({ dataDir: office.dataDir, key: office.keptKeys[0]! }).faults).toEqual([]);
}

test('a damaged store: what is damaged, then everything back from backup and log, numbers behind the typed code', async () => {
  damage('store.db', 100);
  start();
  expect(await call.office.state()).toMatchObject({ phase: 'triage', code: 'store-damaged' });
  expect(await call.triage.report()).toMatchObject({
    code: 'store-damaged',
    finding: { store: 'damaged', log: 'whole', actsBeyondBackup: 2, repairs: ['restore'] },
  });
  expect(await refusal(repaired('restore', '000.05.24.H11-260608-9001'))).toEqual({ code: 'last-code-foreign', data: { counterNo: 2 } });
  const { report } = await repaired('restore', '000.05.24.H11-260608-2005');
  expect(report).toMatchObject({
    how: 'restore',
    actsBrought: 2,
    actsLost: 0,
    lostPapers: [],
    numbers: 'after',
    aside: 'damaged-20260608T100000',
  });
  await expectAtWork(5);
  expect(readdirSync(at('damaged-20260608T100000'))).toContain('store.db');
});

test('no store at all is no new counter', async () => {
  renameSync(at('store.db'), join(office.folder, 'gone.db'));
  start();
  expect(await call.office.state()).toMatchObject({ phase: 'triage', code: 'store-missing' });
  await expect(desk.setUpWith(plan())).rejects.toThrow('already-set-up');
  expect((await repaired('restore')).report).toMatchObject({ numbers: 'reserve' });
  await expectAtWork(5);
});

describe('the last code on paper, asked after a restore nobody was sure of', () => {
  const hanhs = (): { readonly as: Client; readonly duties: () => Promise<readonly string[]> } => {
    const { personId, fullName, roles, title } = desk
      .open()
      .store.persons.all()
      .find((one) => one.fullName === 'Lê Thị Hạnh')!;
    const session = { person: { personId, fullName, roles: roles as Role[], title } };
    const as: Client = createRouterClient(router, { context: { session, desk, status: createStatusFeed() } });
    const duties = async () => {
      for await (const told of await as.office.watch()) return told.duties;
      return ['over'];
    };
    return { as, duties };
  };
  const restoredUnsure = async () => {
    damage('store.db', 100);
    start();
    expect((await repaired('restore')).report).toMatchObject({ numbers: 'reserve' });
    return hanhs();
  };
  const next = async (as: Client) =>
    (await as.reception.accept({ commandId: commandId(70), draftId: null, reception: reception(), settledAtDesk: false })).dossierCode;

  test('the desk asks until it is told, and numbers go on behind it', async () => {
    const { as, duties } = await restoredUnsure();
    expect(await duties()).toEqual(['lastCode']);
    expect(await as.backup.status()).toMatchObject({ numbersFromReserve: true, asksLastCode: true });
    expect(await refusal(as.backup.tellLastCode({ lastCode: '000.05.24.H11-260608-3001' }))).toMatchObject({ code: 'last-code-foreign' });
    expect(await as.backup.tellLastCode({ lastCode: '000.05.24.h11-260608-2031' })).toMatchObject({
      numbersFromReserve: false,
      asksLastCode: false,
    });
    expect([await duties(), await next(as)]).toEqual([[], '000.05.24.H11-260608-2032']);
  });

  test('the reserve ends the question for this life of the store only, and the sheet may still be found', async () => {
    const { as, duties } = await restoredUnsure();
    expect(await as.backup.takeReserve()).toMatchObject({ numbersFromReserve: true, asksLastCode: false });
    expect([await duties(), await next(as)]).toEqual([[], '000.05.24.H11-260608-2900']);
    // The answer comes back with the backup, and is of the life that ends here.
    await desk.open().backups.run('command');
    desk.close();
    damage('store.db', 100);
    start();
    await repaired('restore');
    expect(await hanhs().duties()).toEqual(['lastCode']);
    expect(await hanhs().as.backup.tellLastCode({ lastCode: '000.05.24.H11-260608-2900' })).toMatchObject({ asksLastCode: false });
  });
});

test('the log’s disk was only unplugged: plugged in, it opens again and nothing was made anew', async () => {
  renameSync(at('journal.log'), join(office.folder, 'journal.log'));
  start();
  expect(await call.triage.report()).toMatchObject({
    code: 'journal-log-missing',
    finding: { store: 'whole', log: 'missing', repairs: ['rebuildLog', 'restore'] },
  });
  expect(await refusal(repaired('again'))).toMatchObject({ code: 'journal-log-missing' });
  expect(existsSync(at('journal.log'))).toBe(false);
  renameSync(join(office.folder, 'journal.log'), at('journal.log'));
  await repaired('again');
  await expectAtWork(5);
});

test('the log is lost: a person says so, and it is made anew from the store', async () => {
  renameSync(at('journal.log'), join(office.folder, 'journal.log'));
  start();
  expect((await repaired('rebuildLog')).report).toMatchObject({ log: 'missing', actsBrought: 0, aside: null });
  await expectAtWork(5);
});

test('a log damaged in the middle is found while the desk is open, made anew from the store, and the damaged one kept', async () => {
  damage('journal.log', Math.floor(statSync(at('journal.log')).size / 2));
  start();
  const { backups, store } = desk.open();
  await backups.checkLog();
  expect(backups.status().log).toBe('renewed');
  expect(readdirSync(at('damaged-20260608T100000'))).toEqual(['journal.log.damaged']);
  store.writeLocal(() => undefined);
  await expectAtWork(5);
  await backups.checkLog();
  expect(backups.status().log).toBe('renewed');
});

test('a log that is gone while the desk is open is told and not made anew: its disk may be unplugged', async () => {
  start();
  renameSync(at('journal.log'), join(office.folder, 'journal.log'));
  const { backups } = desk.open();
  await backups.checkLog();
  expect([backups.status().log, existsSync(at('journal.log'))]).toEqual(['missing', false]);
  renameSync(join(office.folder, 'journal.log'), at('journal.log'));
});

test('a page damaged where nobody looks is found in the background, and the next start leads to the repair', async () => {
  damage('store.db', statSync(at('store.db')).size - 1000);
  let restarts = 0;
  Object.assign(office.ports, { restart: () => (restarts += 1) });
  start();
  expect((await call.office.state()).phase).toBe('sign-in');
  await desk.open().backups.checkLog();
  expect(restarts).toBe(1);
  desk.close();
  // As the process leaves it that ends without letting go.
  writeFileSync(at('lock.json'), '{}');
  start();
  expect(await call.office.state()).toMatchObject({ phase: 'triage', code: 'store-damaged' });
  await repaired('restore');
  await expectAtWork(5);
});

test('a folder nobody may write to is said, and opens as soon as it can be written to', async () => {
  // A folder in the lock's place: no process can open it for writing, root neither.
  rmSync(at('lock.db'), { force: true });
  mkdirSync(at('lock.db'));
  start();
  expect(await call.office.state()).toMatchObject({ phase: 'fault', code: 'store-read-only' });
  rmdirSync(at('lock.db'));
  expect((await call.office.state()).phase).toBe('sign-in');
  await expectAtWork(5);
});

test('a store of a newer app is left as it is, and both versions are told', async () => {
  const db = openEncrypted(at('store.db'), office.keptKeys[0]!, 'write');
  db.pragma('user_version=999');
  db.close();
  start();
  expect(await call.office.state()).toMatchObject({
    phase: 'fault',
    code: 'store-from-newer-version',
    params: { found: 999, known: storeMigrations.length },
  });
});

test('a page that is read first of all is no crash either', async () => {
  damage('store.db', 2048 * 100 + 999);
  start();
  expect(await call.office.state()).toMatchObject({ phase: 'triage', code: 'store-damaged' });
});

test('nothing to repair is said, and nobody gets a repair by asking', async () => {
  start();
  expect(await refusal(call.triage.report())).toEqual({ code: 'nothing-to-repair', data: {} });
  expect(await refusal(repaired('restore'))).toEqual({ code: 'nothing-to-repair', data: {} });
});

test('day’s end: backed up, told, and left out when nothing has changed', async () => {
  start();
  const { backups } = desk.open();
  expect(backups.isDue()).toBe(true);
  await backups.run('dayClose');
  expect(backups.status()).toMatchObject({ count: 2, fault: null, second: null, last: { acts: 13 } });
  expect(backups.isDue()).toBe(false);
  await backups.run('hourly', true);
  expect(backups.status().count).toBe(2);
  office.clock.now = '2026-06-08T11:00:00.000+07:00';
  expect(backups.isDue()).toBe(true);
  await backups.run('hourly', true);
  expect(backups.isDue()).toBe(false);
  // What a clock that was ahead has dated holds nothing up once it is put right.
  office.clock.now = '2026-06-07T11:00:00.000+07:00';
  expect(backups.isDue()).toBe(true);
});
