/** Days off of a year for which nobody has issued a table: fixed holidays and the lunar table, with the law's compensatory days. */
import type { CalendarYear, OffKind } from './calendar-year.ts';
import { addDays, type CivilDate, civilDate, isWeekend, parseCivilDate, weekdayOf } from './civil-date.ts';
import lunarTable from './lunar.json' with { type: 'json' };

/** First year with 24/11, Ngày Văn hóa Việt Nam, as a paid holiday (Nghị quyết 28/2026/QH16). */
const CULTURE_DAY_SINCE = 2026;

/**
 * Days off by law alone, status `computed`, for the years of the lunar table (2023 to 2036); outside it nothing is guessed.
 *
 * Đ112 BLLĐ 2019 leaves two choices to the Prime Minister, and the likeliest one is taken. Tết: the last day of tháng Chạp and
 * four days after, or two before and three after when fewer of them fall on a weekend (as decided for 2025). Quốc khánh: the day
 * beside 02/9 that joins it to the weekend after, else 01/9 (as in 2024, 2025, 2026). Swapped days cannot be foreseen.
 */
export const computedYears: ReadonlyMap<number, CalendarYear> = new Map(
  Object.entries(lunarTable).map(([year, lunar]) => [Number(year), computeYear(Number(year), lunar)]),
);

/** Beyond it no due date is counted. */
export const lastComputedYear = Math.max(...computedYears.keys());

function computeYear(year: number, lunar: { readonly tet: string; readonly hungKings: string }): CalendarYear {
  const legal = [
    civilDate(year, 1, 1),
    ...newYearHolidays(parseCivilDate(lunar.tet)),
    parseCivilDate(lunar.hungKings),
    civilDate(year, 4, 30),
    civilDate(year, 5, 1),
    ...nationalDays(year),
    ...(year >= CULTURE_DAY_SINCE ? [civilDate(year, 11, 24)] : []),
  ].sort();
  return { off: withCompensatoryDays(legal), workSwap: [], status: 'computed', source: 'BLLĐ 2019 Đ111 k3, Đ112' };
}

function newYearHolidays(tet: CivilDate): CivilDate[] {
  const oneBefore = fiveDaysFrom(addDays(tet, -1));
  const twoBefore = fiveDaysFrom(addDays(tet, -2));
  return twoBefore.filter(isWeekend).length < oneBefore.filter(isWeekend).length ? twoBefore : oneBefore;
}

function fiveDaysFrom(first: CivilDate): CivilDate[] {
  return [0, 1, 2, 3, 4].map((days) => addDays(first, days));
}

function nationalDays(year: number): CivilDate[] {
  const day = civilDate(year, 9, 2);
  const joinsWeekendAfter = weekdayOf(day) === 2 || weekdayOf(day) === 5;
  return [day, addDays(day, joinsWeekendAfter ? 1 : -1)];
}

/** Each holiday on a weekly rest day is made up on the next day that is still a working day (Đ111 k3), earlier holidays first. */
function withCompensatoryDays(legal: readonly CivilDate[]): Record<CivilDate, OffKind> {
  const off = new Map<CivilDate, OffKind>(legal.map((date) => [date, 'legal']));
  for (const holiday of legal.filter(isWeekend)) {
    let madeUp = addDays(holiday, 1);
    while (isWeekend(madeUp) || off.has(madeUp)) madeUp = addDays(madeUp, 1);
    off.set(madeUp, 'compensatory');
  }
  return Object.fromEntries([...off].sort(([a], [b]) => (a < b ? -1 : 1)));
}
