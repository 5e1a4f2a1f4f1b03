/**
 * What a dossier is found by: one line of words, each behind a blank, so that a prefix of a word is `' ' + prefix` to a scan and a token to the index. A word as written
 * stands beside its key where they differ: its marks keep them apart. Two kinds are told by a sign no word holds: `y_` with `y` as `i`, `r_` digits from the last to the first.
 */
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { digitsOf, fold, fuzzyFold, reversedDigits, words } from '#shared/domain/text/fold.ts';

export const asSounded = 'y_';
export const fromLast = 'r_';

export function searchTextOf(state: DossierState): string {
  const name = state.applicant?.fullName ?? '';
  const numbers = [state.applicant?.personalId, state.applicant?.phone, state.applicant?.taxCode];
  const keys = words(name);
  const tokens = [
    ...keys,
    ...marked(name),
    ...sounded(keys),
    ...codeWords(state.dossierCode),
    ...codeWords(state.portalCode),
    ...numbers.flatMap(numberWords),
    ...words(state.procedureName ?? ''),
    ...words(state.procedureCode ?? ''),
  ];
  return [...new Set(tokens)].map((token) => ` ${token}`).join('');
}

/** Words of a text as people write them: lower case, composed, marks kept. */
export function writtenWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Only words that the key does not already hold as they are. A word of plain letters has no marks to take off. */
function marked(name: string): readonly string[] {
  return writtenWords(name).filter((word) => !/^[a-z0-9]+$/u.test(word) && word !== fold(word));
}

function sounded(keys: readonly string[]): readonly string[] {
  return keys.filter((word) => word.includes('y')).map((word) => asSounded + fuzzyFold(word));
}

/** The office leaves out the agency and says date and number together, or the last digits of them. */
function codeWords(code: string | null): readonly string[] {
  if (code === null) return [];
  const number = code.slice(code.indexOf('-') + 1);
  return [...words(code), digitsOf(number), fromLast + reversedDigits(number)];
}

/** A number in the pieces it was written in, as one, and from its end. Country code 84 stands for the leading 0. */
function numberWords(number: string | null | undefined): readonly string[] {
  if (number === null || number === undefined) return [];
  const digits = digitsOf(number);
  if (digits === '') return words(number);
  const local = /^84\d{9}$/u.test(digits) ? [`0${digits.slice(2)}`] : [];
  return [...words(number), digits, ...local, fromLast + reversedDigits(number)];
}
