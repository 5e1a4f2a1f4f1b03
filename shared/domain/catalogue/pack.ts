/** A pack of procedures: a complete, numbered set that replaces the one before it. Versions only rise. */
import * as z from 'zod';
import { words } from '../text/fold.ts';
import { Procedure } from './procedure.ts';

/** Field of work (lĩnh vực). `code` is our own slug: the national list of field codes is not published. */
export const ProcedureField = z.object({
  code: z.string().regex(/^[A-Z_]+$/u),
  name: z.string().min(1).max(200),
  ministryCode: z
    .string()
    .regex(/^[A-Y]\d{2}$/u)
    .nullable(),
  /** Desk of the commune that the dossiers go to. */
  desk: z.string().min(1).max(200),
});
export type ProcedureField = z.infer<typeof ProcedureField>;

export const CataloguePack = z
  .object({
    kind: z.literal('procedures'),
    version: z.int().min(1),
    schemaVersion: z.literal(1),
    /** Month of the state of the national procedure base it was taken from, `YYYY-MM`. */
    snapshot: z.string().regex(/^\d{4}-\d{2}$/u),
    fields: z.array(ProcedureField),
    procedures: z.array(Procedure),
  })
  .superRefine((pack, context) => {
    const fields = new Set(pack.fields.map((field) => field.code));
    const ids = new Set<string>();
    for (const [index, { procedureVersionId, fieldCode }] of pack.procedures.entries()) {
      if (!fields.has(fieldCode)) context.addIssue({ code: 'custom', message: 'field-unknown', path: ['procedures', index, 'fieldCode'] });
      if (ids.has(procedureVersionId))
        context.addIssue({ code: 'custom', message: 'version-twice', path: ['procedures', index, 'procedureVersionId'] });
      ids.add(procedureVersionId);
    }
  });
export type CataloguePack = z.infer<typeof CataloguePack>;

/** The field that a register names in its own spelling: by name or code, case, diacritics and punctuation aside. */
export function findFieldByName(fields: readonly ProcedureField[], name: string): ProcedureField | undefined {
  const wanted = nameKey(name);
  return fields.find((field) => nameKey(field.name) === wanted || nameKey(field.code) === wanted);
}

function nameKey(name: string): string {
  return words(name).join(' ');
}
