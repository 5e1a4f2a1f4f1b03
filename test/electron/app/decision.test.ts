/** Two counters wrote the same dossier; a person chooses, and what was set aside is done again by one key. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyOf } from '../../../electron/app/service/body.ts';
import type { Kind, PayloadOf } from '#shared/journal/kinds.ts';
import { type Client, commandId, type Office, openOffice, reception, refusal } from '../../helpers/desk.ts';

let office: Office;
let tam: Client;
let dossierId: string;
const otherDevice = '019eb0ff-0000-7000-8000-0000000000d3';
const applicant = { ...reception().applicant };

beforeEach(async () => {
  office = await openOffice();
  tam = office.as('Trần Minh Tâm');
  ({ dossierId } = await office
    .as('Lê Thị Hạnh')
    .reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false }));
});
afterEach(() => {
  office.close();
});

/** An act that saw nothing but the acceptance, recorded at `deviceId`. */
function put<K extends Kind>(
  number: number,
  kind: K,
  payload: PayloadOf<K>,
  { deviceId, basedOn = commandId(1) }: { deviceId?: string; basedOn?: string } = {},
): void {
  const { store } = office.desk.open();
  const at = `2026-06-08T10:${String(number).padStart(2, '0')}:00.000+07:00`;
  store.commit([
    bodyOf(
      { ...store.identity, ...(deviceId === undefined ? {} : { deviceId }) },
      { actorId: office.personId('Nguyễn Hoàng Phúc'), recordedAt: at },
      { id: commandId(number), kind, dossierId, basedOn, occurredAt: at, payload },
    ),
  ]);
}
const phone = (number: string, delivery: 'counter' | 'postal' = 'counter'): PayloadOf<'dossier.corrected'> => ({
  changes: [],
  applicant: { ...applicant, phone: number },
  documents: null,
  resultDelivery: { mode: delivery, address: null },
  fee: null,
  due: null,
  intake: null,
  limit: null,
  reason: 'Gọi lại',
});
const settle = (storyId: string, number = 20, who = tam) =>
  tam.decision
    .get({ dossierId })
    .then(({ disputed }) =>
      who.decision.settle({ commandId: commandId(number), dossierId, storyId, disputed, reason: 'Người nộp xác nhận' }),
    );
const state = () => office.store().dossiers.findState(dossierId)!;

test('nothing in dispute: no stories', async () => {
  expect(await tam.decision.get({ dossierId })).toMatchObject({ disputed: [], stories: [], differing: [], redo: [] });
});

test('tells both stories as they would end, and which facts are not the same', async () => {
  put(2, 'dossier.corrected', phone('0987000214'));
  put(3, 'dossier.corrected', phone('0978000214', 'postal'), { deviceId: otherDevice });
  const { stories, differing, whys, disputed } = await tam.decision.get({ dossierId });
  expect({ differing, whys, disputed }).toEqual({ differing: ['phone', 'delivery'], whys: ['change-not-seen'], disputed: [commandId(3)] });
  expect(
    stories.map(({ storyId, counterNo, acts, facts, setAside, settles }) => ({
      storyId,
      counterNo,
      acts: acts.map(({ actId }) => actId),
      delivery: facts.delivery,
      setAside: setAside.map(({ actId }) => actId),
      settles,
    })),
  ).toEqual([
    { storyId: 'holds', counterNo: 2, acts: [commandId(2)], delivery: 'counter', setAside: [commandId(3)], settles: true },
    { storyId: otherDevice, counterNo: null, acts: [commandId(3)], delivery: 'postal', setAside: [commandId(2)], settles: true },
  ]);
  expect(JSON.stringify(stories)).not.toContain('0987000214');
});

test('digits that the mask hides still differ', async () => {
  put(2, 'dossier.corrected', phone('0987111214'));
  put(3, 'dossier.corrected', phone('0987222214'), { deviceId: otherDevice });
  const { stories, differing } = await tam.decision.get({ dossierId });
  expect(differing).toEqual(['phone']);
  expect(stories[0]?.facts.phone).toBe(stories[1]?.facts.phone);
});

