import { mapEventIterator } from '@orpc/client';
import { ORPCError, ValidationError } from '@orpc/server';
import { type ErrorCode, errors, fail, Failure } from '#shared/errors.ts';
import { sqliteCode } from '../store/cipher.ts';
import { isStoreFault, type StoreFault } from '../store/fault.ts';
import type { AppPorts } from './ports.ts';

type Told = { readonly path: string; readonly ports: Pick<AppPorts, 'ids' | 'log' | 'restart'> };

/**
 * What a handler threw, as it crosses to the page: a failure a person can act on keeps its code and values; anything else becomes a reference
 * whose cause stays in the log. Messages of unknown errors are not logged: they may quote what a person typed.
 * Where the store cannot tell whether the command was kept there is no answer: the page asks again with the same id, and the reopened store knows.
 */
export function crossing(error: unknown, told: Told): Promise<unknown> {
  if (!isStoreFault(error, 'store-needs-reopening')) return Promise.resolve(crossed(error, told));
  told.ports.restart();
  return new Promise<never>(() => {});
}

function crossed(error: unknown, { path, ports }: Told): unknown {
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return refusedText(error) ?? error;
  const failure = failureIn(error);
  if (failure !== undefined) return answerOf(failure);
  const cause = error instanceof ORPCError ? (error.cause ?? error) : error;
  const code = sqliteCode(cause);
  if (code?.startsWith('SQLITE_CORRUPT') === true || code === 'SQLITE_NOTADB') {
    ports.log('page-damaged', { path, code });
    return answerOf(fail('store-damaged', { part: 'store' }));
  }
  const reference = ports.ids.next().slice(-8);
  ports.log('call-failed', { path, reference, name: nameOf(cause), at: placeOf(cause) });
  return new ORPCError('INTERNAL_SERVER_ERROR', { data: { reference } });
}

/** A handler's answer; a stream also fails in the middle, and its failures cross in the same way. */
export function crossingAnswer<T>(answer: T, told: Told): T {
  if (!isStream(answer)) return answer;
  return mapEventIterator(answer, { value: (value) => Promise.resolve(value), error: (error) => crossing(error, told) }) as unknown as T;
}

function isStream(answer: unknown): answer is AsyncGenerator<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

function answerOf({ code, params }: Failure): ORPCError<ErrorCode, unknown> {
  return new ORPCError(code, { data: params, defined: true });
}

function failureIn(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  return isStoreFault(error) ? failureOfStore(error) : undefined;
}

/** Faults of the store that a person can act on have their code in the table; an id used twice is the command's. */
function failureOfStore({ code, details }: StoreFault): Failure | undefined {
  if (code === 'act-id-reused') return fail('command-reused', {});
  if (!isErrorCode(code)) return undefined;
  const params = errors[code].params.safeParse(details);
  return params.success ? new Failure(code, params.data) : undefined;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}

/** An input that the door refused: its field by its path on the form, `applicant.fullName`. */
function refusedText(error: ORPCError<string, unknown>): ORPCError<ErrorCode, unknown> | undefined {
  if (!(error.cause instanceof ValidationError)) return undefined;
  for (const issue of error.cause.issues) {
    const reason = doorReason(issue);
    if (reason !== undefined)
      return answerOf(
        fail('text-refused', {
          field: (issue.path ?? [])
            .map(keyOf)
            .join('.')
            .replace(/^(?:reception|draft|data)\./u, ''),
          reason,
        }),
      );
  }
  return undefined;
}

/** Why the door, or a call's own limit, refuses a text. */
function doorReason(issue: object): string | undefined {
  if ('code' in issue && issue.code === 'too_big' && 'origin' in issue && issue.origin === 'string') return 'too-long';
  const params: unknown = 'params' in issue ? issue.params : undefined;
  if (typeof params !== 'object' || params === null || !('code' in params) || params.code !== 'text-refused' || !('reason' in params))
    return undefined;
  return String(params.reason);
}

function keyOf(part: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof part === 'object' ? part.key : part);
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name}/${error.code}` : error.name;
}

/** First line of the stack that names a place, without the message before it. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  return (
    error.stack
      .split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim() ?? ''
  );
}
