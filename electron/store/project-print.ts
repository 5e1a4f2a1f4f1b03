import type { ActBody } from '#shared/journal/act.ts';
import { readPayload } from '#shared/journal/read-payload.ts';
import type { Connection } from './connection.ts';

/** Column → value of `print_archive`. */
export type PrintColumns = Readonly<Record<string, string | number | null>>;

/** The archive row a `paper.printed` act makes, `undefined` for every other act. */
export function printColumns(body: ActBody): PrintColumns | undefined {
  if (body.kind !== 'paper.printed') return undefined;
  const read = readPayload(body);
  if (!read.ok || read.known.kind !== 'paper.printed') return undefined;
  const { payload } = read.known;
  return {
    act_id: body.id,
    dossier_id: body.dossierId,
    form: payload.form,
    form_set: payload.formSet,
    form_no: payload.formNo,
    template_version: payload.templateVersion,
    copies: JSON.stringify(payload.copies),
    layout: payload.layout,
    reprint_no: payload.reprintNo,
    reason: payload.reason,
    blob_sha256: payload.blobSha256,
    byte_length: payload.byteLength,
    page_count: payload.pageCount,
    printed_at: body.occurredAt,
  };
}

export function projectPrint({ sql }: Connection, body: ActBody): void {
  const columns = printColumns(body);
  if (columns === undefined) return;
  const names = Object.keys(columns);
  sql(`INSERT OR IGNORE INTO print_archive (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(columns);
}
