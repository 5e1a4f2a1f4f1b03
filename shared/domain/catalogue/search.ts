/** Procedure picker: any part of name or code, diacritics or not, words in any order, on every key. */
import { fold } from '../text/fold.ts';
import type { Procedure } from './procedure.ts';

type Entry = {
  readonly procedure: Procedure;
  /** Folded words of the name. */
  readonly words: readonly string[];
  /** The same words with their marks, for queries that have marks. */
  readonly marked: readonly string[];
  /** Where the name proper begins: after the leading "thủ tục", which many names have and nobody types. */
  readonly start: number;
  /** First letters of the words from there: `dkks` for đăng ký khai sinh. */
  readonly initials: string;
  /** Digits and letters of the code without dots. */
  readonly code: string;
};

/** Built once for a list of procedures; `findProcedures` only reads it. */
export type ProcedureIndex = readonly Entry[];

type Query = { readonly words: readonly string[]; readonly marked: readonly string[]; readonly code: string };

const token = /[\p{L}\p{N}]+/gu;

export function indexProcedures(procedures: readonly Procedure[]): ProcedureIndex {
  return procedures.map((procedure) => {
    const marked = wordsWithMarks(procedure.name);
    const words = marked.map(fold);
    const start = words[0] === 'thu' && words[1] === 'tuc' ? 2 : 0;
    const initials = words.slice(start).map((word) => word.charAt(0));
    return { procedure, words, marked, start, initials: initials.join(''), code: codeKey(procedure.code) };
  });
}

/**
 * At most `limit` procedures that hold every word of `text` (a word may be cut short, the last or any other), best first: words
 * side by side in their order, then at the beginning of the name, then whole words, then marks as typed, then the shorter name.
 * A code, whole or in part, and first letters (`dkks`, three or more) are found too. Without any word, the list as it is.
 */
export function findProcedures(index: ProcedureIndex, text: string, limit: number): readonly Procedure[] {
  const marked = wordsWithMarks(text);
  const query: Query = { words: marked.map(fold), marked, code: codeKey(text) };
  if (query.words.length === 0) return index.slice(0, limit).map((entry) => entry.procedure);
  return index
    .map((entry) => ({ entry, score: score(entry, query) }))
    .filter((found) => found.score > 0)
    .toSorted((a, b) => b.score - a.score || lengthOfName(a.entry) - lengthOfName(b.entry))
    .slice(0, limit)
    .map((found) => found.entry.procedure);
}

/** 0: not found. Codes outrank names, names outrank first letters. */
function score(entry: Entry, query: Query): number {
  return codeScore(entry, query.code) || nameScore(entry, query) || initialsScore(entry, query);
}

/** At least three digits, so that a "6" in a name is not taken for a code. A longer localised code names its procedure as well. */
function codeScore(entry: Entry, code: string): number {
  if (!/^\d{3}/u.test(code)) return 0;
  if (code === entry.code || code.startsWith(entry.code.slice(0, 7))) return 4000;
  if (entry.code.startsWith(code)) return 3000;
  return entry.code.includes(code) ? 2000 : 0;
}

function nameScore(entry: Entry, query: Query): number {
  const places = query.words.map((word) => entry.words.findIndex((own) => own.startsWith(word)));
  if (places.includes(-1)) return 0;
  const run = runStart(entry.words, query.words);
  const whole = query.words.filter((word) => entry.words.includes(word)).length;
  const asTyped = query.marked.filter((word) => entry.marked.some((own) => own.startsWith(word))).length;
  const share = query.words.length;
  const atStart = run === 0 || run === entry.start;
  const together = run < 0 ? 0 : 600 - Math.min(Math.max(run - entry.start, 0), 50) + (atStart ? 200 : 0);
  return 100 + together + (60 * whole) / share + (40 * asTyped) / share;
}

/** Where the query's words stand side by side, each the beginning of a word of the name; -1 if nowhere. */
function runStart(own: readonly string[], wanted: readonly string[]): number {
  return own.findIndex((_, start) => wanted.every((word, offset) => own[start + offset]?.startsWith(word)));
}

function lengthOfName(entry: Entry): number {
  return entry.words.length - entry.start;
}

function initialsScore(entry: Entry, query: Query): number {
  const [only = ''] = query.words;
  if (query.words.length !== 1 || only.length < 3) return 0;
  const place = entry.initials.indexOf(only);
  return place < 0 ? 0 : 60 - Math.min(place, 50);
}

function wordsWithMarks(text: string): readonly string[] {
  return text.normalize('NFC').toLowerCase().match(token) ?? [];
}

/** A code without dots and blanks, upper case. */
function codeKey(text: string): string {
  return text.replace(/[.\s]+/gu, '').toUpperCase();
}
