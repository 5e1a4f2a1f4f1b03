/** Why an attempt ended. Nothing made here is ever lost by one; what was confirmed before it stays confirmed. */
export type SyncFaultCode =
  /** No answer, or the line was cut. */
  | 'server-unreachable'
  /** TLS: the certificate has run out or not begun, or this machine's clock is wrong. */
  | 'certificate-out-of-date'
  /** TLS: the certificate is for another address. */
  | 'certificate-of-another'
  /** TLS: nobody this machine trusts has given the certificate. */
  | 'certificate-of-stranger'
  /** Something answered that is not the server, or not one of ours. */
  | 'server-answer-unreadable'
  /** A key, signature or place that the pinned root does not vouch for. Nothing of it was kept. */
  | 'server-not-trusted'
  | 'server-address-unsafe'
  | 'not-enrolled'
  | 'already-enrolled'
  | 'enrolment-code-mistyped'
  /** A restored server waits for other counters before it takes new acts. */
  | 'server-awaits-counters'
  /** Bytes an act names are not on this machine and not with the server. */
  | 'blobs-missing'
  /** Bytes somebody asked for are on another machine, and the server does not answer. */
  | 'blob-elsewhere'
  /** The counter that made them has not sent them. */
  | 'blob-not-sent-yet'
  /** Other bytes came than were asked for. */
  | 'blob-wrong'
  /** An act of ours has the id of another one the server holds; both are kept, only the other counts. */
  | 'id-reused'
  | 'paused'
  /** An attempt is on its way; what was asked for has to wait for its end. */
  | 'sync-under-way'
  /** Anything else the server refuses, by its own code. */
  | (string & {});

export type SyncFaultDetails = Readonly<Record<string, unknown>>;

export class SyncFault extends Error {
  override readonly name = 'SyncFault';
  readonly code: SyncFaultCode;
  readonly details: SyncFaultDetails;
  constructor(code: SyncFaultCode, details: SyncFaultDetails = {}, options: ErrorOptions = {}) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

export function isSyncFault(error: unknown, code?: SyncFaultCode): error is SyncFault {
  return error instanceof SyncFault && (code === undefined || error.code === code);
}

/** As the command line tells it. */
export function faultLine({ code, details }: SyncFault): Readonly<Record<string, unknown>> {
  return { error: code, ...details };
}
