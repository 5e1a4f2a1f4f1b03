/** What a check reports. */

export type VerifyFaultKind =
  | 'log-frame'
  | 'log-chain'
  | 'body'
  | 'link'
  | 'heads'
  | 'projection'
  | 'search-row'
  | 'number'
  | 'archive-missing'
  | 'archive-bytes'
  | 'archive-hash'
  | 'blob'
  | 'page';

/** `where` is a place such as `act:<id>`, `dossier:<id>`, `frame:<index>@<offset>`, `store.db:<page>`; `detail` says what does not fit. */
export type VerifyFault = { readonly kind: VerifyFaultKind; readonly where: string; readonly detail: string };

export type Checked = {
  readonly acts: number;
  readonly dossiers: number;
  readonly logFrames: number;
  readonly prints: number;
  readonly blobs: number;
  readonly pages: number;
};

export type Findings = {
  fault(kind: VerifyFaultKind, where: string, detail: string): void;
  count(what: keyof Checked, more?: number): void;
};
