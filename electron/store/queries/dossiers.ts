import type { DossierState } from '#shared/domain/dossier/fold.ts';

export type DossierTab = 'all' | 'inProcess' | 'dueSoon' | 'overdue' | 'paused' | 'awaitingReturn' | 'needsDecision';

/** One line of the dossier list. Instants carry an offset. */
export type DossierRow = {
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly status: string;
  readonly voided: boolean;
  readonly needsDecision: boolean;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly fieldCode: string;
  readonly applicantName: string;
  readonly channel: string;
  readonly counterNo: number | null;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly promisedAt: string | null;
  readonly resolvedAt: string | null;
  readonly returnedAt: string | null;
  readonly closedAt: string | null;
  /** Acts of this dossier the server has not confirmed. */
  readonly unsent: number;
  readonly lastActId: string;
};

/** The civil moments a list is asked for: what is overdue `now`, and what falls due up to `dueSoonUntil` (`YYYY-MM-DD`, the next working day). */
export type ListMoment = { readonly now: string; readonly dueSoonUntil: string };

export type ListQuery = ListMoment & {
  readonly tab: DossierTab;
  /** Part of name, code, phone, personal id, procedure; any spelling. Empty: the whole tab, due first. */
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
};

export type DossierPage = {
  readonly rows: readonly DossierRow[];
  /** Every word was found only with `i` and `y` taken as one letter. */
  readonly fuzzy: boolean;
};

export type DossierQueries = {
  /** The row, by id. */
  findRow(dossierId: string): DossierRow | undefined;
  /** The fold's state, by id. */
  findState(dossierId: string): DossierState | undefined;
  /** Ids of the dossiers that bear this code (more than one after a collision), first received first. Takes the short form `250424-2001` as well. */
  findByCode(code: string): readonly string[];
  list(query: ListQuery): DossierPage;
  /** How many rows each tab has for `text`; slower than `list` on a million rows, so asked for after it. */
  count(query: ListMoment & { readonly text: string }): Readonly<Record<DossierTab, number>>;
};
