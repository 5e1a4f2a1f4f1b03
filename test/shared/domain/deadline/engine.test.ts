/** Steps as a person reads them, the subtle cases of pauses and starts, and what is refused. */
import { describe, expect, test } from 'vitest';
import { shippedCalendar } from '#shared/domain/deadline/calendar.ts';
import { computeDueAt, DeadlineResult } from '#shared/domain/deadline/engine.ts';
import { parseDeadlineRequest } from '#shared/domain/deadline/limit.ts';
import { parseLocalDateTime as at } from '#shared/domain/deadline/local-date-time.ts';
import { ask, type Asked, told } from './ask.ts';

const shifts = { cutoffShiftsStart: true };

describe('a whole answer', () => {
  test('five working days over a worked Saturday and 30/4', () => {
    const result = ask({ receivedAt: '2025-04-24T08:42', value: 5 });
    expect({ ...result, steps: result.steps.slice(0, 3) }).toEqual({
      dueAt: '2025-05-05T17:30',
      paused: false,
      cycle: 1,
      clockStartedAt: '2025-04-24T08:42',
      unit: 'workingDay',
      allotted: 5,
      used: 0,
      remaining: 5,
      calendarStatus: 'memory',
      calendarVersion: shippedCalendar.version,
      steps: [
        { date: '2025-04-24', weekday: 5, cycle: 1, role: 'received', start: 'received' },
        { date: '2025-04-25', weekday: 6, cycle: 1, role: 'counted', n: 1 },
        { date: '2025-04-26', weekday: 7, cycle: 1, role: 'counted', n: 2, workSwap: true, worksFor: '2025-05-02' },
      ],
    });
    expect(told(result).slice(3)).toEqual([
      '04-27 off weekend',
      '04-28 counted 3',
      '04-29 counted 4',
      '04-30 off legal',
      '05-01 off legal',
      '05-02 off swap',
      '05-03 off weekend',
      '05-04 off weekend',
      '05-05 due 5',
    ]);
  });

  test('is plain JSON that its schema reads back', () => {
    const result = ask({
      receivedAt: '2026-06-01T09:00',
      value: 8,
      unit: 'workingHour',
      events: [
        ['pause', '2026-06-01T10:00'],
        ['supplementComplete', '2026-06-05T16:00'],
      ],
    });
    expect(DeadlineResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });
});

describe('steps of each way of counting', () => {
  test.each<[string, Asked, string[]]>([
    ['hours on one day', { receivedAt: '2026-06-08T10:00', value: 4, unit: 'workingHour' }, ['06-08 due received 240m']],
    [
      'hours over a weekend',
      { receivedAt: '2026-06-12T16:30', value: 2, unit: 'workingHour' },
      ['06-12 received 60m', '06-13 off weekend', '06-14 off weekend', '06-15 due 60m'],
    ],
    ['hours from after closing', { receivedAt: '2026-06-08T18:00', value: 1, unit: 'workingHour' }, ['06-08 received 0m', '06-09 due 60m']],
    [
      'hours from a day off',
      { receivedAt: '2026-06-07T09:00', value: 9, unit: 'workingHour' },
      ['06-07 received weekend 0m', '06-08 counted 480m', '06-09 due 60m'],
    ],
    ['carried hours', { receivedAt: '2026-06-08T09:15', value: 1, policy: { hourCarry: true } }, ['06-08 received 375m', '06-09 due 105m']],
    ['same day', { receivedAt: '2026-06-09T15:00', value: 1, sameDay: true }, ['06-09 due received']],
    [
      'same day, too late on Friday',
      { receivedAt: '2026-06-12T16:20', value: 1, sameDay: true },
      ['06-12 received', '06-13 off weekend', '06-14 off weekend', '06-15 due'],
    ],
    [
      'start put off by the cut-off',
      { receivedAt: '2026-06-11T16:10', value: 1, policy: shifts },
      ['06-11 received', '06-12 off afterCutoff', '06-13 off weekend', '06-14 off weekend', '06-15 due 1'],
    ],
    [
      'calendar days that end on a day off',
      { receivedAt: '2026-04-23T09:00', value: 3, unit: 'calendarDay' },
      ['04-23 received', '04-24 counted 1', '04-25 counted 2 weekend', '04-26 off 3 legal', '04-27 off compensatory', '04-28 due'],
    ],
    [
      'calendar days that end on a working Saturday',
      { receivedAt: '2026-08-21T09:00', value: 1, unit: 'calendarDay' },
      ['08-21 received', '08-22 due 1 worked'],
    ],
    [
      'a pause over a weekend',
      {
        receivedAt: '2026-06-03T09:00',
        value: 3,
        events: [
          ['pause', '2026-06-05'],
          ['resume', '2026-06-08'],
        ],
      },
      [
        '06-03 received',
        '06-04 counted 1',
        '06-05 paused',
        '06-06 paused weekend',
        '06-07 paused weekend',
        '06-08 received resumed',
        '06-09 counted 2',
        '06-10 due 3',
      ],
    ],
    [
      'a pause of hours, on two days',
      {
        receivedAt: '2026-06-08T08:00',
        value: 4,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T09:00'],
          ['resume', '2026-06-09T14:00'],
        ],
      },
      ['06-08 received 60m', '06-09 due resumed 180m'],
    ],
    [
      'a pause of hours within a day',
      {
        receivedAt: '2026-06-08T08:00',
        value: 2,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T09:00'],
          ['resume', '2026-06-08T10:00'],
        ],
      },
      ['06-08 due received 120m'],
    ],
    [
      'a supplement after a pause',
      {
        receivedAt: '2026-06-01T09:00',
        value: 2,
        events: [
          ['pause', '2026-06-02T10:00'],
          ['supplementComplete', '2026-06-04T10:00'],
        ],
      },
      [
        '06-01 received',
        '06-02 paused',
        '06-03 paused',
        '06-04 received restarted #2',
        '06-05 counted 1 #2',
        '06-06 off weekend #2',
        '06-07 off weekend #2',
        '06-08 due 2 #2',
      ],
    ],
    [
      'a supplement while the clock runs',
      { receivedAt: '2026-06-01T09:00', value: 2, events: [['supplementComplete', '2026-06-03T10:00']] },
      ['06-01 received', '06-02 counted 1', '06-03 received restarted #2', '06-04 counted 1 #2', '06-05 due 2 #2'],
    ],
    [
      'a supplement on the day of reception',
      { receivedAt: '2026-06-01T09:00', value: 1, events: [['supplementComplete', '2026-06-01T10:00']] },
      ['06-01 received', '06-01 received restarted #2', '06-02 due 1 #2'],
    ],
    [
      'still paused',
      { receivedAt: '2026-06-01T09:00', value: 10, events: [['pause', '2026-06-03']] },
      ['06-01 received', '06-02 counted 1', '06-03 paused'],
    ],
    [
      'paused on the day of reception',
      { receivedAt: '2026-06-01T09:00', value: 10, events: [['pause', '2026-06-01T10:00']] },
      ['06-01 received'],
    ],
  ])('%s', (_what, asked, steps) => {
    expect(told(ask(asked))).toEqual(steps);
  });
});

