/** A due date as the screens show it; the page draws it and computes nothing. */
import * as z from 'zod';
import { CalendarStatus } from '../domain/deadline/calendar-year.ts';
import { DeadlineStep } from '../domain/deadline/steps.ts';
import { LocalDateTime } from './values.ts';

export const DueView = z.object({
  receivedAt: LocalDateTime,
  dueAt: LocalDateTime,
  steps: z.array(DeadlineStep),
  /** `provisional` and `computed` show the amber line. */
  calendarStatus: CalendarStatus,
  limit: z.object({ value: z.int(), unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']), sameDay: z.boolean() }),
});
export type DueView = z.infer<typeof DueView>;
