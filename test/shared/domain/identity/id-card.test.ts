import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '#shared/domain/deadline/civil-date.ts';
import { IdCardScan, parseIdCard } from '#shared/domain/identity/id-card.ts';

const today = parseCivilDate('2026-06-08');
const scan = (payload: string): IdCardScan => parseIdCard(payload, today);
const accepted = (payload: string): Extract<IdCardScan, { ok: true }> => {
  const result = scan(payload);
  if (!result.ok) throw new Error(result.reason);
  return result;
};

const cccd = '089202000123|350000123|Lê Văn Mẫu|23052002|Nam|Tổ 10 Ấp Thử, Xã Mẫu, An Giang|31122021';
const withoutOldNumber = '049202000456||Trần Thử Nghiệm|24022002|Nam|Thôn 2, Xã Mẫu, Quảng Nam|31052021';
const canCuoc = '040185001234|186000123|Nguyễn Thị Hoà|05031985|Nữ|Xóm 3, Xã Hưng Long, Nghệ An|15072024|||Nguyễn Văn A|Trần Thị B|';

describe('cards as they are', () => {
  test('CCCD of 2021', () => {
    expect(scan(cccd)).toEqual({
      ok: true,
      card: {
        idCardType: 'cccd',
        personalId: '089202000123',
        oldIdNumber: '350000123',
        fullName: 'Lê Văn Mẫu',
        dateOfBirth: '2002-05-23',
        sex: 'male',
        residence: 'Tổ 10 Ấp Thử, Xã Mẫu, An Giang',
        issuedOn: '2021-12-31',
        extras: [],
      },
      warnings: [],
      nameNeedsReview: false,
    });
  });

  test('no old number', () => {
    expect(accepted(withoutOldNumber).card.oldIdNumber).toBeNull();
  });

  test('Căn cước of 2024, with more fields', () => {
    expect(scan(canCuoc)).toEqual({
      ok: true,
      card: {
        idCardType: 'canCuoc',
        personalId: '040185001234',
        oldIdNumber: '186000123',
        fullName: 'Nguyễn Thị Hoà',
        dateOfBirth: '1985-03-05',
        sex: 'female',
        residence: 'Xóm 3, Xã Hưng Long, Nghệ An',
        issuedOn: '2024-07-15',
        extras: ['', '', 'Nguyễn Văn A', 'Trần Thị B', ''],
      },
      warnings: [],
      nameNeedsReview: false,
    });
  });

  test('only the year of birth is known', () => {
    const result = accepted('079050012345||Sùng A Páo|00001950|Nam|Bản Mới, Xã Mẫu, Lào Cai|31052021');
    expect(result.card.dateOfBirth).toBe('1950');
    expect(result.warnings).toEqual([]);
  });

  test.each(["K'Brơi", "H'Hen Niê", 'Y Moan', 'Sùng A Páo', 'NGUYỄN THỊ HÒA', 'Rah Lan H\u2019Ƀă', 'Mẫu', 'Mai Lan Anh', 'Đỗ Ðức'])(
    '%s needs no review',
    (name) => {
      const { card, nameNeedsReview } = accepted(cccd.replace('Lê Văn Mẫu', name));
      expect({ fullName: card.fullName, nameNeedsReview }).toEqual({ fullName: name.replace('Ð', 'Đ'), nameNeedsReview: false });
    },
  );
});

describe('scanner noise', () => {
  test.each([
    ['BOM and line end', `\uFEFF${cccd}\r\n`],
    ['tab', `${cccd}\t`],
    ['zero-width characters', cccd.replace('Văn', 'V\u200Băn\u200D')],
    ['blanks around fields', cccd.replaceAll('|', ' | ')],
    ['NFD', cccd.normalize('NFD')],
    ['AIM prefix', `]Q1${cccd}`],
    ['line ends inside', cccd.replace('|Nam', '\n|Nam')],
  ])('%s', (_, payload) => {
    expect(scan(payload)).toEqual(scan(cccd));
  });
});

