/** What a rejected call means to the person: a code with texts under `errors`, its values, and a reference for the log. */
import { ORPCError } from '@orpc/client';
import * as z from 'zod';
import { type ErrorCode, errors } from '#shared/errors.ts';
import { LineLost } from './keeper.ts';

/** `unexpected` and `line-lost` are the page's own; all others are those of `shared/errors.ts`. */
export type FailureCode = ErrorCode | 'unexpected' | 'line-lost';
export type CallFailure = {
  readonly code: FailureCode;
  readonly params: Readonly<Record<string, unknown>>;
  /** Stands small at the end of an unexpected failure. */
  readonly reference: string | undefined;
  readonly retry: 'never' | 'now' | 'later';
};

const Referenced = z.object({ reference: z.string() });
const Params = z.record(z.string(), z.unknown());

export function failureOf(error: unknown): CallFailure {
  if (error instanceof LineLost) return { code: 'line-lost', params: {}, reference: undefined, retry: 'now' };
  if (error instanceof ORPCError && isErrorCode(error.code)) {
    return { code: error.code, params: Params.safeParse(error.data).data ?? {}, reference: undefined, retry: errors[error.code].retry };
  }
  if (isLostFile(error))
    return { code: 'file-unreadable', params: { why: 'changed' }, reference: undefined, retry: errors['file-unreadable'].retry };
  const data: unknown = error instanceof ORPCError ? error.data : undefined;
  return { code: 'unexpected', params: {}, reference: Referenced.safeParse(data).data?.reference, retry: 'now' };
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errors, code);
}

/** What the browser says of a chosen file that was changed, taken away or pulled out before it was read. */
function isLostFile(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
}
