/** A dossier's row and search text as its state alone makes them: written by the projection, recomputed by verify. */
import { blankDossier, type DossierState } from '#shared/domain/dossier/state.ts';
import { listPlace } from './queries/list-groups.ts';
import { searchTextOf } from './search-text.ts';

/** Column → value of `dossier`, without `n`. */
export type DossierColumns = Readonly<Record<string, string | number | null>> & { readonly search_text: string };

export function dossierColumns(state: DossierState): DossierColumns {
  const place = listPlace(state);
  return {
    dossier_id: state.dossierId,
    dossier_code: state.dossierCode,
    status: state.status,
    needs_decision: Number(state.needsDecision.length > 0),
    procedure_code: state.procedureCode,
    procedure_name: state.procedureName ?? '',
    field_code: state.fieldCode,
    applicant_name: state.applicant?.fullName ?? '',
    personal_id: state.applicant?.personalId ?? null,
    channel: state.channel,
    counter_no: state.counterNo,
    received_at: state.receivedAt,
    due_at: state.dueAt,
    promised_at: state.promisedAt,
    resolved_at: state.resolvedAt,
    returned_at: state.returnedAt,
    closed_at: state.closing?.at ?? null,
    last_act_id: state.lastActId,
    list_group: place.group,
    list_at: place.at,
    overdue_from: place.overdueFrom,
    search_text: searchTextOf(state),
  };
}

/** The columns' names, in the order of `dossierColumns`. */
export const dossierColumnNames: readonly string[] = Object.keys(dossierColumns(blankDossier('')));
