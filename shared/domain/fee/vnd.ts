/** Money on screen and paper: thousands with dots, `462.000 đ`. */

/** Amount in đồng as `462.000 đ`. Throws `RangeError` unless it is a whole number. */
export function formatVnd(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd)) throw new RangeError(`Not an amount in đồng: ${String(amountVnd)}`);
  return `${String(amountVnd).replace(/\B(?=(?:\d{3})+$)/gu, '.')} đ`;
}

/** Reads a typed amount: `462.000`, `462 000 đ`, `462000`. `undefined` when it is no whole number of đồng from 0. */
export function parseVnd(typed: string): number | undefined {
  const amount = typed
    .normalize('NFC')
    .trim()
    .replace(/\s*(?:đ|₫|đồng|vnd|vnđ)$/iu, '');
  if (!/^(?:\d{1,15}|\d{1,3}(?:[., ]\d{3}){1,4})$/u.test(amount)) return undefined;
  return Number(amount.replace(/[., ]/gu, ''));
}
