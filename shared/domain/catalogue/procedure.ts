/**
 * Procedures (thủ tục hành chính) as versioned data. A dossier keeps the `procedureVersionId` it was received under and never
 * changes it; versions are replaced by packs of the upstream server.
 */
import * as z from 'zod';
import { CivilDate } from '../deadline/civil-date.ts';
import { ProcessingTime } from '../deadline/limit.ts';
import { ClockTime } from '../deadline/office-hours.ts';
import { FeeSchedule } from '../fee/schedule.ts';

const text = (max: number): z.ZodString => z.string().min(1).max(max);
const shapeOfCode = /^\d\.\d{6}(?:\.[0-9A-Z]+)*$/u;

/** `1.001193`, or with a local suffix `2.000815.000.00.00.H55`. */
export const ProcedureCode = z.string().regex(shapeOfCode);
export type ProcedureCode = z.infer<typeof ProcedureCode>;

export const RequiredDocument = z.object({
  name: text(500),
  copies: z.int().min(0),
  /** Bản chính; otherwise a copy is enough. */
  original: z.boolean(),
  /** Shown and handed back, not kept. */
  presentOnly: z.boolean(),
  /** The case in which the paper is asked for; null means always. */
  condition: text(300).nullable(),
  /** Another paper may stand in for it, as its name says. */
  alternatives: z.boolean(),
  formCode: text(200).nullable(),
  preparedByOffice: z.boolean(),
  note: text(500).nullable(),
});
export type RequiredDocument = z.infer<typeof RequiredDocument>;

/** Another processing time that the receptionist may choose: its own, or some working days more; neither when a special law says it. */
export const ProcedureVariant = z.object({
  when: text(300),
  processingTime: ProcessingTime.nullable(),
  extraWorkingDays: z.int().min(1).nullable(),
  note: text(500).nullable(),
});
export type ProcedureVariant = z.infer<typeof ProcedureVariant>;

export const Procedure = z.object({
  procedureVersionId: text(80),
  code: ProcedureCode,
  name: text(500),
  fieldCode: z.string().regex(/^[A-Z_]+$/u),
  /** First and last day in force; null is open. */
  validFrom: CivilDate.nullable(),
  validTo: CivilDate.nullable(),
  /** Decision that published this version (QĐ công bố), where it is known. */
  decisionNo: text(100).nullable(),
  processingTime: ProcessingTime,
  /** Received after this time, a same-day result is due the next working day (Luật Hộ tịch Đ5 k3, NĐ 23/2015 Đ7). */
  cutoffRule: ClockTime.nullable(),
  variants: z.array(ProcedureVariant),
  fee: FeeSchedule,
  onlineLevel: z.enum(['full', 'partial', 'none']),
  channels: z.array(z.enum(['inPerson', 'online', 'postal'])).min(1),
  requiredDocuments: z.array(RequiredDocument),
  result: text(500),
  legalBasis: text(1000),
  interAgency: z.boolean(),
  /** Who resolves it when that is not the commune's own staff. */
  handledBy: text(200).nullable(),
  /** Papers have forms of the police (CT04–CT06, TT 56/2021/TT-BCA): registered here without our slips. */
  registerOnly: z.boolean(),
  /** How far the facts were checked against the national procedure base. */
  confidence: z.enum(['verified', 'partly', 'memory']),
  note: text(1000).nullable(),
});
export type Procedure = z.infer<typeof Procedure>;

/** The eight characters that name a procedure nationally, without local suffix: `1.001193`; `undefined` for no procedure code. */
export function nationalCode(code: string): string | undefined {
  const written = code.trim().toUpperCase();
  return shapeOfCode.test(written) ? written.slice(0, 8) : undefined;
}

/** The version in force on `on` of the procedure that `code` names, local suffix or not. The one that began last, if several. */
export function findProcedure(procedures: readonly Procedure[], code: string, on: CivilDate): Procedure | undefined {
  const wanted = nationalCode(code);
  if (wanted === undefined) return undefined;
  let found: Procedure | undefined;
  for (const procedure of procedures) {
    if (!procedure.code.startsWith(wanted) || !isInForce(procedure, on)) continue;
    if (found === undefined || (found.validFrom ?? '') <= (procedure.validFrom ?? '')) found = procedure;
  }
  return found;
}

/** Whether a version is in force on a day, its first and last day included. */
function isInForce(procedure: Pick<Procedure, 'validFrom' | 'validTo'>, on: CivilDate): boolean {
  return (procedure.validFrom === null || procedure.validFrom <= on) && (procedure.validTo === null || on <= procedure.validTo);
}
