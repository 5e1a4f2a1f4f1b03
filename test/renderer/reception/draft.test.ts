import { expect, test } from 'vitest';
import type { DraftData } from '#shared/contract/reception.ts';
import { ReceptionInput } from '#shared/contract/values.ts';
import { findProcedure, type Procedure } from '#shared/domain/catalogue/procedure.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import { parseIdCard } from '#shared/domain/identity/id-card.ts';
import { fillFromCard, isOtherPerson, replaceFromCard } from '../../../renderer/counter/reception/card-fill.ts';
import { emptyDraft, extraDocument, isEmptyDraft, unseenDocuments, withProcedure } from '../../../renderer/counter/reception/draft-data.ts';
import { personalIdWarning, phoneWarning } from '../../../renderer/counter/reception/field-warnings.ts';
import { gapsOf } from '../../../renderer/counter/reception/gaps.ts';
import { readClock } from '../../../renderer/counter/reception/local-time.ts';
import { spokenProcedureName } from '../../../renderer/counter/reception/procedure-name.ts';
import { receptionInput } from '../../../renderer/counter/reception/reception-input.ts';

const today = '2025-04-24' as CivilDate;
const procedureOf = (code: string): Procedure => findProcedure(shippedCatalogue.procedures, code, today)!;
const birthAgain = procedureOf('1.004884');
const payload = '060178004512||Thông Thị Mỹ Lệ|15031978|Nữ|Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận|12082021';
const card = (() => {
  const read = parseIdCard(payload, today);
  if (!read.ok) throw new Error(read.reason);
  return read.card;
})();
const draft = (changes: Partial<DraftData> = {}): DraftData => ({
  ...withProcedure(emptyDraft, birthAgain),
  fullName: 'Thông Thị Mỹ Lệ',
  ...changes,
});
const ticked = (data: DraftData): DraftData => ({ ...data, documents: data.documents.map((document) => ({ ...document, ticked: true })) });
const gaps = (data: DraftData, feeVnd: number | null = 0) =>
  gapsOf({ data, procedure: data.procedureCode === null ? undefined : procedureOf(data.procedureCode), feeVnd, today }).map(
    ({ field }) => field,
  );

test('choosing a procedure lists its papers; papers outside the list stay with their reasons', () => {
  const extra = { ...extraDocument, name: 'Sổ hộ khẩu cũ', extraReason: 'đối chiếu' };
  const data = withProcedure({ ...emptyDraft, documents: [extra] }, birthAgain);
  expect(data.documents.map(({ name, listed, ticked: seen }) => ({ name, listed, seen }))).toEqual([
    ...birthAgain.requiredDocuments.map(({ name }) => ({ name, listed: true, seen: false })),
    { name: 'Sổ hộ khẩu cũ', listed: false, seen: true },
  ]);
  expect(withProcedure(data, birthAgain)).toBe(data);
});

test('F9 is led through the gaps in reading order', () => {
  expect(gaps(emptyDraft)).toEqual(['procedure', 'fullName']);
  expect(gaps(draft())).toEqual(['document-0', 'document-1', 'document-2']);
  expect(gaps(ticked(draft()))).toEqual([]);
  expect(gaps(ticked(draft({ deliveryMode: 'postal' })))).toEqual(['deliveryAddress']);
  expect(gaps(ticked(draft({ onBehalf: true, dateOfBirth: '31/02/1978' })))).toEqual(['dateOfBirth', 'submitterName']);
  expect(gaps(ticked(draft()), 15_000)).toEqual(['feeState']);
  expect(gaps(ticked(draft({ feeState: 'exempt' })), 15_000)).toEqual(['feeExemptionReason']);
  expect(gaps(ticked(draft({ occurredAt: 'unreadT08:42' })))).toEqual(['occurredAt', 'backfillReason']);
});

test('a paper of a special case is never asked for, one set aside no longer', () => {
  const birth = withProcedure(emptyDraft, procedureOf('1.001193'));
  const cases = birth.documents.flatMap(({ condition }, index) => (condition === null ? [] : [index]));
  expect(cases.length).toBeGreaterThan(0);
  expect(unseenDocuments(birth.documents).some((index) => cases.includes(index))).toBe(false);
  const aside = { ...birth, documents: birth.documents.map((document, index) => (index === 0 ? { ...document, copies: 0 } : document)) };
  expect(unseenDocuments(aside.documents)).toEqual(unseenDocuments(birth.documents).slice(1));
});

