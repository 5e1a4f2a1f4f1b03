/** One year's table of days off. */
import * as z from 'zod';
import { CivilDate } from './civil-date.ts';

/** Why a day is off: public holiday, day made up for one on a weekend, day exchanged for a worked Saturday. */
export const OffKind = z.enum(['legal', 'compensatory', 'swap']);
export type OffKind = z.infer<typeof OffKind>;

/** What the table says of a day; `workSwap` is a weekend day worked in exchange. */
export type DayKind = OffKind | 'workSwap';

/** How far a year's table can be trusted, best first. `provisional` and `computed` ask for a banner. */
export const CalendarStatus = z.enum(['verified', 'memory', 'provisional', 'computed']);
export type CalendarStatus = z.infer<typeof CalendarStatus>;

/** Days off and worked weekend days of one year, with the decision they come from. */
export const CalendarYear = z.object({
  off: z.record(CivilDate, OffKind),
  workSwap: z.array(CivilDate),
  status: CalendarStatus,
  source: z.string().max(500).optional(),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
