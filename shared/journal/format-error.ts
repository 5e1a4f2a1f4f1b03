export type FormatFault =
  /** A value JSON cannot carry: undefined, a function, a Date, a cycle. */
  | 'not-json'
  /** A number that is not a safe integer. */
  | 'not-an-integer'
  | 'lone-surrogate'
  | 'null-character'
  /** Deeper than `MAX_DEPTH`. */
  | 'too-deep'
  /** Longer than `MAX_BODY_BYTES`. */
  | 'too-long'
  /** Not the canonical bytes of what they parse to. */
  | 'not-canonical'
  /** The envelope is not an act's. */
  | 'not-an-act'
  /** The payload does not fit the kind's latest version. */
  | 'payload-invalid';

/** Bytes or a value that cannot be (part of) an act. `path` names the place, never the content. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly code: FormatFault;
  readonly path: string;

  constructor(code: FormatFault, path: string, options?: ErrorOptions) {
    super(path === '' ? code : `${code} at ${path}`, options);
    this.code = code;
    this.path = path;
  }
}