test('numbers that look odd warn and never stand in the way', () => {
  const odd = ticked(draft({ personalId: '060 178 004 512', dateOfBirth: '15/03/1987', phone: '0912 000 3' }));
  expect(gaps(odd)).toEqual([]);
  expect(personalIdWarning(odd, today)).toEqual({ key: 'birth-year-differs', values: { year: 1978, typed: '1987' } });
  expect(phoneWarning(odd.phone)).toEqual({ key: 'not-a-number', values: {} });
  expect([personalIdWarning(emptyDraft, today), phoneWarning('')]).toEqual([undefined, undefined]);
});

test('a card fills what is empty, shows what differs, and ticks nothing', () => {
  const filled = fillFromCard(draft({ fullName: 'Thong Thi My Le', address: 'Ấp 2' }), card);
  expect(filled.filled).toEqual(['dateOfBirth', 'personalId']);
  expect(filled.differs).toEqual({ address: 'Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận' });
  expect({
    name: filled.data.fullName,
    born: filled.data.dateOfBirth,
    number: filled.data.personalId,
    sex: filled.data.sex,
    ticks: filled.data.documents.filter((document) => document.ticked),
  }).toEqual({
    name: 'Thong Thi My Le',
    born: '15/03/1978',
    number: '060 178 004 512',
    sex: 'female',
    ticks: [],
  });
});

test("another person's card asks first; then nothing of the one before stays but procedure and papers", () => {
  const before = draft({ personalId: '060 161 000 213', fullName: "K'Brơi", phone: '0976 000 118' });
  expect([
    isOtherPerson(before, card),
    isOtherPerson(draft({ personalId: '060 178 004 512' }), card),
    isOtherPerson(draft(), card),
  ]).toEqual([true, false, false]);
  const { data } = replaceFromCard(before, card);
  expect({ name: data.fullName, phone: data.phone, procedure: data.procedureCode }).toEqual({
    name: 'Thông Thị Mỹ Lệ',
    phone: '',
    procedure: '1.004884',
  });
});

test('the command holds what was typed, read: dates, numbers, only the papers seen', () => {
  const typed = ticked(
    draft({
      personalId: '060 178 004 512',
      dateOfBirth: '15/3/1978',
      sex: 'female',
      address: 'Khu phố Chăm,\n thị trấn Lạc Tánh ',
      phone: ' 0912 000 345',
      onBehalf: true,
      submitterName: 'Ka Hương',
      feeState: 'exempt',
      feeExemptionReason: 'hộ nghèo',
    }),
  );
  const input = receptionInput({ ...typed, documents: typed.documents.slice(0, 1) }, today);
  expect(ReceptionInput.parse(input)).toEqual({
    procedureCode: '1.004884',
    variant: null,
    applicant: {
      kind: 'person',
      fullName: 'Thông Thị Mỹ Lệ',
      personalId: '060178004512',
      taxCode: null,
      dateOfBirth: '1978-03-15',
      sex: 'female',
      address: 'Khu phố Chăm, thị trấn Lạc Tánh',
      phone: '0912 000 345',
      email: null,
    },
    submitter: { fullName: 'Ka Hương', personalId: null, phone: null, relation: 'authorised', authorisation: null },
    channel: 'inPerson',
    submittedAt: null,
    documents: [
      { name: birthAgain.requiredDocuments[0]!.name, form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: null },
    ],
    dossierCount: 1,
    fee: { amountVnd: null, state: 'exempt', exemptionReason: 'hộ nghèo', fiscalReceipt: null },
    resultDelivery: { mode: 'counter', address: null },
    note: null,
    occurredAt: null,
    backfill: null,
  });
});

test('an untouched draft is not worth keeping', () => {
  expect([isEmptyDraft(emptyDraft), isEmptyDraft({ ...emptyDraft }), isEmptyDraft(draft())]).toEqual([true, true, false]);
});

test('times of day are read as people write them', () => {
  expect(['8:42', '0842', '842', '8h42', '8', '24:00', '8:7', 'x'].map(readClock)).toEqual([
    '08:42',
    '08:42',
    '08:42',
    '08:42',
    '08:00',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a procedure is named on a tab without the words that all names begin with', () => {
  expect(['Thủ tục đăng ký lại khai sinh', 'Đăng ký tạm trú', 'Thủ tục ấn định'].map(spokenProcedureName)).toEqual([
    'Đăng ký lại khai sinh',
    'Đăng ký tạm trú',
    'Ấn định',
  ]);
});
