import { ORPCError } from '@orpc/server';
import { Failure } from '#shared/errors.ts';
import { isStoreFault } from '../store/fault.ts';
import type { Ids, Log } from './ports.ts';

/**
 * What a handler threw, as it crosses to the page: a failure a person can act on keeps its code and values; anything else becomes a reference
 * whose cause stays in the log. Messages of unknown errors are not logged: they may quote what a person typed.
 */
export function crossing(error: unknown, path: string, ids: Ids, log: Log): unknown {
  if (error instanceof Failure) return new ORPCError(error.code, { data: error.params, defined: true });
  if (error instanceof ORPCError) return error;
  if (isStoreFault(error, 'disk-full')) return new ORPCError('disk-full', { data: {}, defined: true });
  const reference = ids.next().slice(-8);
  log('call-failed', { path, reference, name: nameOf(error), at: placeOf(error) });
  return new ORPCError('INTERNAL_SERVER_ERROR', { data: { reference } });
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name}/${error.code}` : error.name;
}

/** First line of the stack that names a place, without the message before it. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  return error.stack.split('\n').find((line) => line.trimStart().startsWith('at '))?.trim() ?? '';
}
