/** The money in a till, counted twice. */
import { type DayCash, mostInTillVnd } from '#shared/contract/day-end.ts';
import { parseVnd } from '#shared/domain/fee/vnd.ts';

/** Who gave back all they took, or more, has no till to count. */
export function hasTill({ takenVnd, refundedVnd }: DayCash): boolean {
  return takenVnd > 0 || refundedVnd === 0;
}

/** There is a till, and nobody has counted it. */
export function isUncounted(cash: DayCash): boolean {
  return hasTill(cash) && cash.countedVnd === null;
}

/** Whole đồng as `parseVnd` reads them; undefined for what is no amount, or more than any till holds. */
export function tillVnd(typed: string): number | undefined {
  const vnd = parseVnd(typed);
  return vnd !== undefined && vnd <= mostInTillVnd ? vnd : undefined;
}

export type Counted = { readonly kind: 'empty' | 'half' | 'unread' | 'differs' } | { readonly kind: 'counted'; readonly vnd: number };

/** What two countings typed one after the other say. */
export function countedTwice(first: string, second: string): Counted {
  if (first === '' && second === '') return { kind: 'empty' };
  const [one, other] = [tillVnd(first), tillVnd(second)];
  if ((first !== '' && one === undefined) || (second !== '' && other === undefined)) return { kind: 'unread' };
  if (one === undefined || other === undefined) return { kind: 'half' };
  return one === other ? { kind: 'counted', vnd: one } : { kind: 'differs' };
}
