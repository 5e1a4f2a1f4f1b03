import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { permissionsOf } from '#shared/contract/permissions.ts';
import { createApp } from '../../../electron/app/app.ts';
import { createStore } from '../../../electron/store/open-store.ts';
import { type Client, commandId, newOffice, type Office, openOffice, people, pin, plan, reception, refusal } from '../../helpers/desk.ts';

const askedOnFirstSignIn = (now: string) => ({
  now,
  machineNow: now,
  differenceSeconds: 0,
  question: { reason: 'first-sign-in', byMinutes: null, suggestedAt: now, lastActAt: now },
});
let office: Office;
afterEach(() => {
  office.close();
});

describe('PIN', () => {
  let personId: string;
  let call: Client;
  beforeEach(async () => {
    office = await openOffice();
    personId = office.personId('Lê Thị Hạnh');
    ({ call } = office.window());
  });
  const wrong = () => refusal(call.office.signIn({ personId, pin: '9999' }));

  test('signs a person in, who is then named first next time', async () => {
    const signedIn = {
      personId,
      fullName: 'Lê Thị Hạnh',
      initials: 'LH',
      roles: ['receptionist'],
      title: 'Tiếp nhận',
      permissions: [...permissionsOf(['receptionist'])],
    };
    expect(await call.office.signIn({ personId, pin })).toEqual(signedIn);
    const unit = {
      agencyCode: '000.05.24.H11',
      counterNo: 2,
      agencyName: 'UBND thị trấn Lạc Tánh',
      placeName: 'Lạc Tánh',
      upstreamName: 'huyện',
      training: false,
    };
    expect(await call.office.state()).toEqual({
      phase: 'signed-in',
      unit,
      person: signedIn,
      now: office.clock.now,
      clock: askedOnFirstSignIn(office.clock.now),
    });
    expect(await call.office.signOut()).toEqual({});
    expect(await call.office.state()).toMatchObject({ phase: 'sign-in', unit, lastPersonId: personId, now: office.clock.now });
    expect(await refusal(call.office.settings())).toEqual({ code: 'not-signed-in', data: {} });
  });

  test('wrong counts down, the right one starts the count anew', async () => {
    expect([await wrong(), await wrong()]).toEqual([4, 3].map((attemptsLeft) => ({ code: 'wrong-pin', data: { attemptsLeft } })));
    await call.office.signIn({ personId, pin });
    expect(await wrong()).toEqual({ code: 'wrong-pin', data: { attemptsLeft: 4 } });
  });

  test('five wrong lock the person, the right one then as well, and nobody else', async () => {
    const answers = [await wrong(), await wrong(), await wrong(), await wrong(), await wrong()];
    expect(answers.map(({ code, data }) => [code, data])).toEqual([
      ['wrong-pin', { attemptsLeft: 4 }],
      ['wrong-pin', { attemptsLeft: 3 }],
      ['wrong-pin', { attemptsLeft: 2 }],
      ['wrong-pin', { attemptsLeft: 1 }],
      ['person-locked', {}],
    ]);
    expect(await refusal(call.office.signIn({ personId, pin }))).toEqual({ code: 'person-locked', data: {} });
    expect(await call.office.signIn({ personId: office.personId('Trần Minh Tâm'), pin })).toMatchObject({ fullName: 'Trần Minh Tâm' });
  });

  test('guesses from several windows at once are counted one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => refusal(office.window().call.office.signIn({ personId, pin: '9999' }))),
    );
    expect(answers.filter(({ code }) => code === 'wrong-pin')).toHaveLength(4);
    expect(office.store().credentials.find(personId)).toMatchObject({ failures: 5, lockedAt: office.clock.now });
  });

  test('of nobody known is answered as a wrong one', async () => {
    expect(await refusal(call.office.signIn({ personId: commandId(99), pin }))).toEqual({ code: 'wrong-pin', data: { attemptsLeft: 0 } });
  });

  test('signs in one window, not the other', async () => {
    await call.office.signIn({ personId, pin });
    expect((await office.window().call.office.state()).phase).toBe('sign-in');
  });
});

