/** Every paper that was printed, byte for byte, and every blob against its name. */
import { readPayload } from '#shared/journal/read-payload.ts';
import { sha256 } from '../journal/link.ts';
import { blobMonths, blobPath, type BlobFiles } from './blobs.ts';
import { sqliteCode } from './cipher.ts';
import type { Connection } from './connection.ts';
import { isUnreadable } from './file-faults.ts';
import { printColumns, type PrintColumns } from './project-print.ts';
import { actOf, eachAct } from './queries/acts.ts';
import type { Findings } from './verify-findings.ts';

export function verifyArchive(connection: Connection, blobs: BlobFiles, dataDir: string, findings: Findings): void {
  let prints = 0;
  for (const row of eachAct(connection)) {
    if (row.kind !== 'paper.printed' && row.kind !== 'document.scanned') continue;
    const { body } = actOf(row);
    const expected = printColumns(body);
    if (expected !== undefined) {
      prints += 1;
      findings.count('prints');
      verifyPrint(connection, blobs, expected, row.own === 1, findings);
    }
    const read = readPayload(body);
    if (row.own === 1 && read.ok && read.known.kind === 'document.scanned' && !blobs.has(read.known.payload.blobSha256))
      findings.fault('blob', `act:${body.id}`, 'missing');
  }
  const rows = connection.sql<{ many: number }>('SELECT count(*) AS many FROM print_archive').get()?.many ?? 0;
  if (rows > prints) findings.fault('projection', 'print_archive', `${String(rows - prints)} rows without an act`);
  verifyCertificates(connection, blobs, findings);
  for (const month of blobMonths(dataDir)) verifyBlobs(blobs, month, blobPath(dataDir, month), findings);
}

/** Papers of other counters are with them and with the server; their bytes come when somebody asks for them. */
function verifyPrint({ sql }: Connection, blobs: BlobFiles, expected: PrintColumns, own: boolean, findings: Findings): void {
  const where = `act:${String(expected['act_id'])}`;
  const held = sql<PrintColumns>('SELECT * FROM print_archive WHERE act_id = ?').get(expected['act_id']);
  if (held === undefined) findings.fault('archive-missing', where, 'row');
  const differing = held === undefined ? [] : Object.keys(expected).filter((column) => held[column] !== expected[column]);
  if (differing.length > 0) findings.fault('projection', where, differing.join(', '));
  const bytes = blobs.get(String(expected['blob_sha256']));
  if (bytes === undefined) {
    if (own) findings.fault('archive-missing', where, 'blob');
    return;
  }
  if (bytes.length !== expected['byte_length'])
    findings.fault('archive-bytes', where, `${String(bytes.length)} bytes instead of ${String(expected['byte_length'])}`);
  if (sha256(bytes) !== expected['blob_sha256']) findings.fault('archive-hash', where, 'blob');
}

/** Certificates of outages belong to no act; what is in their blobs is compared with its name below. */
function verifyCertificates({ sql }: Connection, blobs: BlobFiles, findings: Findings): void {
  for (const { date, copyNo, sha256: hash } of sql<{ date: string; copyNo: number; sha256: string }>(
    'SELECT date, copy_no AS copyNo, sha256 FROM outage_certificate ORDER BY date, copy_no',
  ).all()) {
    findings.count('prints');
    if (!blobs.has(hash)) findings.fault('archive-missing', `outage-certificate:${date}/${String(copyNo)}`, 'blob');
  }
}

function verifyBlobs(blobs: BlobFiles, month: string, path: string, findings: Findings): void {
  const file = path.slice(path.lastIndexOf('/') + 1);
  try {
    for (const { hash, bytes } of blobs.each(month)) {
      findings.count('blobs');
      if (sha256(bytes) !== hash) findings.fault('blob', `${file}:${hash}`, 'hash');
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    findings.fault('page', file, sqliteCode(error) ?? 'cannot be opened');
  }
}
