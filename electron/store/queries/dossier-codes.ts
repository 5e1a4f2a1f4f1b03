import { parseDossierCode } from '#shared/domain/dossier/code.ts';
import type { Connection } from '../connection.ts';

/** Ids of the dossiers with an act that names the code, whole or as date and number (`250424-2001`); empty for what is no code. */
export function dossiersWithCode({ sql }: Connection, code: string): readonly string[] {
  const whole = parseDossierCode(code);
  if (whole !== undefined) {
    return sql<{ id: string }>(
      'SELECT dossier_id AS id FROM number_used WHERE civil_date = ? AND number = ? AND agency_code = ? ORDER BY dossier_id',
    )
      .all(whole.receivedOn, whole.number, whole.agencyCode)
      .map(({ id }) => id);
  }
  const [, year, month, day, number] = /^\s*(\d{2})(\d{2})(\d{2})-(\d{4})\s*$/u.exec(code) ?? [];
  if (number === undefined) return [];
  return sql<{ id: string }>('SELECT dossier_id AS id FROM number_used WHERE civil_date = ? AND number = ? ORDER BY dossier_id')
    .all(`20${String(year)}-${String(month)}-${String(day)}`, Number(number))
    .map(({ id }) => id);
}
