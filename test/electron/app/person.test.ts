/** The people of the office through the calls a window makes: who comes, what they may do, who goes, and what nobody may do to the roles. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, commandId, type Office, openOffice, people, pin, refusal, type PersonName } from '../../helpers/desk.ts';

let office: Office;
let head: Client;
let admin: Client;
beforeEach(async () => {
  office = await openOffice();
  head = office.as('Trần Minh Tâm');
  admin = office.as('Phạm Công Quản');
}, 120_000);
afterEach(() => {
  office.close();
});

const mai = { fullName: 'Hồ Thị Mai', roles: ['receptionist' as const], title: null, pin: '4826' };
const acts = (kind: string) =>
  office
    .store()
    .acts.ofKind(kind, 100)
    .map(({ body: { actorId, payload } }) => ({ actorId, payload }));
const changeOf = (name: PersonName, change: object) => {
  const { fullName, roles, title } = people.find((one) => one.fullName === name)!;
  return { commandId: commandId(70), personId: office.personId(name), fullName, roles: [...roles], title, ...change };
};
const dismissal = (name: PersonName, reason = 'Chuyển công tác') => ({ commandId: commandId(80), personId: office.personId(name), reason });

describe('who comes', () => {
  test('is an act, signs in with the PIN, and sent twice is one person', async () => {
    const added = await head.person.add({ commandId: commandId(1), ...mai });
    expect(added).toEqual({
      personId: expect.any(String),
      fullName: 'Hồ Thị Mai',
      initials: 'HM',
      roles: ['receptionist'],
      title: null,
      draftCount: 0,
      active: true,
      hasPin: true,
      locked: false,
      lastSignInAt: null,
    });
    expect(await head.person.add({ commandId: commandId(1), ...mai })).toEqual(added);
    const { personId } = added;
    expect(acts('person.added')[0]).toEqual({
      actorId: office.personId('Trần Minh Tâm'),
      payload: { personId, fullName: 'Hồ Thị Mai', roles: ['receptionist'], title: null },
    });
    expect(acts('person.added')).toHaveLength(people.length + 1);
    expect(await office.window().call.office.signIn({ personId, pin: '4826' })).toMatchObject({ fullName: 'Hồ Thị Mai' });
    expect((await head.person.list()).map(({ fullName, locked, lastSignInAt }) => [fullName, locked, lastSignInAt]).at(-1)).toEqual([
      'Hồ Thị Mai',
      false,
      office.clock.now,
    ]);
  });

  test('with a weak PIN or without a name nobody is kept', async () => {
    expect(await refusal(head.person.add({ commandId: commandId(1), ...mai, fullName: ' . ' }))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await refusal(head.person.add({ commandId: commandId(1), ...mai, pin: '1234' }))).toEqual({ code: 'pin-too-weak', data: {} });
    expect(await head.person.list()).toHaveLength(people.length);
  });

  test('only who manages people sees and changes them', async () => {
    const hanh = office.as('Lê Thị Hạnh');
    const denied = { code: 'not-permitted', data: { needs: 'person.manage' } };
    for (const call of [
      hanh.person.list(),
      hanh.person.add({ commandId: commandId(1), ...mai }),
      hanh.person.dismiss(dismissal('Võ Thị Kim Ngân')),
    ])
      expect(await refusal(call)).toEqual(denied);
  });
});

describe('what they are', () => {
  test('name, title and roles change by one act, and hold at once for whoever is signed in', async () => {
    const hanh = office.as('Lê Thị Hạnh');
    expect(await refusal(hanh.keys.people())).toMatchObject({ code: 'not-permitted' });
    const change = changeOf('Lê Thị Hạnh', { fullName: 'Lê Thị Hạnh Phúc', roles: ['receptionist', 'unitHead'], title: null });
    const entry = await head.person.change(change);
    expect(entry).toMatchObject({
      fullName: 'Lê Thị Hạnh Phúc',
      initials: 'LP',
      roles: ['receptionist', 'unitHead'],
      title: null,
      locked: false,
    });
    expect(await head.person.change(change)).toEqual(entry);
    expect(acts('person.changed')).toHaveLength(1);
    expect(await hanh.keys.people()).toHaveLength(people.length);
  });

  test('nobody gives themselves a role they lack, an administrator may', async () => {
    expect(await refusal(head.person.change(changeOf('Trần Minh Tâm', { roles: ['unitHead', 'approver'] })))).toEqual({
      code: 'own-role',
      data: {},
    });
    expect(await admin.person.change(changeOf('Phạm Công Quản', { roles: ['administrator', 'unitHead'] }))).toMatchObject({
      roles: ['administrator', 'unitHead'],
    });
  });

  test('an administrator is made and taken away by administrators, by a unit head while there is none', async () => {
    const refused = { code: 'administrators-only', data: {} };
    const promoted = changeOf('Lê Thị Hạnh', { roles: ['administrator'] });
    expect(await refusal(head.person.change(promoted))).toEqual(refused);
    expect(await refusal(head.person.add({ commandId: commandId(1), ...mai, roles: ['administrator'] }))).toEqual(refused);
    expect(await refusal(head.person.change(changeOf('Phạm Công Quản', { roles: ['specialist'] })))).toEqual(refused);
    expect(await refusal(head.person.dismiss(dismissal('Phạm Công Quản')))).toEqual(refused);
    expect(await head.person.change(changeOf('Phạm Công Quản', { title: 'Quản trị mạng' }))).toMatchObject({ title: 'Quản trị mạng' });
    expect(await admin.person.dismiss(dismissal('Phạm Công Quản'))).toEqual({});
    expect(await head.person.change({ ...promoted, commandId: commandId(71) })).toMatchObject({ roles: ['administrator'] });
  });

  test('somebody who sets PINs is always left at this counter', async () => {
    await admin.person.change({ ...changeOf('Trần Minh Tâm', { roles: ['unitHead', 'approver'] }), commandId: commandId(73) });
    await admin.person.dismiss(dismissal('Phạm Công Quản'));
    const last = { code: 'last-leader', data: {} };
    expect(await refusal(head.person.change(changeOf('Trần Minh Tâm', { roles: ['approver'] })))).toEqual(last);
    expect(await refusal(head.person.dismiss({ ...dismissal('Trần Minh Tâm'), commandId: commandId(81) }))).toEqual(last);
    await head.person.change({ ...changeOf('Lê Thị Hạnh', { roles: ['unitHead'] }), commandId: commandId(72) });
    expect(await head.person.dismiss({ ...dismissal('Trần Minh Tâm'), commandId: commandId(81) })).toEqual({});
  });

  test('of nobody known is refused', async () => {
    expect(await refusal(head.person.change({ ...changeOf('Lê Thị Hạnh', {}), personId: commandId(9) }))).toEqual({
      code: 'person-unknown',
      data: {},
    });
    expect(await refusal(head.person.dismiss({ ...dismissal('Lê Thị Hạnh'), personId: commandId(9) }))).toEqual({
      code: 'person-unknown',
      data: {},
    });
  });
});

describe('who goes', () => {
  test('is signed out at every window, and their names stay', async () => {
    const windows = [office.window(), office.window()];
    const personId = office.personId('Lê Thị Hạnh');
    for (const { call } of windows) await call.office.signIn({ personId, pin });
    const watches = await Promise.all(windows.map(({ call }) => call.office.watch()));
    for (const watch of watches) await watch.next();
    const ends = watches.map((watch) => watch.next());
    expect(await refusal(head.person.dismiss(dismissal('Lê Thị Hạnh', ' ')))).toEqual({
      code: 'reason-missing',
      data: { field: 'reason' },
    });
    expect(await head.person.dismiss(dismissal('Lê Thị Hạnh'))).toEqual({});
    expect(await head.person.dismiss(dismissal('Lê Thị Hạnh'))).toEqual({});
    expect((await Promise.all(ends)).map(({ done }) => done)).toEqual([true, true]);
    for (const { call, session } of windows) {
      expect(session.person).toBeNull();
      expect(await refusal(call.dossier.count({ text: '' }))).toEqual({ code: 'not-signed-in', data: {} });
      expect((await call.office.state()).phase).toBe('sign-in');
      expect(await refusal(call.office.signIn({ personId, pin }))).toEqual({ code: 'wrong-pin', data: { attemptsLeft: 0 } });
    }
    expect(acts('person.dismissed')).toEqual([
      { actorId: office.personId('Trần Minh Tâm'), payload: { personId, reason: 'Chuyển công tác' } },
    ]);
    expect((await head.person.list()).at(-1)).toMatchObject({ fullName: 'Lê Thị Hạnh', active: false, locked: true });
  });

  test('may be taken back, with a new PIN only', async () => {
    const personId = office.personId('Lê Thị Hạnh');
    await head.person.dismiss(dismissal('Lê Thị Hạnh'));
    expect(await refusal(head.keys.setPin({ personId, pin: '7391' }))).toEqual({ code: 'person-unknown', data: {} });
    expect(await head.person.change(changeOf('Lê Thị Hạnh', {}))).toMatchObject({ active: true, locked: true });
    const { call } = office.window();
    expect(await refusal(call.office.signIn({ personId, pin }))).toEqual({ code: 'person-locked', data: {} });
    await head.keys.setPin({ personId, pin: '7391' });
    expect(await call.office.signIn({ personId, pin: '7391' })).toMatchObject({ fullName: 'Lê Thị Hạnh' });
  });
});
