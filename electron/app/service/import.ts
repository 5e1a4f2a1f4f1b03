/** Import of an old register: every good row becomes one act whose id follows from the counter and its dossier code, so that a second run finds it done. */
import { toInstant } from '#shared/domain/deadline/local-date-time.ts';
import { nationalCode } from '#shared/domain/catalogue/procedure.ts';
import type { RegisterRow } from '#shared/domain/register/row.ts';
import type { ActBody } from '#shared/journal/act.ts';
import { fold } from '#shared/domain/text/fold.ts';
import type { NumberedRow, ReadRegister } from '../../register/read-register.ts';
import type { Store, StoreIdentity, StoreReader } from '../../store/store.ts';
import { partIdOf } from '../command-id.ts';
import { type Author, bodyOf } from './body.ts';
import type { OfficeData } from './office-data.ts';

/** Rows whose code is in the store already, however it came there. */
export function alreadyHere(store: Store, register: ReadRegister): number {
  return register.good.filter(({ row }) => isHere(store, row)).length;
}

function isHere(store: StoreReader, row: RegisterRow): boolean {
  return store.dossiers.findByCode(row.dossierCode).length > 0;
}

export type ImportResult = { readonly imported: number; readonly already: number };

/** Few enough that somebody who searches meanwhile does not notice. */
const rowsAtOnce = 50;

/** Imports group by group, each durable when its progress is told; an interrupted import goes on where it stopped when run again. */
export async function* runImport(
  store: Store,
  office: OfficeData,
  author: Author,
  register: ReadRegister,
): AsyncGenerator<ImportResult & { readonly done: number }> {
  let imported = 0;
  let already = 0;
  const fields = fieldCodes(office);
  for (let start = 0; start < register.good.length; start += rowsAtOnce) {
    const group = register.good.slice(start, start + rowsAtOnce);
    const fresh = group.filter(({ row }) => !isHere(store, row));
    const { added } = store.commitMany(fresh.map((numbered) => importedAct(store.identity, author, register.sha256, numbered, fields)));
    imported += added;
    already += group.length - added;
    yield { done: Math.min(start + rowsAtOnce, register.good.length), imported, already };
    // Other calls of the desk get their turn between two groups.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

type FieldCodes = { readonly ofProcedure: ReadonlyMap<string, string>; readonly ofName: ReadonlyMap<string, string> };

function fieldCodes({ catalogue }: OfficeData): FieldCodes {
  return {
    ofProcedure: new Map(catalogue.procedures.map(({ code, fieldCode }) => [nationalCode(code) ?? code, fieldCode])),
    ofName: new Map(catalogue.fields.map(({ code, name }) => [fold(name), code])),
  };
}

function importedAct(identity: StoreIdentity, author: Author, sha256: string, { number, row }: NumberedRow, fields: FieldCodes): ActBody {
  const instant = (at: RegisterRow['dueAt']): string | null => (at === null ? null : toInstant(at));
  const fieldCode =
    fields.ofProcedure.get(nationalCode(row.procedureCode ?? '') ?? '') ?? fields.ofName.get(fold(row.fieldName ?? '')) ?? null;
  const registerNo = Number(row.registerNo);
  return bodyOf(identity, author, {
    // The counter's own: another one that imports the same register writes other bytes (who, when), and an id stands for one act's bytes.
    id: partIdOf(`import/${identity.deviceId}/${row.dossierCode}`, 'act'),
    kind: 'dossier.imported',
    dossierId: partIdOf(`import/${row.dossierCode}`, 'dossier'),
    basedOn: null,
    occurredAt: toInstant(row.receivedAt),
    payload: {
      dossierCode: row.dossierCode,
      procedureCode: row.procedureCode,
      procedureName: row.procedureName ?? row.procedureCode ?? '',
      fieldName: row.fieldName,
      fieldCode,
      dossierCount: row.dossierCount,
      applicant: {
        kind: 'person',
        fullName: row.applicantName,
        personalId: row.personalId,
        taxCode: null,
        dateOfBirth: null,
        sex: null,
        address: row.address,
        phone: row.phone,
        email: null,
      },
      channel: row.channel,
      dueAt: instant(row.dueAt),
      resolvedAt: instant(row.resolvedAt),
      returnedAt: instant(row.returnedAt),
      note: row.note,
      registerNo: Number.isSafeInteger(registerNo) && registerNo >= 1 ? registerNo : null,
      source: { sha256, row: number },
    },
  });
}
