import type { Connection } from '../connection.ts';

/** Rows looked at in one step: a few milliseconds, also in a store of a million. */
const rowsAStep = 5_000;

/**
 * Ids of the dossiers received at a counter in `year` (`YYYY`, office time), oldest row first, a handful of thousand rows looked at between two answers. Those of old
 * registers are in their own books.
 */
export function* dossiersReceivedIn({ sql }: Connection, year: string): Generator<readonly string[]> {
  const last = sql<{ n: number | null }>('SELECT max(n) AS n FROM dossier').get()?.n ?? 0;
  for (let after = 0; after < last; after += rowsAStep)
    yield sql<{ id: string }>(
      'SELECT dossier_id AS id FROM dossier WHERE n > ? AND n <= ? AND received_at >= ? AND received_at < ? AND counter_no IS NOT NULL ORDER BY n',
    )
      .all(after, after + rowsAStep, `${year}-01-01T00:00`, `${String(Number(year) + 1)}-01-01T00:00`)
      .map(({ id }) => id);
}
