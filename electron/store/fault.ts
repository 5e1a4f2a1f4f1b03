/** Failures of the journal log, the store and the keys. The code is also the i18n key; details never hold personal data. */
export type StoreFaultCode =
  | 'wrong-key'
  | 'store-missing'
  | 'store-exists'
  | 'store-from-newer-version'
  | 'store-damaged'
  | 'data-folder-in-use'
  | 'journal-log-missing'
  | 'journal-log-damaged'
  | 'journal-heads-differ'
  | 'store-needs-reopening'
  | 'act-id-reused'
  | 'disk-full'
  | 'file-held'
  | 'blob-missing'
  | 'backup-not-verified'
  | 'backup-missing'
  | 'backup-folder-is-file'
  | 'backup-folder-in-data'
  | 'last-code-foreign'
  | 'journal-log-begins-later'
  | 'store-read-only'
  | 'agency-foreign'
  | 'key-file-missing'
  | 'key-file-exists'
  | 'key-file-too-open'
  | 'key-file-damaged'
  | 'recovery-code-mistyped'
  | 'recovery-code-wrong'
  | 'recovery-file-missing'
  | 'recovery-file-damaged'
  | 'escrow-recipient-invalid'
  | 'escrow-identity-shown'
  | 'escrow-file-missing'
  | 'escrow-file-damaged'
  | 'escrow-identity-wrong';

export type FaultDetails = Readonly<Record<string, string | number | null>>;

export class StoreFault extends Error {
  readonly code: StoreFaultCode;
  readonly details: FaultDetails;
  constructor(code: StoreFaultCode, details: FaultDetails = {}, options: ErrorOptions = {}) {
    super(code, options);
    this.name = 'StoreFault';
    this.code = code;
    this.details = details;
  }
}

/** Whether `error` is a fault of this family, optionally of this `code`. */
export function isStoreFault(error: unknown, code?: StoreFaultCode): error is StoreFault {
  return error instanceof StoreFault && (code === undefined || error.code === code);
}
