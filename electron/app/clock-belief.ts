/** Which office times a working clock can show. */
import type { ClockBelief } from '#shared/domain/clock/verdict.ts';
import { lastComputedYear } from '#shared/domain/deadline/computed-year.ts';
import { parseLocalDateTime, toInstant } from '#shared/domain/deadline/local-date-time.ts';

/** No copy of this version is older: a machine that shows an earlier day has lost its battery. */
const madeIn = 2026;

const newYear = (year: number): number => Date.parse(toInstant(parseLocalDateTime(`${String(year)}-01-01T00:00`)));

export const clockBelief: ClockBelief = { fromMs: newYear(madeIn), untilMs: newYear(lastComputedYear + 1) };
