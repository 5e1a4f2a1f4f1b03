import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../electron/store/open-store.ts';
import { type Client, commandId, draft, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let hanh: Client;
let phuc: Client;
beforeEach(async () => {
  office = await openOffice();
  hanh = office.as('Lê Thị Hạnh');
  phuc = office.as('Nguyễn Hoàng Phúc');
});
afterEach(() => {
  office.close();
});

const mine = commandId(1);
const saved = { draftId: mine, data: draft({ fullName: 'Đặng Thị H', queueLabel: 'A012' }) };

test('keeps what was typed to the last field left, exactly as typed', async () => {
  expect(await hanh.draft.save(saved)).toEqual({ savedAt: office.clock.now });
  office.clock.now = '2026-06-08T09:16:00.000+07:00';
  const later = draft({ fullName: 'Đặng Thị Hòa', phone: '09 ', note: 'dở dang…', dateOfBirth: '3/1985' });
  await hanh.draft.save({ draftId: mine, data: later });
  expect(await hanh.draft.list()).toEqual([
    { draftId: mine, ownerName: 'Lê Thị Hạnh', mine: true, savedAt: office.clock.now, data: later },
  ]);
});

test('is on the disk when it is answered', async () => {
  await hanh.draft.save(saved);
  const [key] = office.keptKeys;
  office.desk.close();
  const store = openStore({ dataDir: office.dataDir, key: key! });
  expect(store.drafts.all()).toEqual([
    { id: mine, ownerId: expect.any(String), label: 'A012', data: saved.data, createdAt: office.clock.now, savedAt: office.clock.now },
  ]);
  store.close();
});

test('another’s draft is named, never opened, changed, used up or thrown away', async () => {
  await hanh.draft.save(saved);
  expect(await phuc.draft.list()).toEqual([
    { draftId: mine, ownerName: 'Lê Thị Hạnh', mine: false, savedAt: office.clock.now, data: null },
  ]);
  const refused = { code: 'draft-of-another', data: { owner: office.personId('Lê Thị Hạnh') } };
  expect(await refusal(phuc.draft.save({ draftId: mine, data: draft() }))).toEqual(refused);
  expect(await refusal(phuc.draft.delete({ draftId: mine }))).toEqual(refused);
  expect(
    await refusal(phuc.reception.accept({ commandId: commandId(2), draftId: mine, reception: reception(), settledAtDesk: false })),
  ).toEqual(refused);
  expect(await hanh.draft.list()).toMatchObject([{ data: saved.data }]);
});

test('is counted on its owner’s tile', async () => {
  await hanh.draft.save(saved);
  const state = await office.window().call.office.state();
  expect(state.phase === 'sign-in' && state.people.map(({ fullName, draftCount }) => [fullName, draftCount])).toContainEqual([
    'Lê Thị Hạnh',
    1,
  ]);
});

test('is deleted once, and again without harm', async () => {
  await hanh.draft.save(saved);
  expect(await hanh.draft.delete({ draftId: mine })).toEqual({});
  expect(await hanh.draft.delete({ draftId: mine })).toEqual({});
  expect(await hanh.draft.list()).toEqual([]);
});

test('is refused to a specialist', async () => {
  expect(await refusal(office.as('Võ Thị Kim Ngân').draft.save(saved))).toEqual({
    code: 'not-permitted',
    data: { needs: 'dossier.accept' },
  });
  expect(await hanh.draft.list()).toEqual([]);
});

const input = { commandId: mine, draftId: mine, reception: reception(), settledAtDesk: false };

test('goes with the acceptance, in the same transaction', async () => {
  await hanh.draft.save(saved);
  Object.assign(office.store(), {
    writeLocal: () => {
      throw new Error('a second transaction');
    },
  });
  await hanh.reception.accept(input);
  expect(await hanh.draft.list()).toEqual([]);
});

test('stays when the acceptance is refused', async () => {
  await hanh.draft.save(saved);
  expect(await refusal(hanh.reception.accept({ ...input, reception: reception({ procedureCode: '9.999999' }) }))).toMatchObject({
    code: 'procedure-unknown',
  });
  expect(await hanh.draft.list()).toMatchObject([{ data: saved.data }]);
});

test('goes when the repeated command finds the act that a start-up completion had made', async () => {
  await hanh.reception.accept(input);
  await hanh.draft.save(saved);
  await hanh.reception.accept(input);
  expect(await hanh.draft.list()).toEqual([]);
});
