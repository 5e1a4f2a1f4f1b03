import { ORPCError } from '@orpc/server';
import type * as z from 'zod';

type ErrorTable = { readonly [code: string]: { readonly status: number; readonly data: z.ZodType } };

/** An answer the contract names, to throw: `table` is the call's errors, or the common ones. */
export function refuse<T extends ErrorTable, C extends keyof T & string>(
  table: T,
  code: C,
  data: z.infer<T[C]['data']>,
): ORPCError<C, z.infer<T[C]['data']>> {
  return new ORPCError(code, { defined: true, status: table[code]?.status ?? 500, data, message: code });
}