describe('set-up', () => {
  const input = {
    agencyCode: 'H55.242',
    counterNo: 3,
    agencyName: 'UBND xã Bình An',
    placeName: 'Bình An',
    people: [{ fullName: 'Trần Minh Tâm', roles: ['unitHead' as const], title: null, pin: '7391' }],
  };
  beforeEach(() => {
    office = newOffice();
  });

  test('makes the counter, shows the recovery code, and the person can sign in', async () => {
    const { call } = office.window();
    expect(await call.office.state()).toEqual({ phase: 'set-up', recovery: false });
    const { recoveryCode } = await call.office.setUp(input);
    expect(recoveryCode).toMatch(/^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$/u);
    expect(office.keptKeys).toHaveLength(1);
    const state = await call.office.state();
    expect(state).toMatchObject({
      phase: 'sign-in',
      unit: { agencyCode: 'H55.242', counterNo: 3, agencyName: 'UBND xã Bình An' },
      people: [{ fullName: 'Trần Minh Tâm', initials: 'TT' }],
    });
    const personId = office.personId('Trần Minh Tâm');
    expect(await call.office.signIn({ personId, pin: '7391' })).toMatchObject({ personId });
    expect(await refusal(call.office.setUp(input))).toEqual({ code: 'already-set-up', data: {} });
  });

  test('pressed twice makes one counter, and the key that is kept opens it', async () => {
    const { call } = office.window();
    const [first, second] = await Promise.all([call.office.setUp(input), call.office.setUp(input)]);
    expect([second, office.keptKeys.length]).toEqual([first, 1]);
    office.desk.close();
    office.desk.openWith(office.keptKeys[0]!);
    office.desk.close();
    await call.office.unlockWithRecoveryCode(first);
    expect((await call.office.state()).phase).toBe('sign-in');
  });

  test.each(['1111', '1234', '98765', '0000000'])('refuses the weak PIN %s before anything is made', async (weak) => {
    const { call } = office.window();
    expect(await refusal(call.office.setUp({ ...input, people: [{ ...input.people[0]!, pin: weak }] }))).toEqual({
      code: 'pin-too-weak',
      data: {},
    });
    expect([office.keptKeys, existsSync(join(office.dataDir, 'store.db'))]).toEqual([[], false]);
    expect(await call.office.setUp(input)).toMatchObject({ recoveryCode: expect.any(String) });
  });

  test('sets nothing up when the key cannot be kept', async () => {
    const careless = newOffice({ keys: { keep: () => Promise.reject(new Error('no key store')) } });
    expect(await refusal(careless.window().call.office.setUp(input))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(await careless.window().call.office.state()).toEqual({ phase: 'set-up', recovery: false });
    careless.close();
  });

  test('that was cut off after its first act is begun again', async () => {
    const key = new Uint8Array(32).fill(7);
    createStore({
      dataDir: office.dataDir,
      key,
      agencyCode: 'H55.242',
      counterNo: 1,
      deviceId: commandId(1),
      actorId: 'setup',
      at: office.clock.now,
    }).close();
    office.desk.openWith(key);
    expect(await office.window().call.office.state()).toEqual({ phase: 'set-up', recovery: false });
    await office.window().call.office.setUp(input);
    expect((await office.window().call.office.state()).phase).toBe('sign-in');
  });

  test('of a machine whose data are gone: said, and its numbers come from the reserve', async () => {
    office.desk.lackData();
    const { call } = office.window();
    expect(await call.office.state()).toEqual({ phase: 'set-up', recovery: false, dataMissing: true });
    await call.office.setUp({ ...input, people: [{ ...input.people[0]!, roles: ['receptionist', 'unitHead'] }] });
    expect((await call.office.state()).phase).toBe('sign-in');
    const command = { commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false };
    const { dossierCode } = await office.as('Trần Minh Tâm').reception.accept(command);
    expect(dossierCode).toMatch(/-3900$/u);
  });

  test('before it, calls are answered with what is missing', async () => {
    const { call, session } = office.window();
    session.person = { personId: commandId(1), fullName: 'Ai Đó', roles: ['receptionist'], title: null };
    expect(await refusal(call.dossier.count({ text: '' }))).toEqual({ code: 'not-set-up', data: {} });
  });
});

describe('recovery code', () => {
  test('opens a store whose key was lost, and the key is kept again', async () => {
    office = newOffice();
    const recoveryCode = await office.desk.setUp({
      agencyCode: 'H55.242',
      counterNo: 1,
      agencyName: 'UBND xã Bình An',
      placeName: 'Bình An',
      people: [{ ...people[4], roles: ['unitHead'], pin }],
      replaces: false,
    });
    office.desk.close();
    const { call } = office.window();
    expect(await call.office.state()).toEqual({ phase: 'set-up', recovery: true, keyFault: 'missing' });
    expect(
      await refusal(
        call.office.unlockWithRecoveryCode({ recoveryCode: `${recoveryCode.slice(0, -1)}${recoveryCode.endsWith('0') ? '1' : '0'}` }),
      ),
    ).toEqual({ code: 'recovery-code-mistyped', data: {} });
    const stranger = newOffice();
    const another = await stranger.desk.setUpWith(plan());
    stranger.close();
    expect(await refusal(call.office.unlockWithRecoveryCode({ recoveryCode: another }))).toEqual({ code: 'recovery-code-wrong', data: {} });
    const next = await call.office.unlockWithRecoveryCode({ recoveryCode: recoveryCode.toLowerCase() });
    expect(next.recoveryCode).not.toBe(recoveryCode);
    expect((await call.office.state()).phase).toBe('sign-in');
    expect(office.keptKeys).toHaveLength(2);
    expect(office.keptKeys[1]).toEqual(office.keptKeys[0]);
    expect(await refusal(call.office.unlockWithRecoveryCode({ recoveryCode }))).toEqual({ code: 'already-set-up', data: {} });
  });
});

test('settings are the counter’s: saved by who may, read by everybody signed in', async () => {
  office = await openOffice();
  const defaults = {
    printer: null,
    slipPrinter: null,
    layout: 'a5',
    idleLockMinutes: 10,
    scannerGapMs: 35,
    autoSend: false,
    backupFolder: null,
  };
  const chosen = { ...defaults, printer: 'Quay-2', layout: 'a4-two' as const };
  expect(await office.as('Lê Thị Hạnh').office.settings()).toEqual(defaults);
  expect(await refusal(office.as('Lê Thị Hạnh').office.saveSettings(chosen))).toEqual({
    code: 'not-permitted',
    data: { needs: 'settings.write' },
  });
  const quan = office.as('Phạm Công Quản');
  expect([await quan.office.saveSettings(chosen), await quan.office.saveSettings(chosen)]).toEqual([chosen, chosen]);
  expect(await office.as('Lê Thị Hạnh').office.settings()).toEqual(chosen);
  // As a counter kept them before there was a choice of sending, backups and slips.
  const { autoSend: _, backupFolder: __, slipPrinter: ___, ...old } = chosen;
  office.store().writeLocal(() => {
    office.store().settings.put('desk', old);
  });
  expect(await office.as('Lê Thị Hạnh').office.settings()).toEqual(chosen);
});

test('the header’s numbers come at once, again after every change, and end with the sign-in', async () => {
  office = await openOffice();
  const hanh = office.window();
  await hanh.call.office.signIn({ personId: office.personId('Lê Thị Hạnh'), pin });
  await hanh.call.clock.confirm({ commandId: commandId(50), trueAt: null });
  const status = await hanh.call.office.watch();
  const clock = { asks: false, today: '2026-06-08', changes: expect.any(Number) as number };
  const empty = { unsentActs: people.length + 3, needsDecision: 0, overdue: 0, dossiers: 0, enrolled: false, duties: [], clock };
  expect((await status.next()).value).toEqual(empty);
  await hanh.call.reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false });
  expect((await status.next()).value).toEqual({ ...empty, unsentActs: empty.unsentActs + 1, dossiers: 1 });
  const last = status.next();
  await hanh.call.office.signOut();
  expect((await last).done).toBe(true);
});

