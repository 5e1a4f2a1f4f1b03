/** Numbers of identity papers other than the personal number. */
import { PersonalId } from './personal-id.ts';

export type IdNumber = {
  /** `cmnd`: nine digits, invalid since 2025, for search only. `passport`: Vietnamese. `other`: foreign papers, free text. */
  readonly kind: 'personalId' | 'cmnd' | 'passport' | 'other';
  readonly number: string;
};

/** Tells by its shape what number was typed; blanks are dropped, letters made upper case. `undefined` for nothing. */
export function recogniseIdNumber(typed: string): IdNumber | undefined {
  const number = typed.replace(/[\s\p{Z}\p{Cf}]+/gu, '').toUpperCase();
  if (number === '') return undefined;
  if (PersonalId.safeParse(number).success) return { kind: 'personalId', number };
  if (/^\d{9}$/u.test(number)) return { kind: 'cmnd', number };
  return { kind: /^[A-Z]\d{7,8}$/u.test(number) ? 'passport' : 'other', number };
}
