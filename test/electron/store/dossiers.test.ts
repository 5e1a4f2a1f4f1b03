import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../../electron/store/store.ts';
import type { DossierTab } from '../../../electron/store/queries/dossiers.ts';
import { few } from '../../../electron/store/queries/dossier-list.ts';
import { accepted, furtherAct, id, newStore, temporaryFolder } from '../../helpers/store.ts';

const moment = { now: '2026-06-10T10:00:00+07:00', dueSoonUntil: '2026-06-11' };
const folder = temporaryFolder();
let store: Store;

/** Invented people, each in one state of the list. */
const people = [
  { name: 'Đào Văn Quý', dueAt: '2026-06-09T17:30:00+07:00' },
  { name: 'Dao Thị Mẩy', dueAt: '2026-06-10T17:30:00+07:00' },
  { name: 'Nguyễn Thị Kim Oanh', dueAt: '2026-06-11T17:30:00+07:00' },
  { name: 'Nguyễn Hữu Lộc', dueAt: '2026-06-15T17:30:00+07:00', phone: '0987654321', personalId: '001085012345' },
  { name: 'Trần Ðức Hòa', dueAt: '2026-06-10T09:00:00+07:00', hours: true },
  { name: 'Lê Văn Đạt', dueAt: '2026-06-12T17:30:00+07:00' },
  { name: 'Phan Thị Hoà', dueAt: '2026-06-12T17:30:00+07:00' },
  { name: 'Đặng Nguyễn Gia Hân', dueAt: '2026-06-16T17:30:00+07:00' },
  { name: 'K’Brơi', dueAt: '2026-06-16T17:30:00+07:00', phone: '+84 912 345 678' },
];

beforeAll(() => {
  store = newStore(folder.path);
  store.commit(people.map(({ name, ...given }, index) => accepted(index + 1, { fullName: name, ...given })));
  const based = (n: number) => id(n, 1);
  store.commit([
    furtherAct(101, 6, based(6), 'dossier.takenOver', { fromPersonId: null, note: null }),
    furtherAct(102, 6, id(101, 3), 'dossier.resolved', { result: 'granted', resultNo: null, reason: null }),
    furtherAct(103, 7, based(7), 'dossier.takenOver', { fromPersonId: null, note: null }),
    furtherAct(104, 7, id(103, 3), 'dossier.paymentRequested', { reason: 'Thuế', amountVnd: null }),
    furtherAct(105, 8, based(8), 'dossier.voided', { reason: 'Nhập hai lần', byUnitHead: false }, '2026-06-08T10:00:00+07:00'),
    furtherAct(106, 3, based(3), 'dossier.returned', {
      collector: 'applicant',
      collectorName: null,
      authorisation: null,
      trackingNo: null,
      lostReceiptReason: null,
    }),
  ]);
});
afterAll(() => {
  store.close();
  folder.remove();
});

const list = (text: string, tab: DossierTab = 'all', limit = 50, offset = 0) =>
  store.dossiers.list({ ...moment, text, tab, limit, offset });
const names = (text: string, tab: DossierTab = 'all') => list(text, tab).rows.map(({ applicantName }) => applicantName);

describe('tabs', () => {
  test('hold what their names say, due first', () => {
    expect(names('', 'inProcess')).toEqual(['Đào Văn Quý', 'Trần Ðức Hòa', 'Dao Thị Mẩy', 'Nguyễn Hữu Lộc', 'K’Brơi']);
    expect(names('', 'overdue')).toEqual(['Đào Văn Quý', 'Trần Ðức Hòa']);
    expect(names('', 'dueSoon')).toEqual(['Dao Thị Mẩy']);
    expect(names('', 'paused')).toEqual(['Phan Thị Hoà']);
    expect(names('', 'awaitingReturn')).toEqual(['Lê Văn Đạt']);
    expect(names('', 'needsDecision')).toEqual(['Nguyễn Thị Kim Oanh']);
    expect(names('', 'all')).toEqual([
      ...names('', 'inProcess'),
      'Nguyễn Thị Kim Oanh',
      'Phan Thị Hoà',
      'Lê Văn Đạt',
      'Đặng Nguyễn Gia Hân',
    ]);
  });

  test('a limit in days ends at 24:00 of the due date, one in hours on the minute', () => {
    const overdue = (now: string) =>
      store.dossiers
        .list({ now, dueSoonUntil: '2026-06-10', tab: 'overdue', text: '', limit: 9, offset: 0 })
        .rows.map(({ applicantName }) => applicantName);
    expect(overdue('2026-06-09T23:59:59+07:00')).toEqual([]);
    expect(overdue('2026-06-09T17:00:00Z')).toEqual(['Đào Văn Quý']);
    expect(overdue('2026-06-10T09:00:00+07:00')).toEqual(['Đào Văn Quý']);
    expect(overdue('2026-06-10T09:00:01+07:00')).toEqual(['Đào Văn Quý', 'Trần Ðức Hòa']);
  });

  test('are counted, with and without text', () => {
    expect(store.dossiers.count({ ...moment, text: '' })).toEqual({
      all: 9,
      inProcess: 5,
      dueSoon: 1,
      overdue: 2,
      paused: 1,
      awaitingReturn: 1,
      needsDecision: 1,
    });
    expect(store.dossiers.count({ ...moment, text: 'nguyen' })).toEqual({
      all: 3,
      inProcess: 1,
      dueSoon: 0,
      overdue: 0,
      paused: 0,
      awaitingReturn: 0,
      needsDecision: 1,
    });
    expect(store.dossiers.count({ ...moment, text: 'Mảy dao' })).toMatchObject({ all: 1, inProcess: 1 });
    expect(store.dossiers.count({ ...moment, text: 'nobody' })).toMatchObject({ all: 0, inProcess: 0 });
    expect(store.dossiers.count({ ...moment, text: '000.05.24.H11-260608-2004' })).toMatchObject({ all: 1, inProcess: 1 });
  });

  test('are paged without a gap or a repeat', () => {
    const paged = [0, 4, 8].flatMap((offset) => list('', 'all', 4, offset).rows.map(({ applicantName }) => applicantName));
    expect(paged).toEqual(names(''));
  });
});

