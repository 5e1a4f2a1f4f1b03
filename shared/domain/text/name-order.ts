/**
 * Vietnamese order of names as plain strings, because SQLite has no such collation and runtimes differ in theirs.
 * The given name is the last word: names sort by it, then by the whole name (`domain/identity`, letters a ă â b c d đ …;
 * tones ngang, huyền, hỏi, ngã, sắc, nặng weigh less than letters, upper case least of all).
 */

const alphabet = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** Combining marks that make another letter, with the letters they make. Everywhere else they are only a mark. */
const lettersWithMark: Readonly<Record<string, string>> = {
  'a\u0306': 'ă',
  'a\u0302': 'â',
  'e\u0302': 'ê',
  'o\u0302': 'ô',
  'o\u031B': 'ơ',
  'u\u031B': 'ư',
};
/** Order of the five written tones; 0 is ngang, which is written by nothing. */
const tones: Readonly<Record<string, number>> = { '\u0300': 1, '\u0309': 2, '\u0303': 3, '\u0301': 4, '\u0323': 5 };

/** Lower than every weight below, so a shorter string sorts first. All weights are ASCII: UTF-8 and UTF-16 then order them alike. */
const levelEnd = ' ';
const weightOfBlank = '!';
const firstLetterWeight = 65;

type Unit = { readonly primary: string; readonly tone: number; readonly marked: boolean; readonly upper: boolean };

/** Order key of a full name: compare keys as binary strings. The same for NFC and NFD input; blanks are collapsed. */
export function sortKey(fullName: string): string {
  const names = fullName
    .normalize('NFC')
    .split(/[\s\p{Z}]+/u)
    .filter((word) => word !== '')
    .map(unitsOf);
  const given = names.at(-1) ?? [];
  return [primary([given]), toneOfWords([given]), primary(names), toneOfWords(names), details(names)].join(levelEnd);
}

function primary(names: readonly (readonly Unit[])[]): string {
  return names.map((units) => units.map((unit) => unit.primary).join('')).join(weightOfBlank);
}

/** One tone a word, wherever it is written: hoà and hòa then stand side by side. */
function toneOfWords(names: readonly (readonly Unit[])[]): string {
  return names.map((units) => String(Math.max(0, ...units.map((unit) => unit.tone)))).join('');
}

/** What is left to tell two spellings apart: place of the tone, marks of other languages, upper case. */
function details(names: readonly (readonly Unit[])[]): string {
  return names
    .flat()
    .map((unit) => String.fromCharCode(48 + unit.tone + (unit.marked ? 8 : 0) + (unit.upper ? 16 : 0)))
    .join('');
}

function unitsOf(word: string): readonly Unit[] {
  return (word.normalize('NFD').match(/\P{Mn}\p{Mn}*/gu) ?? []).map(unitOf);
}

function unitOf(cluster: string): Unit {
  const [base = '', ...marks] = cluster;
  const lower = base.toLowerCase();
  const tone = Math.max(0, ...marks.map((mark) => tones[mark] ?? 0));
  const others = marks.filter((mark) => tones[mark] === undefined);
  const letter = others.map((mark) => lettersWithMark[lower + mark]).find((made) => made !== undefined);
  const unspent = letter === undefined ? others.length : others.length - 1;
  return { primary: weightOf(letter ?? lower), tone, marked: unspent > 0, upper: base !== lower };
}

function weightOf(letter: string): string {
  const place = alphabet.indexOf(letter);
  if (place >= 0 && letter.length === 1) return String.fromCharCode(firstLetterWeight + place);
  if (/^[0-9]$/u.test(letter)) return letter;
  // Apostrophe and hyphen of K'Brơi and Y-Bih come before every letter; other signs between them and the digits; other scripts last.
  if (letter === "'" || letter === '\u2019') return "'";
  if (letter === '-') return '-';
  const hex = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(6, '0');
  return /^\p{L}/u.test(letter) ? `~${hex}` : `/${hex}`;
}
