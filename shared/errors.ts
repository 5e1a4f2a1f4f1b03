/**
 * Every failure a person can act on. The code is also the i18n key: `errors.<code>.title` (what happened, what is safe) and
 * `errors.<code>.action` (what to do). `retry` says whether the same command may succeed later.
 */
import * as z from 'zod';

const none = z.object({});

export const errors = {
  'not-signed-in': { params: none, retry: 'never' },
  'not-permitted': { params: z.object({ needs: z.string() }), retry: 'never' },
  'wrong-pin': { params: z.object({ attemptsLeft: z.int() }), retry: 'never' },
  'person-unknown': { params: none, retry: 'never' },
  'person-locked': { params: none, retry: 'never' },
  'own-role': { params: none, retry: 'never' },
  'administrators-only': { params: none, retry: 'never' },
  'last-leader': { params: none, retry: 'never' },
  'pin-too-weak': { params: none, retry: 'never' },
  'already-set-up': { params: none, retry: 'never' },
  'not-set-up': { params: none, retry: 'never' },
  'key-missing': { params: none, retry: 'never' },
  'recovery-code-wrong': { params: none, retry: 'never' },
  'recovery-code-mistyped': { params: none, retry: 'never' },
  'recovery-groups-differ': { params: none, retry: 'never' },
  'key-not-kept': { params: none, retry: 'later' },
  'wrong-key': { params: none, retry: 'never' },
  'data-folder-in-use': { params: none, retry: 'later' },
  'store-from-newer-version': { params: z.object({ found: z.int(), known: z.int() }), retry: 'never' },
  'store-damaged': { params: z.object({ part: z.string() }), retry: 'never' },
  'store-read-only': { params: none, retry: 'later' },
  'disk-full': { params: none, retry: 'later' },
  'file-held': { params: z.object({ file: z.string() }), retry: 'now' },
  'store-missing': { params: none, retry: 'never' },
  'journal-log-missing': { params: none, retry: 'later' },
  'journal-log-damaged': { params: none, retry: 'never' },
  'journal-log-begins-later': { params: none, retry: 'never' },
  'journal-heads-differ': { params: none, retry: 'never' },
  'backup-not-verified': { params: none, retry: 'now' },
  'backup-missing': { params: none, retry: 'never' },
  'backup-folder-is-file': { params: none, retry: 'never' },
  'backup-folder-in-data': { params: none, retry: 'never' },
  'escrow-recipient-invalid': { params: none, retry: 'never' },
  'escrow-identity-shown': { params: none, retry: 'never' },
  'escrow-differs': { params: z.object({ fingerprint: z.string() }), retry: 'never' },
  'last-code-foreign': { params: z.object({ counterNo: z.int() }), retry: 'never' },
  'nothing-to-repair': { params: none, retry: 'never' },
  'number-range-exhausted': { params: z.object({ on: z.string(), counterNo: z.int() }), retry: 'never' },
  'procedure-unknown': { params: z.object({ procedureCode: z.string() }), retry: 'never' },
  'procedure-register-only': { params: z.object({ procedureCode: z.string() }), retry: 'never' },
  'time-not-real': { params: z.object({ field: z.string() }), retry: 'never' },
  'time-in-future': { params: z.object({ field: z.string() }), retry: 'never' },
  'calendar-missing': { params: z.object({ year: z.int() }), retry: 'never' },
  'processing-time-invalid': { params: z.object({ value: z.number() }), retry: 'never' },
  'clock-event-invalid': {
    params: z.object({ index: z.int(), why: z.enum(['before-reception', 'out-of-order', 'not-paused']) }),
    retry: 'never',
  },
  'clock-unconfirmed': { params: none, retry: 'later' },
  'clock-time-doubtful': {
    params: z.object({ why: z.enum(['beyond-belief', 'before-last-act', 'far-from-machine']), than: z.string() }),
    retry: 'never',
  },
  'clock-time-needed': { params: none, retry: 'never' },
  'deadline-request-invalid': { params: z.object({ field: z.string(), why: z.string() }), retry: 'never' },
  'text-refused': { params: z.object({ field: z.string(), reason: z.string() }), retry: 'never' },
  'reason-missing': { params: z.object({ field: z.string() }), retry: 'never' },
  'command-reused': { params: none, retry: 'never' },
  'dossier-unknown': { params: z.object({ dossierCode: z.string() }), retry: 'never' },
  'act-not-lawful': { params: z.object({ why: z.string() }), retry: 'never' },
  'nothing-corrected': { params: none, retry: 'never' },
  'due-not-seen': { params: z.object({ dueAt: z.string() }), retry: 'now' },
  'receipt-of-voided': { params: z.object({ dossierCode: z.string() }), retry: 'never' },
  'undo-not-possible': { params: z.object({ why: z.string() }), retry: 'never' },
  'draft-of-another': { params: z.object({ owner: z.string() }), retry: 'never' },
  'draft-unknown': { params: none, retry: 'never' },
  'paper-process-died': { params: none, retry: 'now' },
  'printer-missing': { params: z.object({ printer: z.string() }), retry: 'later' },
  'printer-silent': { params: z.object({ printer: z.string() }), retry: 'later' },
  'paper-unknown': { params: none, retry: 'never' },
  'papers-unreadable': { params: z.object({ month: z.string() }), retry: 'later' },
  'file-too-large': { params: z.object({ maxBytes: z.int() }), retry: 'never' },
  'file-unreadable': { params: z.object({ why: z.string() }), retry: 'never' },
  'file-headers-unknown': { params: z.object({ missing: z.array(z.string()) }), retry: 'never' },
  'import-unknown': { params: none, retry: 'never' },
  'pack-unknown': { params: none, retry: 'never' },
} as const satisfies Record<string, { params: z.ZodType; retry: 'never' | 'now' | 'later' }>;

export type ErrorCode = keyof typeof errors;
export type ErrorParams<C extends ErrorCode> = z.infer<(typeof errors)[C]['params']>;

/** A failure with its code and the values its text needs: never a citizen's data. */
export class Failure<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'Failure';
  readonly code: C;
  readonly params: ErrorParams<C>;

  constructor(code: C, params: ErrorParams<C>, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.params = params;
  }
}

/** Makes a `Failure` to throw; `cause` keeps what lies beneath for the log. */
export function fail<C extends ErrorCode>(code: C, params: ErrorParams<C>, cause?: unknown): Failure<C> {
  return new Failure(code, params, cause === undefined ? undefined : { cause });
}
