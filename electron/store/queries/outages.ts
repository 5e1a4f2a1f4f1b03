/** The outage log of this counter and the certificates made of it. Written once: an interval gets its end, nothing else ever changes. */
import type { Connection } from '../connection.ts';

/** Why the desk or its server did not answer: the server could not be reached, our own software ended, power or machine did. */
export const outageWhy = { server: 'server-unreachable', software: 'app-ended', machine: 'machine-restarted' } as const;
export type OutageWhy = (typeof outageWhy)[keyof typeof outageWhy];

/** Instants of the office's clock; `endedAt` null while it lasts. `clockMoved`: the machine's clock was set in between. */
export type LoggedOutage = {
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly why: OutageWhy;
  readonly clockMoved: boolean;
};

/** A certificate as it was printed: the bytes are with the blobs. `copyNo` 1 is the first of its day. */
export type PrintedCertificate = {
  readonly copyNo: number;
  readonly reason: string | null;
  readonly sha256: string;
  readonly templateVersion: string;
  readonly printedAt: string;
  readonly personId: string;
};

/** A dossier with the times an outage may coincide with. */
export type TimedDossier = {
  readonly dossierId: string;
  readonly dossierCode: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string;
  readonly receivedAt: string | null;
  readonly dueAt: string | null;
  readonly promisedAt: string | null;
  readonly resolvedAt: string | null;
  readonly returnedAt: string | null;
};

/** `note…`, `end` and `keepCertificate` belong into `writeLocal`. */
export type OutageQueries = {
  /** Those that began before `until` and had not ended before `from`, oldest first. */
  between(from: string, until: string): readonly LoggedOutage[];
  /** The server could not be reached; nothing is noted twice while one lasts. */
  noteServerLost(at: string): void;
  /** It answered: ends what lasts, never before its beginning. */
  noteServerBack(at: string): void;
  /** A run of the app that was cut off. Said again it stays one. */
  noteInterruption(outage: LoggedOutage): void;
  /** Of the certificates of `date`, in order. */
  certificates(date: string): readonly PrintedCertificate[];
  keepCertificate(date: string, certificate: PrintedCertificate): void;
  /**
   * Dossiers with a time from `from` until `until`, compared as text: times of other offsets may lie a day beside. Looks at `rows` rows, some thousands, after the
   * place `after` (0 begins) and answers where to go on, null at the end: an index for a question asked so seldom would be written with every acceptance.
   */
  dossiersTimedIn(
    from: string,
    until: string,
    after: number,
    rows?: number,
  ): { readonly found: readonly TimedDossier[]; readonly next: number | null };
};

/** A part of the scan that nobody at the desk notices. */
const rowsAtOnce = 10_000;

const dossierColumns = `dossier_id AS dossierId, dossier_code AS dossierCode, procedure_code AS procedureCode, procedure_name AS procedureName,
  received_at AS receivedAt, due_at AS dueAt, promised_at AS promisedAt, resolved_at AS resolvedAt, returned_at AS returnedAt`;

export function outageQueries({ sql }: Connection): OutageQueries {
  return {
    between: (from, until) =>
      sql<Omit<LoggedOutage, 'clockMoved'> & { clockMoved: number }>(
        `SELECT began_at AS beganAt, ended_at AS endedAt, why, clock_moved AS clockMoved FROM outage
         WHERE began_at < ? AND (ended_at IS NULL OR ended_at >= ?) ORDER BY began_at, why`,
      )
        .all(until, from)
        .map((row) => ({ ...row, clockMoved: row.clockMoved === 1 })),
    noteServerLost: (at) => {
      sql(
        `INSERT OR IGNORE INTO outage (began_at, ended_at, why) SELECT ?, NULL, ? WHERE NOT EXISTS (SELECT 1 FROM outage WHERE ended_at IS NULL AND why = ?)`,
      ).run(at, outageWhy.server, outageWhy.server);
    },
    noteServerBack: (at) => {
      sql('UPDATE outage SET ended_at = max(began_at, ?) WHERE ended_at IS NULL AND why = ?').run(at, outageWhy.server);
    },
    noteInterruption: ({ beganAt, endedAt, why, clockMoved }) => {
      sql('INSERT OR IGNORE INTO outage (began_at, ended_at, why, clock_moved) VALUES (?, ?, ?, ?)').run(
        beganAt,
        endedAt,
        why,
        Number(clockMoved),
      );
    },
    certificates: (date) =>
      sql<PrintedCertificate>(
        `SELECT copy_no AS copyNo, reason, sha256, template_version AS templateVersion, printed_at AS printedAt, person_id AS personId
         FROM outage_certificate WHERE date = ? ORDER BY copy_no`,
      ).all(date),
    keepCertificate: (date, { copyNo, reason, sha256, templateVersion, printedAt, personId }) => {
      sql(
        'INSERT INTO outage_certificate (date, copy_no, reason, sha256, template_version, printed_at, person_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(date, copyNo, reason, sha256, templateVersion, printedAt, personId);
    },
    dossiersTimedIn: (from, until, after, rows = rowsAtOnce) => {
      const next = sql<{ n: number }>('SELECT n FROM dossier WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?').get(after, rows - 1)?.n ?? null;
      const found = sql<TimedDossier>(
        `SELECT ${dossierColumns} FROM dossier WHERE n > ? AND n <= ? AND (received_at >= ? AND received_at < ? OR due_at >= ? AND due_at < ? OR promised_at >= ? AND promised_at < ?)`,
      ).all(after, next ?? Number.MAX_SAFE_INTEGER, from, until, from, until, from, until);
      return { found, next };
    },
  };
}
