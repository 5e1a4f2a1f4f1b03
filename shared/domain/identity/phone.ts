/** Vietnamese phone numbers in the national form `0…`, digits only, so that look-up by the last digits finds them however typed. */

export type CheckedPhone =
  | { readonly ok: true; readonly phone: string; readonly kind: 'mobile' | 'landline' | 'foreign' }
  | { readonly ok: false; readonly reason: 'not-a-number' | 'before-2018' | 'unknown-prefix' };

const mobile = /^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/u;
const landline = /^02\d{9}$/u;
/** Eleven digits 012…, 016…, 018…, 019… were renumbered to ten in 2018. */
const oldMobile = /^01[2689]\d{8}$/u;
const foreign = /^\+[1-9]\d{6,14}$/u;

/** Reads a phone as typed: `+84`, `0084` and `84` become `0`; blanks, dots, hyphens and brackets are dropped; foreign numbers keep their `+`. */
export function checkPhone(typed: string): CheckedPhone {
  const phone = national(typed.replace(/[\s\p{Z}\p{Cf}.\-()/]+/gu, ''));
  if (mobile.test(phone)) return { ok: true, phone, kind: 'mobile' };
  if (landline.test(phone)) return { ok: true, phone, kind: 'landline' };
  if (foreign.test(phone)) return { ok: true, phone, kind: 'foreign' };
  if (oldMobile.test(phone)) return { ok: false, reason: 'before-2018' };
  return { ok: false, reason: /^0\d{9,10}$/u.test(phone) ? 'unknown-prefix' : 'not-a-number' };
}

/** For screens and papers: the first three and the last three characters, `091****678`. */
export function maskPhone(phone: string): string {
  if (phone.length < 8) return '*'.repeat(phone.length);
  return phone.slice(0, 3) + '*'.repeat(phone.length - 6) + phone.slice(-3);
}

function national(digits: string): string {
  const international = digits.replace(/^00(?=[1-9])/u, '+');
  // Without a sign, 84 is the country only when the rest has the length of a national number.
  return international.replace(/^(?:\+84|84(?=0?\d{9,10}$))0?/u, '0');
}
