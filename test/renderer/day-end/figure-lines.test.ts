import { expect, test } from 'vitest';
import type { DayReview } from '#shared/contract/day-end.ts';
import { figureLines } from '../../../renderer/counter/day-end/figure-lines.ts';
import { makeWords } from '../../../renderer/ui/i18n.ts';
import { noFigures } from '../harness/day-answers.ts';

const { t } = makeWords('vi');
const till = { personId: 'a', fullName: 'Lê Thị Hạnh', takenVnd: 284_000, refundedVnd: 0, countedVnd: null };
const at = (time: string): string => `2025-04-24T${time}:00+07:00`;
const quiet: DayReview = {
  date: '2025-04-24',
  now: at('17:34'),
  acts: 0,
  figures: noFigures,
  cash: [],
  outages: [],
  unsentBytes: 0,
  openSince: null,
  problems: [],
  closed: null,
};
const told = (review: Partial<DayReview>) => figureLines({ ...quiet, ...review }, t).filter(({ zero }) => !zero);

test('a quiet day: every line is there, quiet, without a note', () => {
  expect(figureLines(quiet, t)).toEqual([
    ...['accepted', 'resolved', 'returned', 'supplements', 'notAccepted', 'printed'].map((name) => ({ name, value: '0', zero: true })),
    { name: 'fee', value: '0 đ', zero: true },
    { name: 'scans', value: '0,0 MB', zero: true },
  ]);
});

test('what a line is made of, without its zeros', () => {
  const figures = { ...noFigures, accepted: { total: 31, inPerson: 29, online: 0, postal: 2 }, imported: 863 };
  expect(told({ figures })).toEqual([
    { name: 'accepted', value: '31', zero: false, note: 'trực tiếp 29 · bưu chính 2' },
    { name: 'imported', value: '863', zero: false },
  ]);
});

test('money is told by person where there are two', () => {
  const other = { ...till, personId: 'b', fullName: 'Nguyễn Hoàng Phúc', takenVnd: 178_000 };
  expect([told({ cash: [till] }), told({ cash: [till, other] })]).toEqual([
    [{ name: 'fee', value: '284.000 đ', zero: false }],
    [{ name: 'fee', value: '462.000 đ', zero: false, note: 'Hạnh 284.000 · Phúc 178.000' }],
  ]);
});

test('of many outages the last two are told by their times, one that lasts as such', () => {
  const outages: DayReview['outages'] = [
    { from: at('07:10'), to: at('07:20'), cause: 'server' },
    { from: at('07:52'), to: at('16:40'), cause: 'server' },
    { from: at('17:00'), to: null, cause: 'server' },
  ];
  expect(told({ outages })).toEqual([{ name: 'outages', value: '3', zero: false, note: 'mất mạng 07:52 – 16:40 · mất mạng 17:00 – nay' }]);
});
