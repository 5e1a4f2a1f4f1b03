import { createInstance } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import vi from '#shared/locales/vi.json' with { type: 'json' };
import { failureWords } from '../../../renderer/ui/bars/failure-words.ts';

const words = createInstance();
beforeAll(async () => {
  await words.init({ lng: 'vi', resources: { vi: { translation: vi } }, interpolation: { escapeValue: false } });
});

const title = (field: string): string => failureWords({ code: 'text-refused', params: { field, reason: 'nul' } }, words.t).title;

test.each([
  ['applicant.fullName', 'Ô họ và tên có ký tự không lưu được.'],
  ['correction.submitter.fullName', 'Ô họ tên người nộp thay có ký tự không lưu được.'],
  ['submitter.fullName', 'Ô họ tên người nộp thay có ký tự không lưu được.'],
  ['documents.2.name', 'Ô tên giấy tờ (dòng 3) có ký tự không lưu được.'],
  ['/payload/note', 'Ô ghi chú có ký tự không lưu được.'],
  ['something.unheardOf', 'Ô vừa nhập có ký tự không lưu được.'],
])('%s is told by the name it has on the screens', (field, said) => {
  expect(title(field)).toBe(said);
});

test('a text that is too long is told so', () => {
  const said = failureWords({ code: 'text-refused', params: { field: 'applicant.fullName', reason: 'too-long' } }, words.t);
  expect(said).toEqual({ title: 'Ô họ và tên quá dài.', action: 'Rút gọn ô đó rồi làm lại.' });
});

test('why a step is not lawful is told, and a dossier without its code is this one', () => {
  const notLawful = failureWords({ code: 'act-not-lawful', params: { why: 'not-the-same-day' } }, words.t);
  expect(notLawful.title).toBe('Đã qua ngày tiếp nhận; trưởng bộ phận mới hủy được. Hồ sơ chưa thay đổi.');
  const unheardOf = failureWords({ code: 'act-not-lawful', params: { why: 'unheard-of' } }, words.t);
  expect(unheardOf.title).toBe('Tình trạng hồ sơ không cho phép bước này. Hồ sơ chưa thay đổi.');
  expect(failureWords({ code: 'dossier-unknown', params: { dossierCode: '' } }, words.t).title).toBe('Máy này chưa có hồ sơ này.');
});

test('a printer nobody named is the usual one', () => {
  const said = failureWords({ code: 'printer-missing', params: { printer: '' } }, words.t);
  expect(said.title).toBe('Không thấy máy in thường dùng. Hồ sơ và giấy đã lưu.');
});

test('a failure without a field keeps its values', () => {
  expect(failureWords({ code: 'dossier-unknown', params: { dossierCode: '260608-2001' } }, words.t).title).toContain('260608-2001');
});
