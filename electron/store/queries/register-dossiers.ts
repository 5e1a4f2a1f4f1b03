import type { Connection } from '../connection.ts';

/** Rows looked at in one step: a few milliseconds, also in a store of a million. */
const rowsAStep = 5_000;
/** Order numbers of counter k are k001 to k999, its reserve among them. */
const numbersOfCounter = 1_000;

/**
 * Ids of the dossiers whose codes are of `counterNo` and of `year`, day by day in the order of their numbers. A counter's volume of the register holds these, so reading it
 * costs what the counter gave that year and not what the store holds.
 */
export function* dossiersNumberedBy({ sql }: Connection, counterNo: number, year: number): Generator<readonly string[]> {
  const nextDate = sql<{ date: string | null }>('SELECT min(civil_date) AS date FROM number_used WHERE civil_date > ? AND civil_date <= ?');
  const ofDate = sql<{ id: string }>(
    'SELECT dossier_id AS id FROM number_used WHERE civil_date = ? AND number > ? AND number < ? ORDER BY number',
  );
  const first = counterNo * numbersOfCounter;
  for (let date: string | null = `${String(year)}-00`; ;) {
    date = nextDate.get(date, `${String(year)}-12-31`)?.date ?? null;
    if (date === null) return;
    const found = ofDate.all(date, first, first + numbersOfCounter);
    if (found.length > 0) yield found.map(({ id }) => id);
  }
}

/**
 * Ids of the dossiers received at a counter in `year` (office time), of `counterNo` only when it is given; oldest row first, a handful of thousand rows looked at between
 * two answers. Those of old registers are in their own books.
 */
export function* dossiersReceivedAt({ sql }: Connection, counterNo: number | null, year: number): Generator<readonly string[]> {
  const last = sql<{ n: number | null }>('SELECT max(n) AS n FROM dossier').get()?.n ?? 0;
  const step = sql<{ id: string }>(
    'SELECT dossier_id AS id FROM dossier WHERE n > ? AND n <= ? AND received_at >= ? AND received_at < ? AND counter_no = coalesce(?, counter_no) ORDER BY n',
  );
  for (let after = 0; after < last; after += rowsAStep)
    yield step
      .all(after, after + rowsAStep, `${String(year)}-01-01T00:00`, `${String(year + 1)}-01-01T00:00`, counterNo)
      .map(({ id }) => id);
}
