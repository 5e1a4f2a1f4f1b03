/** What time it is at the office, by what a store remembers of its machine's clock (design §10): also where the store is not open, as in a restore. */
import type { Connection } from './connection.ts';
import { actQueries } from './queries/acts.ts';

const officeOffsetMs = 7 * 60 * 60 * 1000;

/** Milliseconds since 1970 as an instant of the office's clock: `2026-06-11T17:30:00.000+07:00`, whatever zone the machine is set to. */
export function officeInstant(epochMs: number): string {
  return new Date(epochMs + officeOffsetMs).toISOString().replace('Z', '+07:00');
}

/** `recordedAt`: for an act of that moment, by the machine's clock. `by`: `clock` when the machine's time with the kept difference may be believed; `lastAct` when it lies before what this counter recorded last, which is the time then. */
export type OfficeTime = { readonly at: string; readonly recordedAt: string; readonly by: 'clock' | 'lastAct' };

/** From the machine's own instant and the difference a person confirmed last on this counter. */
export function officeTimeIn(connection: Connection, machineNow: string): OfficeTime {
  return notBefore(connection, Date.parse(machineNow));
}

/** The office's instant `at`, or that of the counter's last act where it is later: a clock gone back must not make what is new look old. */
export function notBeforeLastAct(connection: Connection, at: string): string {
  return notBefore(connection, Date.parse(at) - differenceMs(connection)).at;
}

function notBefore(connection: Connection, machineMs: number): OfficeTime {
  const acts = actQueries(connection);
  const head = acts.heads().at(-1);
  const last = head === undefined ? undefined : acts.at(head.journalId, head.seq);
  const lastMs = last === undefined ? -Infinity : Date.parse(last.body.recordedAt);
  const recordedMs = Math.max(machineMs, lastMs);
  return {
    at: officeInstant(recordedMs + differenceMs(connection)),
    recordedAt: officeInstant(recordedMs),
    by: lastMs > machineMs ? 'lastAct' : 'clock',
  };
}

/** The office's time less the machine's, as it was confirmed last here. */
function differenceMs({ sql }: Connection): number {
  const kept = sql<{ seconds: number }>(
    `SELECT json_extract(CAST(act.body AS TEXT), '$.payload.differenceSeconds') AS seconds FROM act JOIN journal ON journal.no = act.n / 4294967296
     WHERE act.dossier_id IS NULL AND act.kind = 'clock.confirmed' AND journal.own = 1 ORDER BY act.n DESC LIMIT 1`,
  ).get();
  return (kept?.seconds ?? 0) * 1000;
}
