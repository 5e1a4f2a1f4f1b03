/** Money typed as people type it: `462000`, `462.000`, `462 000 đ`. */
import type { DayCash } from '#shared/contract/day-end.ts';

/** Who gave back all they took, or more, has no till to count. */
export function hasTill({ takenVnd, refundedVnd }: DayCash): boolean {
  return takenVnd > 0 || refundedVnd === 0;
}

/** There is a till, and nobody has counted it. */
export function isUncounted(cash: DayCash): boolean {
  return hasTill(cash) && cash.countedVnd === null;
}

/** Whole đồng, or undefined for what is no amount. */
export function parseVnd(text: string): number | undefined {
  const digits = text.replace(/[.\s]|đ$/gu, '');
  return /^\d{1,11}$/u.test(digits) ? Number(digits) : undefined;
}

export type Counted = { readonly kind: 'empty' | 'half' | 'unread' | 'differs' } | { readonly kind: 'counted'; readonly vnd: number };

/** What two countings typed one after the other say. */
export function countedTwice(first: string, second: string): Counted {
  if (first === '' && second === '') return { kind: 'empty' };
  const [one, other] = [parseVnd(first), parseVnd(second)];
  if ((first !== '' && one === undefined) || (second !== '' && other === undefined)) return { kind: 'unread' };
  if (one === undefined || other === undefined) return { kind: 'half' };
  return one === other ? { kind: 'counted', vnd: one } : { kind: 'differs' };
}
