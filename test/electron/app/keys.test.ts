/** The recovery code through the calls a window makes: printed, typed back, replaced once it was used; and PINs by paper or by the unit head. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askedGroups } from '#shared/domain/recovery/groups.ts';
import { backupFolderOf } from '../../../electron/store/paths.ts';
import { keyOfEscrow } from '../../../electron/keys/escrow.ts';
import { keyOfRecoveryCode } from '../../../electron/keys/recovery-files.ts';
import { newRecoveryCode } from '../../../electron/keys/recovery-code.ts';
import { newOffice, type Office, type PersonName, pin, plan, refusal } from '../../helpers/desk.ts';
import { pdfText } from '../../helpers/pdf.ts';

let office: Office;
let first: string;
beforeEach(async () => {
  office = newOffice();
  first = await office.desk.setUpWith(plan());
});
afterEach(() => {
  office.close();
});

const groupsOf = (code: string): string[] => askedGroups(code).map((place) => code.split('-')[place]!);
const dutiesOf = async (name: PersonName): Promise<readonly string[]> => {
  for await (const told of await office.as(name).office.watch()) return told.duties;
  return ['over'];
};
const wrong = { code: 'recovery-code-wrong', data: {} };
const opens = (code: string, folder = office.dataDir): boolean => {
  try {
    return Buffer.from(keyOfRecoveryCode(folder, code)).equals(office.keptKeys[0]!);
  } catch (error) {
    expect(error).toMatchObject({ code: 'recovery-code-wrong' });
    return false;
  }
};

describe('on paper', () => {
  test('set-up’s code is confirmed by two groups read back, in any letters', async () => {
    const { call } = office.window();
    const head = office.as('Trần Minh Tâm');
    expect(await head.keys.status()).toEqual({ state: 'unconfirmed', since: office.clock.now });
    const differ = { code: 'recovery-groups-differ', data: {} };
    expect(await refusal(call.keys.confirmCode({ recoveryCode: first, groups: [] }))).toEqual(differ);
    expect(await refusal(call.keys.confirmCode({ recoveryCode: first, groups: ['0000', groupsOf(first)[1]!] }))).toEqual(differ);
    office.clock.now = '2026-06-08T09:20:00.000+07:00';
    expect(await call.keys.confirmCode({ recoveryCode: first, groups: groupsOf(first.toLowerCase()) })).toEqual({});
    expect(await head.keys.status()).toEqual({ state: 'confirmed', since: '2026-06-08T09:20:00.000+07:00' });
    expect(opens(first)).toBe(true);
  });

  test('its sheet holds the nine groups and is kept nowhere', async () => {
    const { call } = office.window();
    const { acts, prints } = office.store();
    const before = acts.unsentCount();
    let sheet = '';
    office.queue.print = (pdf, options) => {
      expect(options).toEqual({ printer: null, copies: 1, paper: 'a5', duplex: 'oneSided' });
      sheet = pdfText(pdf);
      return Promise.resolve('Quay-2-1');
    };
    expect(await call.keys.printCode({ recoveryCode: first, printer: null })).toEqual({ queued: true, queueFault: null });
    for (const group of first.split('-')) expect(sheet.replaceAll(/\s/gu, '')).toContain(group);
    expect(sheet).toContain('PHIẾU MÃ KHÔI PHỤC');
    expect(acts.unsentCount()).toBe(before);
    expect([prints.find(first), existsSync(join(office.dataDir, 'print'))]).toEqual([undefined, false]);
    expect(readdirSync(office.dataDir).filter((name) => name.startsWith('blobs-'))).toEqual([]);
  });

  test('a printer that is off keeps the code on screen', async () => {
    office.queue.fault = new Error('off');
    const { call } = office.window();
    expect(await call.keys.printCode({ recoveryCode: first, printer: null })).toEqual({ queued: false, queueFault: 'printer-silent' });
    expect(await call.keys.confirmCode({ recoveryCode: first, groups: groupsOf(first) })).toEqual({});
  });

  test('only the code on screen is printed or confirmed, and not once it was let go of', async () => {
    const { call } = office.window();
    const strange = newRecoveryCode();
    expect(await refusal(call.keys.printCode({ recoveryCode: strange, printer: null }))).toEqual(wrong);
    expect(await refusal(call.keys.confirmCode({ recoveryCode: strange, groups: groupsOf(strange) }))).toEqual(wrong);
    await call.keys.confirmCode({ recoveryCode: first, groups: groupsOf(first) });
    expect(await refusal(call.keys.printCode({ recoveryCode: first, printer: null }))).toEqual(wrong);
    expect(office.queue.papers).toEqual([]);
  });
});

describe('replaced', () => {
  test('once used: the old one opens until the new one is read back, then nothing any more', async () => {
    office.desk.close();
    const { call } = office.window();
    const { recoveryCode: second } = await call.office.unlockWithRecoveryCode({ recoveryCode: first });
    expect(await office.as('Trần Minh Tâm').keys.status()).toMatchObject({ state: 'used' });
    expect([opens(first), second === first]).toEqual([true, false]);
    // Reminded until it is done, but only who may do it.
    expect([await dutiesOf('Trần Minh Tâm'), await dutiesOf('Phạm Công Quản'), await dutiesOf('Lê Thị Hạnh')]).toEqual([
      ['recoveryCode'],
      ['recoveryCode'],
      [],
    ]);
    const copies = backupFolderOf(office.dataDir);
    mkdirSync(copies, { recursive: true });
    for (const name of ['recovery.json', 'recovery-new.json']) copyFileSync(join(office.dataDir, name), join(copies, name));
    await call.keys.confirmCode({ recoveryCode: second, groups: groupsOf(second) });
    expect([opens(first), opens(second)]).toEqual([false, true]);
    expect([opens(first, copies), opens(second, copies)]).toEqual([false, true]);
    expect(await office.as('Trần Minh Tâm').keys.status()).toMatchObject({ state: 'confirmed' });
    expect(await dutiesOf('Trần Minh Tâm')).toEqual([]);
    office.desk.close();
    expect(await refusal(call.office.unlockWithRecoveryCode({ recoveryCode: first }))).toEqual(wrong);
    expect((await call.office.unlockWithRecoveryCode({ recoveryCode: second })).recoveryCode).not.toBe(second);
  });

  test('a new code that cannot be kept leaves the counter closed, and the one in hand opens it again', async () => {
    office.desk.close();
    const { call } = office.window();
    const inTheWay = join(office.dataDir, 'recovery-new.json');
    const { keep } = office.ports.keys;
    office.ports.keys.keep = (key) => {
      mkdirSync(inTheWay, { recursive: true });
      return keep(key);
    };
    expect(await refusal(call.office.unlockWithRecoveryCode({ recoveryCode: first }))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(office.desk.isOpen()).toBe(false);
    office.ports.keys.keep = keep;
    rmdirSync(inTheWay);
    await call.office.unlockWithRecoveryCode({ recoveryCode: first });
    expect(office.desk.isOpen()).toBe(true);
  });

  test('a power cut before the new one was read back: either paper opens, and the one used is then the only one', async () => {
    const head = office.as('Trần Minh Tâm');
    const { recoveryCode: second } = await head.keys.newCode();
    office.desk.close();
    expect(opens(first)).toBe(true);
    const { call } = office.window();
    const { recoveryCode: third } = await call.office.unlockWithRecoveryCode({ recoveryCode: second });
    expect([opens(first), opens(second)]).toEqual([false, true]);
    await call.keys.confirmCode({ recoveryCode: third, groups: groupsOf(third) });
    expect([opens(second), opens(third)]).toEqual([false, true]);
  });

  test('a worker that died with the code on screen: it is confirmed all the same', async () => {
    const { recoveryCode: second } = await office.as('Trần Minh Tâm').keys.newCode();
    office.desk.close();
    office.desk.openWith(office.keptKeys[0]!);
    const { call } = office.window();
    const strange = newRecoveryCode();
    expect(await refusal(call.keys.confirmCode({ recoveryCode: strange, groups: groupsOf(strange) }))).toEqual(wrong);
    expect(await call.keys.confirmCode({ recoveryCode: second, groups: groupsOf(second) })).toEqual({});
    expect([opens(first), opens(second)]).toEqual([false, true]);
  });

  test('on purpose by unit head and administrator; a proposal nobody confirmed gives way to the next', async () => {
    const { recoveryCode: second } = await office.as('Trần Minh Tâm').keys.newCode();
    const { recoveryCode: third } = await office.as('Phạm Công Quản').keys.newCode();
    expect([opens(first), opens(second)]).toEqual([true, false]);
    const { call } = office.window();
    expect(await refusal(call.keys.confirmCode({ recoveryCode: second, groups: groupsOf(second) }))).toEqual(wrong);
    await call.keys.confirmCode({ recoveryCode: third, groups: groupsOf(third) });
    expect([opens(first), opens(third)]).toEqual([false, true]);
    expect(await refusal(office.as('Lê Thị Hạnh').keys.newCode())).toEqual({ code: 'not-permitted', data: { needs: 'settings.write' } });
  });
});

describe('a new PIN', () => {
  const lock = async (personId: string): Promise<void> => {
    const { call } = office.window();
    for (let tries = 0; tries < 5; tries += 1) await refusal(call.office.signIn({ personId, pin: '9999' }));
    expect(await refusal(call.office.signIn({ personId, pin }))).toEqual({ code: 'person-locked', data: {} });
  };

  test('by the code on paper, for a unit head whom nobody above can help; the code is then replaced', async () => {
    const personId = office.personId('Trần Minh Tâm');
    await lock(personId);
    const { call } = office.window();
    const ask = (recoveryCode: string, to = '7391') => call.keys.setPinWithCode({ recoveryCode, personId, pin: to });
    expect(await refusal(ask(newRecoveryCode()))).toEqual(wrong);
    expect(await refusal(ask('0000'))).toEqual({ code: 'recovery-code-mistyped', data: {} });
    expect(await refusal(ask(first, '1234'))).toEqual({ code: 'pin-too-weak', data: {} });
    const { recoveryCode: second } = await ask(first);
    expect(await call.office.signIn({ personId, pin: '7391' })).toMatchObject({ personId });
    await call.keys.confirmCode({ recoveryCode: second, groups: groupsOf(second) });
    expect(await refusal(ask(first))).toEqual(wrong);
  });

  test('not by another counter’s code and file put in the place of ours', async () => {
    const stranger = newOffice();
    const another = await stranger.desk.setUpWith(plan());
    copyFileSync(join(stranger.dataDir, 'recovery.json'), join(office.dataDir, 'recovery.json'));
    const personId = office.personId('Trần Minh Tâm');
    expect(await refusal(office.window().call.keys.setPinWithCode({ recoveryCode: another, personId, pin: '7391' }))).toEqual(wrong);
    stranger.close();
  });

  test('by the unit head, for a receptionist who is locked', async () => {
    const personId = office.personId('Lê Thị Hạnh');
    await lock(personId);
    const head = office.as('Trần Minh Tâm');
    expect((await head.keys.people()).find((person) => person.personId === personId)).toEqual({
      personId,
      fullName: 'Lê Thị Hạnh',
      locked: true,
    });
    expect(await head.keys.setPin({ personId, pin: '7391' })).toEqual({});
    expect(await office.window().call.office.signIn({ personId, pin: '7391' })).toMatchObject({ fullName: 'Lê Thị Hạnh' });
    const nobody = '019eb000-0000-7000-8000-0000000fffff';
    expect(await refusal(head.keys.setPin({ personId: nobody, pin: '7391' }))).toEqual({ code: 'person-unknown', data: {} });
    expect(await refusal(office.as('Lê Thị Hạnh').keys.setPin({ personId, pin: '7391' }))).toMatchObject({ code: 'not-permitted' });
    // With it the unit head could come in as the one who is answerable for the roles.
    const administrator = office.personId('Phạm Công Quản');
    expect((await refusal(head.keys.setPin({ personId: administrator, pin: '7391' }))).code).toBe('administrators-only');
    expect(await office.as('Phạm Công Quản').keys.setPin({ personId: administrator, pin: '7391' })).toEqual({});
  });
});

describe('escrow', () => {
  const recipientOf = async (): Promise<string> => identityToRecipient(await generateX25519Identity());

  test('a pasted key is read, sealed for, and never replaced without a yes', async () => {
    const head = office.as('Trần Minh Tâm');
    const [ours, other] = [await recipientOf(), await recipientOf()];
    expect(await head.keys.escrow()).toEqual({ sealedFor: null, damaged: false });
    const key = await head.keys.readEscrowKey({ text: `# khóa của thị trấn\n  ${ours.toUpperCase()}\r\n` });
    expect(key).toEqual({ recipient: ours, fingerprint: createHash('sha256').update(ours).digest('hex').slice(0, 16) });
    expect(await head.keys.setEscrow({ recipient: ours, replaces: null })).toEqual({ sealedFor: key, damaged: false });
    const differs = { code: 'escrow-differs', data: { fingerprint: key.fingerprint } };
    expect(await refusal(head.keys.setEscrow({ recipient: other, replaces: null }))).toEqual(differs);
    expect(await refusal(head.keys.setEscrow({ recipient: other, replaces: await recipientOf() }))).toEqual(differs);
    expect(await head.keys.escrow()).toEqual({ sealedFor: key, damaged: false });
    expect((await head.keys.setEscrow({ recipient: other, replaces: ours })).sealedFor?.recipient).toBe(other);
    writeFileSync(join(office.dataDir, 'escrow.json'), '{');
    expect(await head.keys.escrow()).toEqual({ sealedFor: null, damaged: true });
  });

  test('what opens with it is this counter’s key', async () => {
    const identity = await generateX25519Identity();
    await office.as('Phạm Công Quản').keys.setEscrow({ recipient: await identityToRecipient(identity), replaces: null });
    expect(Buffer.from(await keyOfEscrow(office.dataDir, identity))).toEqual(Buffer.from(office.keptKeys[0]!));
  });

  test('the secret half, no key, two keys and one with a letter wrong are refused; nothing of them is kept', async () => {
    const head = office.as('Trần Minh Tâm');
    const read = (text: string) => refusal(head.keys.readEscrowKey({ text }));
    const invalid = { code: 'escrow-recipient-invalid', data: {} };
    expect(await read(`# public key: ${await recipientOf()}\n${await generateX25519Identity()}`)).toEqual({
      code: 'escrow-identity-shown',
      data: {},
    });
    expect(await read('khóa của thị trấn')).toEqual(invalid);
    expect(await read(`${await recipientOf()}\n${await recipientOf()}`)).toEqual(invalid);
    const right = await recipientOf();
    const wrong = right.slice(0, -1) + (right.endsWith('q') ? 'p' : 'q');
    expect([await read(wrong), await refusal(head.keys.setEscrow({ recipient: wrong, replaces: null }))]).toEqual([invalid, invalid]);
    expect(existsSync(join(office.dataDir, 'escrow.json'))).toBe(false);
  });
});

test('nothing that is logged names a code, a PIN or a person', async () => {
  const { recoveryCode } = await office.as('Trần Minh Tâm').keys.newCode();
  const personId = office.personId('Lê Thị Hạnh');
  await office.as('Trần Minh Tâm').keys.setPin({ personId, pin: '7391' });
  const said = JSON.stringify(office.log);
  expect(said).toContain('recovery-code-made');
  for (const secret of [first, recoveryCode, ...recoveryCode.split('-'), '7391', 'Hạnh']) expect(said).not.toContain(secret);
});