describe('starts', () => {
  test.each<[string, Asked, string]>([
    ['day off in the morning is day 0 itself', { receivedAt: '2026-06-13T09:00', value: 1, policy: shifts }, '2026-06-15T17:30'],
    [
      'day off after the cut-off starts on the next working day',
      { receivedAt: '2026-06-13T16:00', value: 1, policy: shifts },
      '2026-06-16T17:30',
    ],
    ['day off without the flag', { receivedAt: '2026-06-13T16:00', value: 1 }, '2026-06-15T17:30'],
    ['15:00 sharp is not after the cut-off', { receivedAt: '2026-06-11T15:00:00', value: 1, policy: shifts }, '2026-06-12T17:30'],
    ['a second later is', { receivedAt: '2026-06-11T15:00:01', value: 1, policy: shifts }, '2026-06-15T17:30'],
    ['own cut-off time', { receivedAt: '2026-06-11T16:10', value: 1, policy: { ...shifts, cutoffTime: '16:30' } }, '2026-06-12T17:30'],
    ['calendar days shift too', { receivedAt: '2026-06-11T16:10', value: 4, unit: 'calendarDay', policy: shifts }, '2026-06-16T17:30'],
    ['months shift too', { receivedAt: '2026-06-12T16:10', value: 1, unit: 'month', policy: shifts }, '2026-07-15T17:30'],
    ['hours do not shift', { receivedAt: '2026-06-11T16:10', value: 1, unit: 'workingHour', policy: shifts }, '2026-06-11T17:10'],
    [
      'carried hours do not shift',
      { receivedAt: '2026-06-11T16:10', value: 3, policy: { ...shifts, hourCarry: true } },
      '2026-06-16T16:10',
    ],
    [
      'hours are not carried for calendar days',
      { receivedAt: '2026-06-01T09:00', value: 15, unit: 'calendarDay', policy: { hourCarry: true } },
      '2026-06-16T17:30',
    ],
    [
      'same day ignores carried hours',
      { receivedAt: '2026-06-09T09:00', value: 1, sameDay: true, policy: { hourCarry: true } },
      '2026-06-09T17:30',
    ],
    ['same day on a Sunday', { receivedAt: '2026-06-07T09:00', value: 1, sameDay: true }, '2026-06-08T17:30'],
    ['same day on a worked Saturday', { receivedAt: '2026-08-22T09:00', value: 1, sameDay: true }, '2026-08-22T17:30'],
    ['same day after closing', { receivedAt: '2026-06-09T18:00', value: 1, sameDay: true }, '2026-06-10T17:30'],
    ['hours from before opening', { receivedAt: '2026-06-08T06:00', value: 1, unit: 'workingHour' }, '2026-06-08T08:30'],
    ['hours from the very end of a session', { receivedAt: '2026-06-08T11:30', value: 1, unit: 'workingHour' }, '2026-06-08T14:30'],
    ['hours to the close of the day', { receivedAt: '2026-06-08T16:30', value: 1, unit: 'workingHour' }, '2026-06-08T17:30'],
    ['hours from a holiday', { receivedAt: '2026-09-02T10:00', value: 1, unit: 'workingHour' }, '2026-09-03T08:30'],
    ['month to its matching day', { receivedAt: '2026-06-15T09:00', value: 1, unit: 'month' }, '2026-07-15T17:30'],
    ['month to the leap day', { receivedAt: '2028-01-31T09:00', value: 1, unit: 'month' }, '2028-02-29T17:30'],
  ])('%s', (_what, asked, dueAt) => {
    expect(ask(asked).dueAt).toBe(dueAt);
  });
});

