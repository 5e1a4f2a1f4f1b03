import { addDays } from '../civil-date.ts';
import { atMinute, dateOf, type LocalDateTime, minuteOf } from '../local-date-time.ts';
import { type OpenMinutes, openMinutesOn } from '../office-hours.ts';
import type { DayMark } from '../steps.ts';
import { type Counting, datesThrough, type Office, type Run } from './counting.ts';

const DAY_MINUTES = 24 * 60;

/**
 * R2: N working hours from the minute of reception, or from the next opening when the office is closed then, across lunch, nights
 * and days off. A limit that runs out at the end of a session is due there, not at the next opening.
 */
export function workingHours(office: Office, value: number): Counting {
  return {
    unit: 'workingMinute',
    open: (at) => ({ startedAt: at, dayZero: dateOf(at), left: value * 60, spent: 0 }),
    dueAt: (run) => spend(office, run),
    used: (run, at) => marksOf(office, run, at).reduce((sum, { minutes = 0 }) => sum + minutes, 0),
    marks: (run, end) => marksOf(office, run, end),
  };
}

function spend({ officeHours, calendar }: Office, run: Run): LocalDateTime {
  let left = run.left;
  let date = dateOf(run.startedAt);
  let from = minuteOf(run.startedAt);
  for (;;) {
    for (const session of openMinutesOn(officeHours, calendar, date)) {
      const available = overlap(session, from, DAY_MINUTES);
      if (left <= available) return atMinute(date, session.close - available + left);
      left -= available;
    }
    date = addDays(date, 1);
    from = 0;
  }
}

function marksOf({ officeHours, calendar }: Office, run: Run, end: LocalDateTime): DayMark[] {
  const start = dateOf(run.startedAt);
  return datesThrough(run.startedAt, end).map((date) => {
    const sessions = openMinutesOn(officeHours, calendar, date);
    if (sessions.length === 0 && date !== start) return { date, role: 'off' };
    const from = date === start ? minuteOf(run.startedAt) : 0;
    const to = date === dateOf(end) ? minuteOf(end) : DAY_MINUTES;
    const minutes = sessions.reduce((sum, session) => sum + overlap(session, from, to), 0);
    return { date, role: date === start ? 'received' : 'counted', minutes };
  });
}

function overlap({ open, close }: OpenMinutes, from: number, to: number): number {
  return Math.max(0, Math.min(close, to) - Math.max(open, from));
}
