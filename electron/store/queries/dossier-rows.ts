import type { DossierStatus } from '#shared/domain/dossier/status.ts';

export type DossierTab = 'all' | 'inProcess' | 'dueSoon' | 'overdue' | 'paused' | 'awaitingReturn' | 'needsDecision';

/** One line of the dossier list. Instants carry an offset. */
export type DossierRow = {
  readonly dossierId: string;
  /** Null before acceptance. */
  readonly dossierCode: string | null;
  readonly status: DossierStatus | null;
  readonly needsDecision: boolean;
  readonly procedureCode: string | null;
  readonly procedureName: string;
  readonly fieldCode: string | null;
  readonly applicantName: string;
  readonly channel: string | null;
  readonly counterNo: number | null;
  readonly receivedAt: string | null;
  readonly dueAt: string | null;
  readonly promisedAt: string | null;
  readonly resolvedAt: string | null;
  readonly returnedAt: string | null;
  /** When it ended otherwise: not accepted, withdrawn, stopped, voided. */
  readonly closedAt: string | null;
  /** Acts of this dossier the server has not confirmed. */
  readonly unsent: number;
  readonly lastActId: string | null;
};

/** The moment a list is asked for: what is overdue `now` (instant with offset), and what falls due up to the day `dueSoonUntil` (`YYYY-MM-DD`, the next working day). */
export type ListMoment = { readonly now: string; readonly dueSoonUntil: string };

export type ListQuery = ListMoment & {
  readonly tab: DossierTab;
  /** Part of name, code, phone, personal id, procedure; any spelling. Empty: the whole tab. */
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
};

export type DossierPage = {
  readonly rows: readonly DossierRow[];
  /** How it was found when the words as typed found nothing: `sound` with `i` and `y` as one, `inside` within words and numbers. */
  readonly loosely: 'sound' | 'inside' | null;
};

export type DossierDbRow = Omit<DossierRow, 'needsDecision'> & { readonly n: number; readonly needsDecision: number };

/** Columns of `DossierDbRow`, from `dossier AS d`. */
export const rowColumns = `d.n, d.dossier_id AS dossierId, d.dossier_code AS dossierCode, d.status, d.needs_decision AS needsDecision, d.procedure_code AS procedureCode,
  d.procedure_name AS procedureName, d.field_code AS fieldCode, d.applicant_name AS applicantName, d.channel, d.counter_no AS counterNo, d.received_at AS receivedAt,
  d.due_at AS dueAt, d.promised_at AS promisedAt, d.resolved_at AS resolvedAt, d.returned_at AS returnedAt, d.closed_at AS closedAt, d.last_act_id AS lastActId,
  (SELECT count(*) FROM act CROSS JOIN outbox ON outbox.n = act.n WHERE act.dossier_id = d.dossier_id) AS unsent`;

export function rowOf({ n: _n, needsDecision, ...row }: DossierDbRow): DossierRow {
  return { ...row, needsDecision: needsDecision === 1 };
}
