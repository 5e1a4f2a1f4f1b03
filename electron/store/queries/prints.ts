/** One archived paper: a row per `paper.printed` act. */
export type PrintRow = {
  readonly actId: string;
  readonly dossierId: string | null;
  readonly form: string;
  readonly formSet: string;
  readonly formNo: string | null;
  readonly templateVersion: string;
  readonly copies: number;
  readonly layout: string;
  /** 0 for the first print. */
  readonly reprintNo: number;
  readonly reason: string | null;
  readonly blobSha256: string;
  readonly byteLength: number;
  readonly pageCount: number;
  readonly printedAt: string;
};

export type PrintQueries = {
  find(actId: string): PrintRow | undefined;
  /** Oldest first. */
  ofDossier(dossierId: string): readonly PrintRow[];
  lastOfForm(dossierId: string, form: string): PrintRow | undefined;
};