test.each([
  ['holds', 'counter', 3],
  [otherDevice, 'postal', 2],
] as const)('chosen %s: the dossier goes on with it, the other is set aside and redone once', async (storyId, mode, aside) => {
  put(2, 'dossier.corrected', phone('0987000214'));
  put(3, 'dossier.corrected', phone('0978000214', 'postal'), { deviceId: otherDevice });
  expect(await settle(storyId)).toEqual({ actId: commandId(20) });
  expect(
    await tam.decision.settle({ commandId: commandId(20), dossierId, storyId, disputed: [commandId(3)], reason: 'Người nộp xác nhận' }),
  ).toEqual({ actId: commandId(20) });
  expect(state()).toMatchObject({
    needsDecision: [],
    resultDelivery: { mode },
    setAside: [{ actId: commandId(aside), by: commandId(20) }],
  });
  const { redo } = await tam.decision.get({ dossierId });
  expect(redo.map(({ act, done, step }) => ({ actId: act.actId, done, step }))).toEqual([
    { actId: commandId(aside), done: false, step: { kind: 'dossier.corrected', allowed: true, why: null } },
  ]);
  const first = await tam.decision.redo({ dossierId, actId: commandId(aside) });
  expect(await tam.decision.redo({ dossierId, actId: commandId(aside) })).toEqual(first);
  expect(state()).toMatchObject({ needsDecision: [], resultDelivery: { mode: aside === 3 ? 'postal' : 'counter' } });
  expect((await tam.decision.get({ dossierId })).redo).toMatchObject([{ done: true, step: { allowed: false } }]);
});

test('a step that became unlawful: chosen, it takes the place of the other', async () => {
  put(2, 'dossier.withdrawn', { reason: 'Rút', papersReturned: true });
  put(3, 'dossier.takenOver', { fromPersonId: null, note: null }, { deviceId: otherDevice });
  const { stories, differing } = await tam.decision.get({ dossierId });
  expect(stories.map(({ facts, settles }) => [facts.status, settles])).toEqual([
    ['withdrawn', true],
    ['inProgress', true],
  ]);
  expect(differing).toContain('status');
  await settle(otherDevice);
  expect(state()).toMatchObject({ status: 'inProgress', needsDecision: [] });
});

test('what a paper says stands in each story', async () => {
  await office
    .as('Lê Thị Hạnh')
    .paper.print({ commandId: commandId(9), dossierId, form: 'receiptSlip', layout: null, reason: null, printer: null });
  put(2, 'dossier.corrected', phone('0987000214'));
  put(3, 'dossier.corrected', phone('0978000214'), { deviceId: otherDevice });
  const { stories } = await tam.decision.get({ dossierId });
  expect(stories.map(({ papers, printAgain }) => [papers.map(({ counterNo, holds }) => [counterNo, holds]), printAgain])).toEqual([
    [[[2, false]], true],
    [[[2, false]], true],
  ]);
});

test('a choice made on other disputes, by who may not, or without one is refused', async () => {
  put(2, 'dossier.corrected', phone('0987000214'));
  put(3, 'dossier.corrected', phone('0978000214'), { deviceId: otherDevice });
  const stale = { commandId: commandId(20), dossierId, storyId: 'holds', disputed: [commandId(4)], reason: 'a' };
  expect(await refusal(tam.decision.settle(stale))).toEqual({ code: 'act-not-lawful', data: { why: 'change-not-seen' } });
  expect(await refusal(tam.decision.settle({ ...stale, disputed: [commandId(3)], storyId: 'nobody' }))).toEqual({
    code: 'act-not-lawful',
    data: { why: 'change-not-seen' },
  });
  expect(await refusal(settle('holds', 20, office.as('Lê Thị Hạnh')))).toEqual({
    code: 'not-permitted',
    data: { needs: 'dossier.resolve' },
  });
  expect(await refusal(tam.decision.redo({ dossierId, actId: commandId(2) }))).toEqual({
    code: 'act-not-lawful',
    data: { why: 'change-not-seen' },
  });
  await settle('holds');
  expect(await refusal(tam.decision.settle({ ...stale, commandId: commandId(21), disputed: [commandId(3)] }))).toEqual({
    code: 'act-not-lawful',
    data: { why: 'settled-already' },
  });
});