describe('pauses, resumes and restarts', () => {
  test.each<[string, Asked, string]>([
    [
      'two pauses',
      {
        receivedAt: '2026-06-01T09:00',
        value: 10,
        events: [
          ['pause', '2026-06-05'],
          ['resume', '2026-06-15'],
          ['pause', '2026-06-18'],
          ['resume', '2026-06-22'],
        ],
      },
      '2026-06-29T17:30',
    ],
    [
      'a pause after the limit was used up leaves one day',
      {
        receivedAt: '2026-06-01T09:00',
        value: 3,
        events: [
          ['pause', '2026-06-12'],
          ['resume', '2026-06-15'],
        ],
      },
      '2026-06-16T17:30',
    ],
    [
      'a pause of a year',
      {
        receivedAt: '2026-06-01T09:00',
        value: 10,
        events: [
          ['pause', '2026-06-05'],
          ['resume', '2027-06-14'],
        ],
      },
      '2027-06-23T17:30',
    ],
    [
      'a second pause while paused changes nothing',
      {
        receivedAt: '2026-06-01T09:00',
        value: 10,
        events: [
          ['pause', '2026-06-05'],
          ['pause', '2026-06-09'],
          ['resume', '2026-06-15'],
        ],
      },
      '2026-06-24T17:30',
    ],
    [
      'resumed on a Saturday',
      {
        receivedAt: '2026-06-01T09:00',
        value: 5,
        events: [
          ['pause', '2026-06-03'],
          ['resume', '2026-06-06'],
        ],
      },
      '2026-06-11T17:30',
    ],
    [
      'a pause over before the shifted start',
      {
        receivedAt: '2026-06-11T16:10',
        value: 3,
        policy: shifts,
        events: [
          ['pause', '2026-06-11T16:20'],
          ['resume', '2026-06-11T16:30'],
        ],
      },
      '2026-06-17T17:30',
    ],
    [
      'a pause taken back the next day, after a shifted start',
      {
        receivedAt: '2026-06-11T16:10',
        value: 3,
        policy: shifts,
        events: [
          ['pause', '2026-06-12T08:00'],
          ['resume', '2026-06-12T09:00'],
        ],
      },
      '2026-06-17T17:30',
    ],
    [
      'resuming late in the day is still day 0',
      {
        receivedAt: '2026-06-01T09:00',
        value: 5,
        policy: shifts,
        events: [
          ['pause', '2026-06-01T10:00'],
          ['resume', '2026-06-08T16:30'],
        ],
      },
      '2026-06-15T17:30',
    ],
    [
      'a supplement after the cut-off shifts as a reception does',
      { receivedAt: '2026-06-01T09:00', value: 5, policy: shifts, events: [['supplementComplete', '2026-06-09T16:00']] },
      '2026-06-17T17:30',
    ],
    [
      'calendar days',
      {
        receivedAt: '2026-06-01T09:00',
        value: 15,
        unit: 'calendarDay',
        events: [
          ['pause', '2026-06-05'],
          ['resume', '2026-06-15'],
        ],
      },
      '2026-06-29T17:30',
    ],
    [
      'months as calendar days of their span',
      {
        receivedAt: '2026-06-01T09:00',
        value: 1,
        unit: 'month',
        events: [
          ['pause', '2026-06-05'],
          ['resume', '2026-06-15'],
        ],
      },
      '2026-07-13T17:30',
    ],
    [
      'hours to the minute',
      {
        receivedAt: '2026-06-08T09:07',
        value: 4,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T10:30'],
          ['resume', '2026-06-10T15:00'],
        ],
      },
      '2026-06-11T07:37',
    ],
    [
      'hours paused at night',
      {
        receivedAt: '2026-06-08T16:30',
        value: 4,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T20:00'],
          ['resume', '2026-06-09T06:00'],
        ],
      },
      '2026-06-09T10:30',
    ],
    [
      'hours after they ran out keep one minute',
      {
        receivedAt: '2026-06-08T08:00',
        value: 1,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T10:00'],
          ['resume', '2026-06-09T08:00'],
        ],
      },
      '2026-06-09T08:01',
    ],
    [
      'carried hours',
      {
        receivedAt: '2026-06-08T09:15',
        value: 3,
        policy: { hourCarry: true },
        events: [
          ['pause', '2026-06-09T09:15'],
          ['resume', '2026-06-15T07:30'],
        ],
      },
      '2026-06-16T17:30',
    ],
    [
      'hours restarted',
      {
        receivedAt: '2026-06-08T08:00',
        value: 4,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-08T10:00'],
          ['supplementComplete', '2026-06-09T14:00'],
        ],
      },
      '2026-06-10T08:00',
    ],
    [
      'same day, resumed in time on another day',
      {
        receivedAt: '2026-06-08T09:00',
        value: 1,
        sameDay: true,
        events: [
          ['pause', '2026-06-08T10:00'],
          ['resume', '2026-06-10T14:00'],
        ],
      },
      '2026-06-10T17:30',
    ],
    [
      'same day, supplement after the cut-off',
      { receivedAt: '2026-06-08T09:00', value: 1, sameDay: true, events: [['supplementComplete', '2026-06-10T15:30']] },
      '2026-06-11T17:30',
    ],
    [
      'a pause in the second cycle',
      {
        receivedAt: '2026-06-01T09:00',
        value: 5,
        events: [
          ['supplementComplete', '2026-06-09T10:00'],
          ['pause', '2026-06-11'],
          ['resume', '2026-06-15'],
        ],
      },
      '2026-06-19T17:30',
    ],
    [
      'bare dates on the day of reception',
      {
        receivedAt: '2026-06-01T16:00',
        value: 8,
        unit: 'workingHour',
        events: [
          ['pause', '2026-06-01'],
          ['resume', '2026-06-03'],
        ],
      },
      '2026-06-03T17:30',
    ],
  ])('%s', (_what, asked, dueAt) => {
    expect(ask(asked).dueAt).toBe(dueAt);
  });

  test('tells how much is used while paused, and keeps the date that held before', () => {
    const { dueAt, paused, allotted, used, remaining, cycle } = ask({
      receivedAt: '2026-06-01T09:00',
      value: 10,
      events: [['pause', '2026-06-05T09:00']],
    });
    expect({ dueAt, paused, allotted, used, remaining, cycle }).toEqual({
      dueAt: '2026-06-15T17:30',
      paused: true,
      allotted: 10,
      used: 3,
      remaining: 7,
      cycle: 1,
    });
  });

  test('a restart gives the whole limit back and names its own start', () => {
    const { clockStartedAt, paused, allotted, used, remaining, cycle } = ask({
      receivedAt: '2026-06-01T09:00',
      value: 5,
      events: [
        ['pause', '2026-06-03T09:00'],
        ['supplementComplete', '2026-06-09T10:00'],
      ],
    });
    expect({ clockStartedAt, paused, allotted, used, remaining, cycle }).toEqual({
      clockStartedAt: '2026-06-09T10:00',
      paused: false,
      allotted: 5,
      used: 0,
      remaining: 5,
      cycle: 2,
    });
  });
});

