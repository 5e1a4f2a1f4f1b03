/** Limits that follow from a reception or a due date: hand-over, supplement notice, apology. */
import { isWorkingDay, nextWorkingDay, previousWorkingDay, type WorkCalendar } from './calendar.ts';
import { workingDays } from './counting/working-days.ts';
import { defaultPolicy } from './limit.ts';
import { atMinute, dateOf, isAfterClock, type LocalDateTime, minuteOf } from './local-date-time.ts';
import { closeOf, openingOf, type OfficeHours } from './office-hours.ts';

/** "At the start of the next working day" leaves the first hour. */
const HANDOVER_GRACE_MINUTES = 60;
const SUPPLEMENT_NOTICE_DAYS = 3;

/**
 * R8, NĐ 61/2018 Đ18 k2: papers received by the cut-off of a working day are handed over by its close, later ones within the first
 * hour of the next working day. Throws `calendar-missing`.
 */
export function handoverLimit(
  receivedAt: LocalDateTime,
  {
    calendar,
    officeHours,
    cutoffTime = defaultPolicy.cutoffTime,
  }: { calendar: WorkCalendar; officeHours: OfficeHours; cutoffTime?: string },
): LocalDateTime {
  const date = dateOf(receivedAt);
  if (isWorkingDay(calendar, date) && !isAfterClock(receivedAt, cutoffTime)) return closeOf(officeHours, date);
  const next = nextWorkingDay(calendar, date);
  return atMinute(next, minuteOf(openingOf(officeHours, next)) + HANDOVER_GRACE_MINUTES);
}

/**
 * R10, NĐ 61/2018 Đ19 k4: a supplement at appraisal is asked for within three working days of reception. A duty of the office, so no
 * policy of the site lengthens it. Throws `calendar-missing`.
 */
export function supplementNoticeLimit(
  receivedAt: LocalDateTime,
  office: { calendar: WorkCalendar; officeHours: OfficeHours },
): LocalDateTime {
  const counting = workingDays({ ...office, policy: defaultPolicy }, SUPPLEMENT_NOTICE_DAYS);
  return counting.dueAt(counting.open(receivedAt));
}

/**
 * R9, NĐ 61/2018 Đ19 k9 "chậm nhất 01 ngày trước ngày hết hạn": close of the last working day before the due date. Read as a working
 * day, since nobody could send the letter on a Sunday. Throws `calendar-missing`.
 */
export function apologyLimit(
  dueAt: LocalDateTime,
  { calendar, officeHours }: { calendar: WorkCalendar; officeHours: OfficeHours },
): LocalDateTime {
  return closeOf(officeHours, previousWorkingDay(calendar, dateOf(dueAt)));
}
