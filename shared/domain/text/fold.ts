/**
 * Search keys. A key is never shown or printed: it only decides what finds what. Rules: NFD, marks off, đ→d, lower case, single spaces.
 * Taking the marks off also joins old and new tone placement (hoà = hòa). `i` and `y` are different legal names (Quý, Quí) and stay
 * apart here; only `fuzzyFold` joins them.
 */

/** Marks, and zero-width and direction signs: these are invisible to the person who searches, so they cannot be part of what is searched. */
const takenOff = /[\p{Mn}\p{Cf}]+/gu;
const blanks = /[\s\p{Z}]+/gu;
/** U+2018 and U+2019 come from word processors, U+02BC and U+0060 from keyboards: all are the apostrophe of K'Brơi. */
const apostrophes = /[\u2018\u2019\u02BC\u0060]/gu;
/** U+0111 does not decompose in NFD; U+00F0 is the wrong letter some fonts show alike. */
const dWithStroke = /[đð]/gu;

/** Words of ASCII letters and digits with what stands in codes and numbers between them, one blank at a time. */
const plain = /^[A-Za-z0-9.,/+_-]+(?: [A-Za-z0-9.,/+_-]+)*$/u;

/** Search key of any text: lower case, without marks, `đ` as `d`, blanks collapsed and trimmed. Idempotent; equal for NFC and NFD input. */
export function fold(text: string): string {
  // Codes and numbers have nothing to take off.
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(takenOff, '')
    .toLowerCase()
    .replace(dWithStroke, 'd')
    .replace(apostrophes, "'")
    .replace(blanks, ' ')
    .trim();
}

/** `fold` with `y` written as `i`, for the fuzzy search that a person asks for. Never for duplicates: Quý and Quí are two names. */
export function fuzzyFold(text: string): string {
  return fold(text).replaceAll('y', 'i');
}

/** Words of the search key, cut at everything that is neither letter nor digit: `K'Brơi 12.5` gives `k`, `broi`, `12`, `5`. */
export function words(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The ASCII digits of a text. */
export function digitsOf(text: string): string {
  return text.replace(/[^0-9]+/gu, '');
}

/** The ASCII digits of a text, last first: a prefix search on it finds a phone or an identity number by its last digits. */
export function reversedDigits(text: string): string {
  return digitsOf(text).split('').reverse().join('');
}
