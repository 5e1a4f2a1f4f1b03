/** How every call of the counter's contract is made: who may, and which failures it may answer with. */
import { oc } from '@orpc/contract';
import type * as z from 'zod';
import { type ErrorCode, errors } from '../errors.ts';
import type { Permission } from './permissions.ts';

export type Needs = Permission | 'signedIn' | 'anyone';
export type CallMeta = { readonly needs: Needs };

type ErrorMap = { [C in ErrorCode]: { data: (typeof errors)[C]['params'] } };

const errorMap = Object.fromEntries(Object.entries(errors).map(([code, { params }]) => [code, { data: params as z.ZodType }])) as ErrorMap;

/** Starts a call; the app's one middleware reads `needs`, so a handler cannot forget. */
export function call(needs: Needs) {
  return oc.$meta<CallMeta>({ needs }).errors(errorMap);
}
