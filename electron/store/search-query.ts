/** Reads what a clerk types into what is looked for: every word a prefix, digits also from the end of a number. */
import { checkPhone } from '#shared/domain/identity/phone.ts';
import { fuzzyFold, reversedDigits, words } from '#shared/domain/text/fold.ts';
import { asSounded, fromLast, writtenWords } from './search-text.ts';

/** One of these beginnings, all of these terms, one of these ways. */
type Term = readonly string[];
export type SearchTerms = readonly (readonly Term[])[];

export type SearchQuery = {
  /** By the key: without marks. */
  readonly key: SearchTerms;
  /** As written, where marks were typed; `undefined` where none were. */
  readonly exact: SearchTerms | undefined;
  /** With `i` and `y` as one, for when nothing else is found. */
  readonly fuzzy: SearchTerms;
  /** The words themselves, for a look inside words and numbers when nothing begins with them. */
  readonly words: readonly string[];
};

/** More words tell nothing more about a dossier, and longer ones are in no register. */
const mostWords = 8;
const longestWord = 60;
/** Fewer digits from the end would find nearly everything. */
const fewestLastDigits = 3;
/** Shorter groups of digits may be a date and a number. */
const wholeNumberDigits = 9;

/** `undefined` when the text holds no letter and no digit. A phone is looked for as it is kept, `0…`, also when asked for as `+84…`. */
export function searchQuery(asked: string): SearchQuery | undefined {
  const phone = checkPhone(asked);
  const text = phone.ok ? phone.phone : asked;
  const typed = words(text).slice(0, mostWords).map(clip);
  if (typed.length === 0) return undefined;
  const written = writtenWords(text).slice(0, mostWords).map(clip);
  const marks = written.some((word, index) => word !== typed[index]);
  return {
    key: keyOf(typed),
    exact:
      marks && written.length === typed.length ? [written.map((word, index) => (word === typed[index] ? byKey(word) : [word]))] : undefined,
    fuzzy: [typed.map(bySound)],
    words: typed,
  };
}

/** FTS5 expression. Every beginning is made of letters, digits and our marks only, so quoting is whole. */
export function toMatch(terms: SearchTerms): string {
  return terms
    .map((way) => `(${way.map((term) => `(${term.map((beginning) => `"${beginning}"*`).join(' OR ')})`).join(' AND ')})`)
    .join(' OR ');
}

/** FTS5 expression for dossiers with this very number among their words; `undefined` when it holds no letter and no digit. */
export function personMatch(personalId: string): string | undefined {
  const found = words(personalId);
  return found.length === 0 ? undefined : found.map((word) => `"${word}"`).join(' AND ');
}

/** SQL condition on a column with `searchTextOf`'s text and the values of its parameters. */
export function toCondition(terms: SearchTerms, column: string): { readonly sql: string; readonly values: readonly string[] } {
  const sql = terms
    .map((way) => `(${way.map((term) => `(${term.map(() => `instr(${column}, ?) > 0`).join(' OR ')})`).join(' AND ')})`)
    .join(' OR ');
  return { sql: `(${sql})`, values: terms.flat(2).map((beginning) => ` ${beginning}`) };
}

function byKey(word: string): Term {
  return /^\d+$/u.test(word) && word.length >= fewestLastDigits ? [word, fromLast + reversedDigits(word)] : [word];
}

function bySound(word: string): Term {
  const sound = fuzzyFold(word);
  return [...new Set([...byKey(word), sound, asSounded + sound])];
}

/** A phone or identity number typed in groups, `0912 345 678`, is one number; while it is short it may as well be a date and a number. */
function keyOf(typed: readonly string[]): SearchTerms {
  const digits = typed.join('');
  const apart = typed.map(byKey);
  if (typed.length === 1 || !/^\d+$/u.test(digits)) return [apart];
  const together = [byKey(digits)];
  return digits.length >= wholeNumberDigits ? [together] : [apart, together];
}

function clip(word: string): string {
  return word.length > longestWord ? [...word].slice(0, longestWord).join('') : word;
}
