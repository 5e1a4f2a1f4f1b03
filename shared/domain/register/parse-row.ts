/** Reads rows of an old register. Reasons are codes; what a person reads is made of them elsewhere. */
import { nationalCode } from '../catalogue/procedure.ts';
import { parseDossierCode } from '../dossier/code.ts';
import { admitText } from '../text/door.ts';
import { cellText, isDamagedNumber, readChannel, readCount, readPersonalId, readPhone } from './cells.ts';
import type { HeaderMapping } from './headers.ts';
import { type ReadRegisterRow, type RegisterCell, RegisterField, type RegisterRow, type RowRejection, type RowWarning } from './row.ts';
import { readTimes } from './times.ts';

type Rejection = { readonly reason: RowRejection; readonly params: Readonly<Record<string, string>> };
/** Text of a field, empty where the file has none. */
type Texts = (field: RegisterField) => string;
type Subject = Omit<RegisterRow, 'receivedAt' | 'dueAt' | 'resolvedAt' | 'returnedAt'>;

/** UTF-16 units; other fields are short by their shape. */
const maxLengths: Readonly<Partial<Record<RegisterField, number>>> = { procedureName: 500, address: 500, note: 1000 };
const usualMaxLength = 200;

/** Whether no cell of the row holds anything; such rows are passed over, not rejected. */
export function isBlankRow(cells: readonly RegisterCell[]): boolean {
  return cells.every((cell) => cellText(cell) === '');
}

/** Reads one row; `rowNumber` is its number in the file. It looks at no other row: `registerReader` finds codes given twice. */
export function parseRegisterRow(cells: readonly RegisterCell[], mapping: HeaderMapping, rowNumber: number): ReadRegisterRow {
  const warnings = new Set<RowWarning>();
  const refusal = refusedText(cells, mapping);
  if (refusal !== undefined) return { ok: false, row: rowNumber, ...refusal };
  const subject = readSubject(textsOf(cells, mapping), warnings);
  if ('reason' in subject) return { ok: false, row: rowNumber, ...subject };
  const times = readTimes(cells, mapping, warnings);
  if ('reason' in times) return { ok: false, row: rowNumber, ...times };
  return { ok: true, row: { ...subject, ...times }, warnings: [...warnings] };
}

/** A reader for the rows of one file that also rejects a code it has read before, naming the row that has it. */
export function registerReader(mapping: HeaderMapping): (cells: readonly RegisterCell[], rowNumber: number) => ReadRegisterRow {
  const rowOfCode = new Map<string, number>();
  return (cells, rowNumber) => {
    const read = parseRegisterRow(cells, mapping, rowNumber);
    if (!read.ok) return read;
    const { dossierCode } = read.row;
    const firstRow = rowOfCode.get(dossierCode);
    if (firstRow !== undefined) {
      return { ok: false, row: rowNumber, reason: 'duplicate-code', params: { dossierCode, firstRow: String(firstRow) } };
    }
    rowOfCode.set(dossierCode, rowNumber);
    return read;
  };
}

function refusedText(cells: readonly RegisterCell[], mapping: HeaderMapping): Rejection | undefined {
  for (const field of RegisterField.options) {
    const admitted = admitText(cellAt(cells, mapping, field), field, maxLengths[field] ?? usualMaxLength);
    if (!admitted.ok) return { reason: 'text-refused', params: { field, why: admitted.reason } };
  }
  return undefined;
}

/** Texts through the door, blanks made single. Only for rows of which no text is refused. */
function textsOf(cells: readonly RegisterCell[], mapping: HeaderMapping): Texts {
  return (field) => {
    const admitted = admitText(cellAt(cells, mapping, field), field);
    return admitted.ok ? admitted.text.replace(/[\s\p{Z}]+/gu, ' ').trim() : '';
  };
}

function cellAt(cells: readonly RegisterCell[], mapping: HeaderMapping, field: RegisterField): string {
  const column = mapping[field];
  return column === undefined ? '' : cellText(cells[column]);
}

/** Everything of a row but its times; the first fault found, in the order a person reads the row. */
function readSubject(text: Texts, warnings: Set<RowWarning>): Subject | Rejection {
  const fault = missingField(text) ?? damagedNumber(text);
  if (fault !== undefined) return fault;
  const dossierCode = parseDossierCode(text('dossierCode'))?.dossierCode;
  if (dossierCode === undefined) return { reason: 'bad-dossier-code', params: { value: text('dossierCode') } };
  const dossierCount = readCount(text('dossierCount'));
  if (dossierCount === undefined) return { reason: 'bad-count', params: { value: text('dossierCount') } };
  const channel = text('channel') === '' ? 'inPerson' : readChannel(text('channel'));
  if (channel === undefined) return { reason: 'unknown-channel', params: { value: text('channel') } };
  const procedureCode = readProcedureCode(text('procedureCode'));
  if (procedureCode === null && text('procedureName') === '') return { reason: 'missing-procedure', params: {} };
  const personalId = readPersonalId(text('personalId'));
  const phone = readPhone(text('phone'));

  for (const warning of [...personalId.warnings, ...phone.warnings]) warnings.add(warning);
  if (text('channel') === '') warnings.add('channel-assumed');
  if (procedureCode === null && text('procedureCode') !== '') warnings.add('procedure-code-unreadable');
  return {
    registerNo: orNull(text('registerNo')),
    dossierCode,
    procedureCode,
    procedureName: orNull(text('procedureName')),
    fieldName: orNull(text('fieldName')),
    dossierCount,
    applicantName: text('applicantName'),
    personalId: personalId.value,
    address: orNull(text('address')),
    phone: phone.value,
    channel,
    note: orNull(text('note')),
  };
}

function missingField(text: Texts): Rejection | undefined {
  if (text('dossierCode') === '') return { reason: 'missing-dossier-code', params: {} };
  if (text('applicantName') === '') return { reason: 'missing-applicant-name', params: {} };
  if (text('procedureName') === '' && text('procedureCode') === '') return { reason: 'missing-procedure', params: {} };
  return undefined;
}

function damagedNumber(text: Texts): Rejection | undefined {
  const field = (['dossierCode', 'personalId', 'phone'] as const).find((one) => isDamagedNumber(text(one)));
  return field === undefined ? undefined : { reason: 'number-damaged', params: { field } };
}

/** Excel reads `1.001193` as a number: zeros at its end are dropped (`2.0008`), its point may come as a comma. */
function readProcedureCode(text: string): string | null {
  const code = /^\d[.,]\d{1,6}$/u.test(text) ? text.replace(',', '.').padEnd(8, '0') : text.toUpperCase();
  return nationalCode(code) === undefined ? null : code;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
