/** A dossier whose receipt may be wrong, and what its correction is measured by. */
import { findProcedure, type Procedure } from '#shared/domain/catalogue/procedure.ts';
import { dateOf, fromInstant } from '#shared/domain/deadline/local-date-time.ts';
import { may } from '#shared/domain/dossier/may.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { fail } from '#shared/errors.ts';
import type { StoreReader } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';

/** A dossier that came in over a counter of ours, so that somebody stands on its receipt. */
export type CorrectableDossier = DossierState & { readonly applicant: NonNullable<DossierState['applicant']> };

/** Dossiers of an old register have nothing our receipt was printed from. Throws `dossier-unknown`, `act-not-lawful`. */
export function getCorrectable(reader: StoreReader, dossierId: string): CorrectableDossier {
  const state = reader.dossiers.findState(dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const verdict = may(state, 'dossier.corrected');
  if (!verdict.ok) throw fail('act-not-lawful', { why: verdict.why });
  const { applicant } = state;
  if (applicant === null || state.entryMode === 'import') throw fail('act-not-lawful', { why: 'not-from-this-status' });
  return { ...state, applicant };
}

/** The clock runs: it has started, does not stand and has not ended. */
export const isRunning = ({ clockCycles, paused }: DossierState): boolean => !paused && clockCycles.at(-1)?.endedAt === null;

/** The version the dossier was received under. */
export function procedureOfState(
  { procedureCode, procedureVersionId, receivedAt }: DossierState,
  { catalogue }: OfficeData,
): Procedure | undefined {
  if (procedureCode === null || receivedAt === null) return undefined;
  const version = catalogue.procedures.find((procedure) => procedure.procedureVersionId === procedureVersionId);
  return version ?? findProcedure(catalogue.procedures, procedureCode, dateOf(fromInstant(receivedAt)));
}

/** Which of the procedure's variants the dossier was counted by, by its place; -1: none of them. */
export function variantOf({ variant }: DossierState, procedure: Procedure | undefined): number {
  return variant === null ? -1 : (procedure?.variants.findIndex(({ when }) => when === variant) ?? -1);
}