describe('faults', () => {
  test.each([
    ['number row of the Vietnamese keyboard', 'đ\u0301\u0323ââđâđđđăâê|êđđđăâê|Lê', 'ime-mangled'],
    ['the same in a whole card', cccd.replace('089202000123', 'đ\u0301\u0323ââđâđđđăâê'), 'ime-mangled'],
    ['letter in the number', cccd.replace('089202000123', '0892o2000123'), 'ime-mangled'],
    ['letter in a date', cccd.replace('31122021', '3112202ă'), 'ime-mangled'],
    ['digit left in a name (VNI)', cccd.replace('Mẫu', 'Ma64u'), 'ime-mangled'],
    ['two tones in a word', cccd.replace('Mẫu', 'Mẫú'), 'ime-mangled'],
    ['loose tone', cccd.replace('Mẫu', 'Maum\u0303'), 'ime-mangled'],
    ['web address', 'https://dichvucong.gov.vn', 'too-few-fields'],
    ['another QR in Vietnamese', 'Trường Thử|Lớp 1', 'too-few-fields'],
    ['our own slip', 'MC1|000.05.24.H11-250424-2001|01966f3c-2a4b-7c3d-8e9f-0123456789ab', 'too-few-fields'],
    ['nothing', '', 'too-few-fields'],
    ['short number', cccd.replace('089202000123', '12345678901'), 'bad-number'],
    ['old number of ten digits', cccd.replace('350000123', '3500001234'), 'bad-old-number'],
    ['no name', cccd.replace('Lê Văn Mẫu', ' '), 'name-missing'],
    ['30 February', cccd.replace('23052002', '30022002'), 'bad-birth-date'],
    ['short date', cccd.replace('23052002', '2305202'), 'bad-birth-date'],
    ['born in no century', cccd.replace('23052002', '00000000'), 'bad-birth-date'],
    ['born before 1900', cccd.replace('23052002', '31121899'), 'bad-birth-date'],
    ['issue date without day', cccd.replace('31122021', '00122021'), 'bad-issue-date'],
    ['issued before birth', cccd.replace('31122021', '31122001'), 'issued-before-birth'],
    ['issued on the day of birth', cccd.replace('31122021', '23052002'), 'issued-before-birth'],
    ['issued the day after tomorrow', cccd.replace('31122021', '10062026'), 'issued-in-future'],
    ['lone surrogate', cccd.replace('Mẫu', 'M\uD800'), 'unreadable-text'],
  ])('%s', (_, payload, reason) => {
    expect(scan(payload)).toEqual({ ok: false, reason });
  });

  test('a card issued tomorrow is read: clocks differ', () => {
    expect(accepted(cccd.replace('31122021', '09062026')).card.issuedOn).toBe('2026-06-09');
  });
});

describe('warnings never block', () => {
  test.each([
    [cccd.replace('089202', '003202'), ['province-unknown']],
    [cccd.replace('089202', '089203'), ['birth-year-differs']],
    [cccd.replace('089202', '089302'), ['sex-differs']],
    [cccd.replace('089202', '089002'), ['birth-year-differs']],
    [cccd.replace('089202', '003999'), ['province-unknown', 'birth-year-in-future', 'birth-year-differs', 'sex-differs']],
    [cccd.replace('|Nam|', '|M|'), ['sex-unreadable']],
  ])('%s', (payload, warnings) => {
    expect(accepted(payload).warnings).toEqual(warnings);
  });
});

describe('the name needs review', () => {
  test.each([
    ['VNI', cccd.replace('Lê Văn Mẫu', 'Leâ Vaên Maãu Ñöùc')],
    ['Windows-1258 read as 1252', cccd.replace('Lê Văn Mẫu', 'Lê Vãn Mâ\u00DEu')],
    ['question marks', cccd.replace('Mẫu', 'M?u')],
    ['replacement character', cccd.replace('Mẫu', 'M\uFFFDu')],
    ['diacritics lost', '089302000123||Le Thi Mau|23052002|Nu|To 10 Ap Thu, Xa Mau, An Giang|31122021'],
    ['Nữ without its mark', '089302000123||Lê Thị Mẫu|23052002|Nu|Tổ 10, An Giang|31122021'],
    ['diacritics lost, man', '089202000123||Le Van Mau|23052002|Nam|To 10 Ap Thu, Xa Mau, An Giang|31122021'],
  ])('%s', (_, payload) => {
    const { nameNeedsReview, warnings } = accepted(payload);
    expect({ nameNeedsReview, warnings }).toEqual({ nameNeedsReview: true, warnings: [] });
  });
});

test('never throws, and its answer is plain JSON of the declared shape', () => {
  const anyField = fc.oneof(
    fc.constantFrom('', '089202000123', '00001950', '23052002', '31122021', 'Nam', 'Nữ', 'Lê Văn Mẫu', '|', '\0', '\uD800'),
    fc.stringMatching(/^\d{8,12}$/u),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const payloads = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(anyField, { minLength: 5, maxLength: 12 }).map((fields) => fields.join('|')),
  );
  const mutated = fc
    .tuple(fc.nat(cccd.length), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([at, noise]) => cccd.slice(0, at) + noise + cccd.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(payloads, mutated), (payload) => {
      const result = scan(payload);
      expect(IdCardScan.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    }),
    { numRuns: 1000 },
  );
});
