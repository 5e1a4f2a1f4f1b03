import { expect, test } from 'vitest';
import type { CivilDate } from '#shared/domain/deadline/civil-date.ts';
import type { LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { isIn, type Outage, outagesOfDay } from '#shared/domain/outage/outage.ts';
import { touchesOf } from '#shared/domain/outage/touched.ts';

const date = '2026-06-09' as CivilDate;
const at = (text: string) => (text.length < 10 ? `${date}T${text}` : text) as LocalDateTime;
const outage = (from: string, to: string | null, cause: Outage['cause'] = 'server'): Outage => ({
  from: at(from),
  to: to === null ? null : at(to),
  cause,
  clockMoved: false,
});
const open = [
  { open: 7 * 60 + 30, close: 11 * 60 + 30 },
  { open: 13 * 60 + 30, close: 17 * 60 + 30 },
];

test('lengths in the day and in its office hours; what overlaps counts once', () => {
  const outages = [
    outage('11:00', '14:00'),
    outage('13:00', '13:45:30', 'software'),
    outage('2026-06-08T16:00', '07:45', 'machine'),
    outage('2026-06-07T16:00', '2026-06-08T17:00'),
  ];
  const day = outagesOfDay(outages, date, at('18:00'), open);
  expect(day).toEqual({
    outages: [
      { ...outages[2], seconds: 7.75 * 3600, officeSeconds: 15 * 60 },
      { ...outages[0], seconds: 3 * 3600, officeSeconds: 3600 },
      { ...outages[1], seconds: 45 * 60 + 30, officeSeconds: 15 * 60 + 30 },
    ],
    seconds: 10.75 * 3600,
    officeSeconds: 75 * 60,
  });
});

test('one that lasts is counted until now, a whole day in between as a day', () => {
  const lasting = outage('2026-06-08T16:00', null);
  expect(outagesOfDay([lasting], date, at('09:00'), open)).toMatchObject({ seconds: 9 * 3600, officeSeconds: 90 * 60 });
  expect(outagesOfDay([lasting], date, at('2026-06-11T09:00'), open)).toMatchObject({ seconds: 24 * 3600, officeSeconds: 8 * 3600 });
  expect(outagesOfDay([lasting], date, at('2026-06-08T17:00'), open).outages).toEqual([]);
});

test('the ends belong to it, to the minute at its beginning', () => {
  const one = outage('09:10:40', '09:25');
  expect([at('09:10'), at('09:25'), at('09:09'), at('09:25:01')].map((time) => isIn(one, time, at('18:00')))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const lasting = outage('09:10', null);
  expect([at('09:30'), at('09:31')].map((time) => isIn(lasting, time, at('09:30')))).toEqual([true, false]);
});

test('a dossier is touched where a time of its own lies inside, unless it was done before', () => {
  const times = { receivedAt: at('09:15'), dueAt: at('17:30'), promisedAt: null, resolvedAt: null, returnedAt: null };
  const outages = [outage('09:10', '09:20', 'software'), outage('17:00', null), outage('17:29', '17:40', 'machine')];
  expect(touchesOf(times, outages, at('18:00'))).toEqual([
    { by: 'received', at: at('09:15'), outages: [0] },
    { by: 'due', at: at('17:30'), outages: [1, 2] },
  ]);
  expect(touchesOf({ ...times, receivedAt: null, resolvedAt: at('17:10') }, outages, at('18:00'))).toEqual([
    { by: 'due', at: at('17:30'), outages: [1] },
  ]);
  expect(touchesOf({ ...times, receivedAt: null, resolvedAt: at('16:00') }, outages, at('18:00'))).toEqual([]);
  const promised = { ...times, receivedAt: null, dueAt: at('2026-06-01T17:30'), promisedAt: at('17:30') };
  expect(touchesOf(promised, outages, at('18:00'))).toEqual([{ by: 'promised', at: at('17:30'), outages: [1, 2] }]);
});
