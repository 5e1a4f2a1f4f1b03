import type { Connection } from '../connection.ts';

/** One archived paper: a row per `paper.printed` act. */
export type PrintRow = {
  readonly actId: string;
  readonly dossierId: string | null;
  readonly form: string;
  readonly formSet: string;
  readonly formNo: string;
  readonly templateVersion: string;
  readonly copies: readonly number[];
  readonly layout: string;
  /** 0 for the first print. */
  readonly reprintNo: number;
  readonly reason: string | null;
  readonly blobSha256: string;
  readonly byteLength: number;
  readonly pageCount: number;
  readonly printedAt: string;
};

export type PrintQueries = {
  find(actId: string): PrintRow | undefined;
  /** Oldest first. */
  ofDossier(dossierId: string): readonly PrintRow[];
  lastOfForm(dossierId: string, form: string): PrintRow | undefined;
  /** The last paper printed here, looked for among the newest there are of all counters. */
  lastOwn(): Pick<PrintRow, 'blobSha256' | 'printedAt'> | undefined;
};

type Row = Omit<PrintRow, 'copies'> & { readonly copies: string };

const select = `SELECT act_id AS actId, dossier_id AS dossierId, form, form_set AS formSet, form_no AS formNo, template_version AS templateVersion, copies, layout,
  reprint_no AS reprintNo, reason, blob_sha256 AS blobSha256, byte_length AS byteLength, page_count AS pageCount, printed_at AS printedAt FROM print_archive`;

export function printQueries({ sql }: Connection): PrintQueries {
  return {
    find: (actId) => sql<Row>(`${select} WHERE act_id = ?`).all(actId).map(printOf)[0],
    ofDossier: (dossierId) => sql<Row>(`${select} WHERE dossier_id = ? ORDER BY rowid`).all(dossierId).map(printOf),
    lastOwn: () =>
      sql<Pick<PrintRow, 'blobSha256' | 'printedAt'>>(
        `SELECT print.blob_sha256 AS blobSha256, print.printed_at AS printedAt
         FROM (SELECT rowid AS place, act_id, blob_sha256, printed_at FROM print_archive ORDER BY rowid DESC LIMIT 200) AS print
         JOIN act ON act.id = print.act_id JOIN journal ON journal.no = act.n / 4294967296 WHERE journal.own = 1 ORDER BY print.place DESC LIMIT 1`,
      ).get(),
    lastOfForm: (dossierId, form) =>
      sql<Row>(`${select} WHERE dossier_id = ? AND form = ? ORDER BY rowid DESC LIMIT 1`).all(dossierId, form).map(printOf)[0],
  };
}

function printOf(row: Row): PrintRow {
  return { ...row, copies: JSON.parse(row.copies) as readonly number[] };
}
