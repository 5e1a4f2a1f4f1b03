/** How sending went for each dossier: asked of the rows that wait, with what the last attempts left beside them. */
import type { Connection } from '../connection.ts';

/** Why something did not arrive: a code under `sync.errors` and what its words need. */
export type SendFault = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** Of one dossier. `attempts` since something of it last arrived; `lastError` is null when the last attempt brought it over, or never ended. */
export type SendState = {
  readonly acts: number;
  readonly blobs: number;
  readonly attempts: number;
  readonly lastAt: string | null;
  readonly lastError: SendFault | null;
};

/** A dossier with something unsent; `dossierId` null stands for all acts of no dossier: people, the office, journals. */
export type UnsentDossier = SendState & {
  readonly dossierId: string | null;
  readonly dossierCode: string | null;
  readonly applicantName: string | null;
  readonly procedureName: string | null;
};

export type UnsentDossiers = { readonly rows: readonly UnsentDossier[]; readonly total: number };

/** Acts made here without a place and blobs without a confirmation, by dossier; of one only where `ofOne` holds. */
const unsent = (ofOne = ''): string => `
  SELECT coalesce(act.dossier_id, '') AS id, 1 AS act, NULL AS blob FROM outbox CROSS JOIN act ON act.n = outbox.n ${ofOne}
  UNION ALL
  SELECT coalesce(act.dossier_id, '') AS id, 0 AS act, blob_named.sha256 AS blob FROM blob_named INDEXED BY blob_waiting CROSS JOIN act ON act.n = blob_named.n
  WHERE blob_named.waiting = 1 ${ofOne.replace('WHERE', 'AND')}`;

type Row = {
  readonly id: string;
  readonly acts: number;
  readonly blobs: number;
  readonly attempts: number | null;
  readonly lastAt: string | null;
  readonly error: string | null;
  readonly details: string | null;
};
type NamedRow = Row & Pick<UnsentDossier, 'dossierCode' | 'applicantName' | 'procedureName'>;

/** Those something is wrong with first, then those tried most often. */
export function unsentDossiers({ sql }: Connection, offset: number, limit: number): UnsentDossiers {
  const rows = sql<NamedRow>(
    `SELECT waiting.*, tried.attempts, tried.last_at AS lastAt, tried.error, tried.details,
       dossier.dossier_code AS dossierCode, dossier.applicant_name AS applicantName, dossier.procedure_name AS procedureName
     FROM (SELECT id, sum(act) AS acts, count(DISTINCT blob) AS blobs FROM (${unsent()}) GROUP BY id) AS waiting
     LEFT JOIN send_attempt AS tried ON tried.dossier_id = waiting.id LEFT JOIN dossier ON dossier.dossier_id = waiting.id
     ORDER BY tried.error IS NULL, coalesce(tried.attempts, 0) DESC, waiting.id LIMIT ? OFFSET ?`,
  ).all(limit, offset);
  const total = sql<{ many: number }>(`SELECT count(DISTINCT id) AS many FROM (${unsent()})`).get()?.many ?? 0;
  return {
    rows: rows.map((row) => ({
      dossierId: row.id === '' ? null : row.id,
      dossierCode: row.dossierCode,
      applicantName: row.applicantName,
      procedureName: row.procedureName,
      ...stateOf(row),
    })),
    total,
  };
}

/** `dossierId` null: of the acts of no dossier. */
export function sendStateOf({ sql }: Connection, dossierId: string | null): SendState {
  const ofOne = dossierId === null ? 'WHERE act.dossier_id IS ?' : 'WHERE act.dossier_id = ?';
  const waiting = sql<Pick<Row, 'acts' | 'blobs'>>(
    `SELECT coalesce(sum(act), 0) AS acts, count(DISTINCT blob) AS blobs FROM (${unsent(ofOne)})`,
  ).get(dossierId, dossierId) ?? { acts: 0, blobs: 0 };
  const tried = sql<Omit<Row, 'acts' | 'blobs' | 'id'>>(
    'SELECT attempts, last_at AS lastAt, error, details FROM send_attempt WHERE dossier_id = ?',
  ).get(dossierId ?? '') ?? { attempts: null, lastAt: null, error: null, details: null };
  return stateOf({ id: '', ...waiting, ...tried });
}

function stateOf({ acts, blobs, attempts, lastAt, error, details }: Row): SendState {
  return {
    acts,
    blobs,
    attempts: attempts ?? 0,
    lastAt,
    lastError: error === null ? null : { code: error, details: JSON.parse(details ?? '{}') as SendFault['details'] },
  };
}

/** Everything unsent is tried now. Inside the caller's transaction. */
export function attemptBegun({ sql }: Connection, at: string): void {
  sql(
    `INSERT INTO send_attempt (dossier_id, attempts, last_at, error, details) SELECT DISTINCT id, 1, ?, NULL, '{}' FROM (${unsent()}) WHERE true
     ON CONFLICT (dossier_id) DO UPDATE SET attempts = attempts + 1, last_at = excluded.last_at, error = NULL, details = '{}'`,
  ).run(at);
}

/** `fault` is why the attempt ended, `ofDossiers` what held back single ones. What is unsent keeps its reason, the others have arrived. Inside the caller's transaction. */
export function attemptEnded(
  { sql }: Connection,
  fault: SendFault | null,
  ofDossiers: readonly { readonly dossierId: string; readonly fault: SendFault }[],
): void {
  sql(`UPDATE send_attempt SET attempts = 0 WHERE attempts > 0 AND dossier_id NOT IN (SELECT id FROM (${unsent()}))`).run();
  if (fault !== null)
    sql(`UPDATE send_attempt SET error = ?, details = ? WHERE dossier_id IN (SELECT id FROM (${unsent()}))`).run(
      fault.code,
      JSON.stringify(plain(fault.details)),
    );
  for (const { dossierId, fault: own } of ofDossiers)
    sql('UPDATE send_attempt SET error = ?, details = ? WHERE dossier_id = ?').run(own.code, JSON.stringify(plain(own.details)), dossierId);
}

/** What words are made of; lists of ids would be kept for every dossier. */
function plain(details: SendFault['details']): SendFault['details'] {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => typeof value === 'string' || typeof value === 'number'));
}