describe('trust in the calendar', () => {
  test.each([
    ['2026-06-08T09:00', 'verified'],
    ['2025-12-30T09:00', 'memory'],
    ['2026-12-30T09:00', 'provisional'],
    ['2027-12-30T09:00', 'computed'],
    ['2030-06-03T09:00', 'computed'],
  ])('three days from %s: %s', (receivedAt, status) => {
    expect(ask({ receivedAt, value: 3 }).calendarStatus).toBe(status);
  });

  test('a pause into a provisional year counts', () => {
    expect(
      ask({
        receivedAt: '2026-12-01T09:00',
        value: 30,
        events: [
          ['pause', '2026-12-02'],
          ['supplementComplete', '2027-01-05'],
        ],
      }).calendarStatus,
    ).toBe('provisional');
  });
});

test('a dossier paused long after it was due counts the years it ran through', () => {
  const { dueAt, calendarStatus } = ask({ receivedAt: '2026-12-28T09:00', value: 1, events: [['pause', '2027-01-05']] });
  expect([dueAt, calendarStatus]).toEqual(['2026-12-29T17:30', 'provisional']);
});

describe('refused', () => {
  const base: Asked = { receivedAt: '2026-06-01T09:00', value: 5 };
  test.each<[string, Asked, string, Record<string, unknown>]>([
    ['an impossible reception', { ...base, receivedAt: '2026-02-30T09:00' }, 'time-not-real', { field: 'receivedAt' }],
    ['a reception without a time', { ...base, receivedAt: '2026-06-01' }, 'time-not-real', { field: 'receivedAt' }],
    ['an impossible event', { ...base, events: [['pause', '2026-06-31']] }, 'time-not-real', { field: 'events.0.at' }],
    ['value 0', { ...base, value: 0 }, 'processing-time-invalid', { value: 0 }],
    ['a negative value', { ...base, value: -3 }, 'processing-time-invalid', { value: -3 }],
    ['a half', { ...base, value: 2.5 }, 'processing-time-invalid', { value: 2.5 }],
    ['a value beyond reason', { ...base, value: 1e9 }, 'processing-time-invalid', { value: 1e9 }],
    [
      'a wrong cut-off',
      { ...base, policy: { cutoffTime: '25:00' } },
      'deadline-request-invalid',
      { field: 'policy.cutoffTime', why: 'invalid_format' },
    ],
    ['resume without pause', { ...base, events: [['resume', '2026-06-03']] }, 'clock-event-invalid', { index: 0, why: 'not-paused' }],
    [
      'resume after a supplement',
      {
        ...base,
        events: [
          ['pause', '2026-06-02'],
          ['supplementComplete', '2026-06-03'],
          ['resume', '2026-06-04'],
        ],
      },
      'clock-event-invalid',
      { index: 2, why: 'not-paused' },
    ],
    [
      'an event before reception',
      { ...base, events: [['pause', '2026-06-01T08:59']] },
      'clock-event-invalid',
      { index: 0, why: 'before-reception' },
    ],
    [
      'a bare date before reception',
      { ...base, events: [['pause', '2026-05-31']] },
      'clock-event-invalid',
      { index: 0, why: 'before-reception' },
    ],
    [
      'events out of order',
      {
        ...base,
        events: [
          ['pause', '2026-06-03'],
          ['resume', '2026-06-02'],
        ],
      },
      'clock-event-invalid',
      { index: 1, why: 'out-of-order' },
    ],
    ['a reception before the calendars', { ...base, receivedAt: '2021-12-31T09:00' }, 'calendar-missing', { year: 2021 }],
    ['a reception beyond the lunar table', { ...base, receivedAt: '2037-01-05T09:00' }, 'calendar-missing', { year: 2037 }],
    [
      'a reception in the last year there is',
      { ...base, receivedAt: '9999-12-31T09:00', unit: 'calendarDay' },
      'calendar-missing',
      { year: 9999 },
    ],
    ['a due date beyond the lunar table', { ...base, receivedAt: '2036-12-30T09:00' }, 'calendar-missing', { year: 2037 }],
    ['months beyond the lunar table', { ...base, unit: 'month', value: 10_000 }, 'calendar-missing', { year: 2859 }],
    [
      'hours beyond the lunar table',
      { ...base, unit: 'workingHour', receivedAt: '2036-12-31T17:00', value: 1 },
      'calendar-missing',
      { year: 2037 },
    ],
    [
      'a pause beyond the lunar table',
      {
        ...base,
        events: [
          ['pause', '2026-06-03'],
          ['resume', '2040-01-05'],
        ],
      },
      'calendar-missing',
      { year: 2037 },
    ],
  ])('%s', (_what, asked, code, params) => {
    expect(() => ask(asked)).toThrow(expect.objectContaining({ code, params }));
  });

  test.each([0, 1.5, Number.NaN, Infinity, 10_001])('the engine itself refuses %d', (value) => {
    const question = { receivedAt: at('2026-06-01T09:00'), limit: { value, unit: 'workingDay', sameDay: true } } as const;
    expect(() => computeDueAt(question)).toThrow(expect.objectContaining({ code: 'processing-time-invalid', params: { value } }));
  });

  test.each([
    [null, { field: '', why: 'invalid_type' }],
    [{ receivedAt: '2026-06-01T09:00' }, { field: 'limit', why: 'invalid_type' }],
    [
      { receivedAt: '2026-06-01T09:00', limit: { value: '3', unit: 'workingDay' } },
      { field: 'limit.value', why: 'invalid_type' },
    ],
    [
      { receivedAt: '2026-06-01T09:00', limit: { value: 3, unit: 'week' } },
      { field: 'limit.unit', why: 'invalid_value' },
    ],
    [
      { receivedAt: '2026-06-01T09:00', limit: { value: 3, unit: 'workingDay' }, events: [{ kind: 'stop', at: '2026-06-02' }] },
      { field: 'events.0.kind', why: 'invalid_value' },
    ],
  ])('%j is no request', (input, params) => {
    expect(() => parseDeadlineRequest(input)).toThrow(expect.objectContaining({ code: 'deadline-request-invalid', params }));
  });

  test('what is left out of a request is false and none', () => {
    expect(
      parseDeadlineRequest({ receivedAt: '2026-06-01T09:00:00', limit: { value: 3, unit: 'month' }, policy: { hourCarry: true } }),
    ).toEqual({
      receivedAt: '2026-06-01T09:00',
      limit: { value: 3, unit: 'month', sameDay: false },
      policy: { cutoffTime: '15:00', cutoffShiftsStart: false, hourCarry: true },
      events: [],
    });
  });
});