describe('search', () => {
  test('finds by the beginning of any words in any order, without marks', () => {
    expect(names('oanh ng')).toEqual(['Nguyễn Thị Kim Oanh']);
    expect(names('NGUYỄN gia')).toEqual(['Đặng Nguyễn Gia Hân']);
    expect(names('hoa', 'inProcess')).toEqual(['Trần Ðức Hòa']);
    expect(names('khai sinh')).toHaveLength(9);
    expect(names("k'broi")).toEqual(['K’Brơi']);
    expect(names('nobody at all')).toEqual([]);
  });

  test('puts the exact spelling first and still shows the key’s matches', () => {
    expect(names('dao')).toEqual(['Đào Văn Quý', 'Dao Thị Mẩy']);
    expect(names('đào')).toEqual(['Đào Văn Quý', 'Dao Thị Mẩy']);
    expect(names('hòa')).toEqual(['Trần Ðức Hòa', 'Phan Thị Hoà']);
    expect(names('hoà')).toEqual(['Phan Thị Hoà', 'Trần Ðức Hòa']);
    expect(names('hoà'.normalize('NFD'))).toEqual(['Phan Thị Hoà', 'Trần Ðức Hòa']);
  });

  test('finds by number from its beginning, its end, in groups', () => {
    for (const text of ['001085', '12345', '001085012345', '0010 8501 2345', '0987', '4321', '0987 654 321', '0987.654.321'])
      expect([text, names(text)]).toEqual([text, expect.arrayContaining(['Nguyễn Hữu Lộc'])]);
    expect(names('0987 654 321')).toEqual(['Nguyễn Hữu Lộc']);
    for (const text of ['0912345678', '+84912345678', '5678']) expect([text, names(text)]).toEqual([text, ['K’Brơi']]);
  });

  test('finds by code: whole, short, its digits, its end', () => {
    for (const text of ['000.05.24.H11-260608-2004', ' 000.05.24.h11-260608-2004\r\n', '260608-2004', '2606082004', '260608 2004', '2004'])
      expect([text, names(text)]).toEqual([text, ['Nguyễn Hữu Lộc']]);
    expect(names('000.05.24')).toHaveLength(9);
    expect(names('000.05.24.H11-260608-2004', 'paused')).toEqual([]);
  });

  test('looks for another sound, then inside words, only when nothing else is found', () => {
    expect(list('quí')).toMatchObject({ loosely: 'sound', rows: [{ applicantName: 'Đào Văn Quý' }] });
    expect(list('quý')).toMatchObject({ loosely: null, rows: [{ applicantName: 'Đào Văn Quý' }] });
    expect(list('uyễn hữu')).toMatchObject({ loosely: 'inside', rows: [{ applicantName: 'Nguyễn Hữu Lộc' }] });
    expect(list('08501')).toMatchObject({ loosely: 'inside', rows: [{ applicantName: 'Nguyễn Hữu Lộc' }] });
  });

  test('takes whatever is typed', () => {
    for (const text of [
      '"',
      'a"b*',
      "' OR 1=1 --",
      'NEAR(',
      '😀',
      '\u0000',
      '-',
      '*',
      '()',
      'AND',
      'ka_no',
      '𝒜',
      '東京',
      'x'.repeat(200),
      `${'a '.repeat(100)}`,
      '%',
      '1'.repeat(200),
    ]) {
      expect(() => list(text)).not.toThrow();
      expect(() => store.dossiers.count({ ...moment, text })).not.toThrow();
    }
  });
});

