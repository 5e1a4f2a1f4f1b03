/** Tax codes (mã số thuế): ten digits with a check digit, a branch `-001`, or a person's 12-digit number (from 01/7/2025). */

export type CheckedTaxCode =
  | { readonly ok: true; readonly taxCode: string; readonly kind: 'taxpayer' | 'branch' | 'personalId' }
  | { readonly ok: false; readonly reason: 'wrong-length' | 'not-digits' | 'wrong-check-digit' };

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** Checks a typed tax code; blanks and dots are dropped. A branch is written `0100109106-001`. */
export function checkTaxCode(typed: string): CheckedTaxCode {
  const digits = typed.replace(/[\s\p{Z}\p{Cf}.]+/gu, '').replace(/^(\d{10})-(?=\d{3}$)/u, '$1');
  if (!/^\d*$/u.test(digits)) return { ok: false, reason: 'not-digits' };
  if (digits.length === 12) return { ok: true, taxCode: digits, kind: 'personalId' };
  if (digits.length !== 10 && digits.length !== 13) return { ok: false, reason: 'wrong-length' };
  if (checkDigit(digits) !== Number(digits[9])) return { ok: false, reason: 'wrong-check-digit' };
  if (digits.length === 10) return { ok: true, taxCode: digits, kind: 'taxpayer' };
  return { ok: true, taxCode: `${digits.slice(0, 10)}-${digits.slice(10)}`, kind: 'branch' };
}

/** 10 − (sum mod 11). Ten means that the nine digits are not issued: no digit equals it. */
function checkDigit(digits: string): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return 10 - (sum % 11);
}
