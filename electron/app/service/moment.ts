import { nextWorkingDay } from '#shared/domain/deadline/calendar.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import type { ListMoment } from '../../store/queries/dossiers.ts';
import type { OfficeData } from './office-data.ts';

/** What "overdue" and "due soon" mean at `now`: soon is today and the next working day. */
export function listMoment(office: OfficeData, now: string): ListMoment {
  return { now, dueSoonUntil: nextWorkingDay(office.calendar, dateOf(fromInstant(now))) };
}
