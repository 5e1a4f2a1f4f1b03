import { expect, test } from 'vitest';
import { changesBetween, changesOf, type Correctable } from '#shared/domain/dossier/correction.ts';

const applicant = {
  kind: 'person',
  fullName: 'Đặng Thị Hòa',
  personalId: '060185000123',
  taxCode: null,
  dateOfBirth: '1985-03-02',
  sex: 'female',
  address: null,
  phone: null,
  email: null,
} as const;
const form = { name: 'Tờ khai', form: 'original', copies: 1, pages: null, presentOnly: false, extraReason: null } as const;
const before: Correctable = {
  applicant,
  submitter: null,
  channel: 'inPerson',
  documents: [form, { ...form, name: 'Giấy chứng sinh' }],
  dossierCount: 1,
  fee: null,
  resultDelivery: { mode: 'counter', address: null },
  limit: { value: 3, unit: 'workingDay', sameDay: false },
  variant: null,
  note: null,
  dueAt: '2026-06-11T17:30:00+07:00',
};

test('nothing changed is nothing to tell', () => {
  expect(changesBetween(before, { ...before, documents: before.documents.map((document) => ({ ...document })) })).toEqual([]);
});

test('each difference is told by its field, papers by their names', () => {
  const after: Correctable = {
    ...before,
    applicant: { ...applicant, fullName: 'Đặng Thị Hoa' },
    submitter: { fullName: 'Đặng Văn An', personalId: null, phone: null, relation: 'authorised', authorisation: null },
    documents: [
      { ...form, copies: 2 },
      { ...form, name: 'Hộ chiếu' },
    ],
    resultDelivery: { mode: 'postal', address: 'Tổ 3' },
    dossierCount: 2,
  };
  expect(changesBetween(before, after)).toEqual([
    { field: 'applicant.fullName', from: 'Đặng Thị Hòa', to: 'Đặng Thị Hoa' },
    { field: 'submitter.fullName', from: null, to: 'Đặng Văn An' },
    { field: 'submitter.relation', from: null, to: 'authorised' },
    { field: 'resultDelivery.mode', from: 'counter', to: 'postal' },
    { field: 'resultDelivery.address', from: null, to: 'Tổ 3' },
    { field: 'document.copies', of: 'Tờ khai', from: 1, to: 2 },
    { field: 'document.removed', from: 'Giấy chứng sinh', to: null },
    { field: 'document.added', from: null, to: 'Hộ chiếu' },
    { field: 'dossierCount', from: 1, to: 2 },
  ]);
});

test('of two papers with one name the first answers to the first', () => {
  const twins = { ...before, documents: [form, { ...form, copies: 2 }] };
  expect(changesBetween(twins, twins)).toEqual([]);
  expect(changesBetween(twins, { ...twins, documents: [form] })).toEqual([{ field: 'document.removed', from: 'Tờ khai', to: null }]);
});

test('changes of an act are read as far as they can be', () => {
  const change = { field: 'note', from: null, to: 'Hẹn buổi sáng' };
  expect(changesOf([change, { field: 7 }, { field: 'x', from: {}, to: null }, { field: 'result', documentNo: '3' }])).toEqual([change]);
});