test('over a real line: typed failures, a stream, and everybody out when the machine is locked', async () => {
  office = await openOffice();
  const { ports, keptKeys } = office;
  const personId = office.personId('Lê Thị Hạnh');
  office.desk.close();
  const app = createApp(ports);
  app.desk.openWith(keptKeys[0]!);
  const { port1, port2 } = new MessageChannel();
  app.line(port2);
  const call = createORPCClient<Client>(new RPCLink({ port: port1 }));
  port1.start();
  expect(await refusal(call.office.signIn({ personId, pin: '9999' }))).toEqual({ code: 'wrong-pin', data: { attemptsLeft: 4 } });
  await call.office.signIn({ personId, pin });
  await call.clock.confirm({ commandId: commandId(50), trueAt: null });
  const accept = (note: string) =>
    call.reception.accept({ commandId: commandId(1), draftId: null, reception: reception({ note }), settledAtDesk: false });
  expect(await refusal(accept('\0'))).toEqual({ code: 'text-refused', data: { field: 'note', reason: 'nul' } });
  const watched = (await (await call.office.watch()).next()).value;
  expect(watched).toMatchObject({ dossiers: 0 });
  expect(await accept('Nhận')).toMatchObject({ dossierCode: '000.05.24.H11-260608-2001' });
  app.lock();
  expect(await refusal(call.office.settings())).toEqual({ code: 'not-signed-in', data: {} });
  port1.close();
  await app.stop();
});
