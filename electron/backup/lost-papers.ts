/** Papers and scans that acts made here name and no file holds any more: by the dossier they belong to, for a person to print or scan again. */
import { openBlobs } from '../store/blobs.ts';
import { openReader } from '../store/open-store.ts';

/** `dossierCode` null: of no dossier, such as a day slip. */
export type LostPaper = { readonly dossierCode: string | null; readonly what: 'paper' | 'scan' };

/** Of one month (`YYYY-MM`), or of all there are. */
export function lostPapersOf(dataDir: string, key: Uint8Array, month: string | null = null): readonly LostPaper[] {
  const reader = openReader({ dataDir, key });
  const blobs = openBlobs(dataDir, key, 'read');
  try {
    return reader.connection
      .sql<{ sha256: string; kind: string; code: string | null }>(
        `SELECT DISTINCT blob_named.sha256, act.kind, dossier.dossier_code AS code FROM blob_named JOIN act ON act.n = blob_named.n
         JOIN journal ON journal.no = act.n / 4294967296 AND journal.own = 1 LEFT JOIN dossier ON dossier.dossier_id = act.dossier_id
         WHERE @month IS NULL OR substr(json_extract(CAST(act.body AS TEXT), '$.occurredAt'), 1, 7) = @month ORDER BY act.n`,
      )
      .all({ month })
      .filter(({ sha256 }) => !blobs.has(sha256))
      .map(({ kind, code }) => ({ dossierCode: code, what: kind === 'document.scanned' ? ('scan' as const) : ('paper' as const) }));
  } finally {
    blobs.close();
    reader.close();
  }
}
