import { likelyNextWorkingDay } from '#shared/domain/deadline/calendar.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import type { ListMoment } from '../../store/queries/dossiers.ts';
import type { OfficeData } from './office-data.ts';

/**
 * What "overdue" and "due soon" mean at `now`: soon is today and the next working day. Also where no calendar reaches: that a clock shows such a year is told to the
 * windows together with these numbers.
 */
export function listMoment(office: OfficeData, now: string): ListMoment {
  return { now, dueSoonUntil: likelyNextWorkingDay(office.calendar, dateOf(fromInstant(now))) };
}