test('by code, by number, by id', () => {
  expect(store.dossiers.findByCode('000.05.24.H11-260608-2004')).toEqual([id(4, 2)]);
  expect(store.dossiers.findByCode('260608-2004')).toEqual([id(4, 2)]);
  expect([
    store.dossiers.findByCode('260608-2999'),
    store.dossiers.findByCode('H55.242-260608-2004'),
    store.dossiers.findByCode('nonsense'),
  ]).toEqual([[], [], []]);
  expect(store.dossiers.findByPersonalId('001085012345').map(({ dossierId }) => dossierId)).toEqual([id(4, 2)]);
  expect([store.dossiers.findByPersonalId('001085'), store.dossiers.findByPersonalId('')]).toEqual([[], []]);
  expect([store.dossiers.findRow(id(99, 2)), store.dossiers.findState(id(99, 2))]).toEqual([undefined, undefined]);
  expect(store.dossiers.findState(id(3, 2))?.needsDecision).toHaveLength(1);
});

test('a corrected name is found by its new words and no longer by its old ones', () => {
  const applicant = {
    kind: 'person',
    fullName: 'Vũ Thị Lành',
    personalId: null,
    taxCode: null,
    dateOfBirth: null,
    sex: null,
    address: null,
    phone: null,
    email: null,
  } as const;
  store.commit([accepted(20, { fullName: 'Võ Thị Lanh' })]);
  store.commit([
    furtherAct(120, 20, id(20, 1), 'dossier.corrected', {
      changes: [],
      applicant,
      documents: null,
      resultDelivery: null,
      fee: null,
      due: null,
      intake: null,
      limit: null,
      reason: 'Gõ nhầm họ',
    }),
  ]);
  expect([names('vo lanh'), names('vu lanh')]).toEqual([[], ['Vũ Thị Lành']]);
});

test('a known applicant is who they were last, not who was entered last', () => {
  const known = (fullName: string, n: number, date: string) => accepted(n, { fullName, personalId: '060190000077', date });
  store.commit([known('Phạm Thị Mới', 31, '2026-06-07'), known('Phạm Thị Cũ', 32, '2024-01-05')]);
  expect(store.applicants.findByPersonalId('060190000077')).toEqual({
    applicant: expect.objectContaining({ fullName: 'Phạm Thị Mới', personalId: '060190000077' }),
    lastDossierId: id(31, 2),
    lastDossierCode: '000.05.24.H11-260607-2031',
    lastReceivedAt: '2026-06-07T09:15:00+07:00',
  });
  expect(store.applicants.findByPersonalId('060190000078')).toBeUndefined();
});

test('digits typed in groups are one number from the second group on, and a date and a number as well', () => {
  for (const typed of ['0987 6', '0987 654', '0987 654 3', '0987 654 321'])
    expect(list(typed)).toMatchObject({ rows: [{ applicantName: 'Nguyễn Hữu Lộc' }], loosely: null });
  expect(list('260608 2004')).toMatchObject({ rows: [{ applicantName: 'Nguyễn Hữu Lộc' }], loosely: null });
});

test('a name that hundreds bear: newest first, the exact spelling before, page by page', () => {
  const many = temporaryFolder();
  const crowd = newStore(many.path);
  const total = few + 60;
  crowd.commitMany(
    Array.from({ length: total }, (_, n) =>
      accepted(n + 1, {
        fullName: n % 10 === 0 ? 'Trần Hòa' : 'Trần Hoa',
        date: '2026-06-08',
        number: 1001 + n,
        dueAt: `2026-06-${n % 2 === 0 ? '11' : '12'}T17:30:00+07:00`,
      }),
    ),
  );
  const page = (text: string, tab: DossierTab, offset: number, limit = 40) =>
    crowd.dossiers.list({ ...moment, text, tab, offset, limit }).rows;
  const newest = page('tran hoa', 'all', 0).map(({ dossierCode }) => dossierCode?.slice(-4));
  expect(newest).toEqual(Array.from({ length: 40 }, (_, n) => String(1000 + total - n)));
  for (const tab of ['all', 'inProcess'] as const) {
    const all = Array.from({ length: Math.ceil(total / 40) }, (_, n) => page('trần hòa', tab, n * 40)).flat();
    expect(all).toHaveLength(total);
    expect(new Set(all.map(({ dossierId }) => dossierId)).size).toBe(total);
    expect(all.findLastIndex(({ applicantName }) => applicantName === 'Trần Hòa')).toBe(total / 10 - 1);
  }
  expect(page('tran hoa', 'inProcess', 0).every(({ dueAt }) => dueAt === '2026-06-11T17:30:00+07:00')).toBe(true);
  expect(page('tran hoa', 'paused', 0)).toEqual([]);
  expect(crowd.dossiers.count({ ...moment, text: 'tran hoa' })).toMatchObject({
    all: total,
    inProcess: total,
    dueSoon: total / 2,
    paused: 0,
  });
  crowd.close();
  many.remove();
});
