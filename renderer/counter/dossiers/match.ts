/** Which letters of a shown text the search found: the same rules as the search itself (words by their beginnings, numbers by either end). */
import { fold, fuzzyFold, words } from '#shared/domain/text/fold.ts';

/** A piece of a text to draw; `found` pieces carry the `match` colour. Joined, the pieces are the text. */
export type Piece = { readonly text: string; readonly found: boolean };

type Range = { readonly start: number; readonly end: number };
type Letter = { readonly key: string; readonly start: number; readonly end: number };
type Word = readonly Letter[];

/** `text` cut into found and other pieces for what was typed. An empty query gives the whole text as one piece. */
export function matchPieces(text: string, query: string): readonly Piece[] {
  const asked = words(query);
  if (asked.length === 0) return text === '' ? [] : [{ text, found: false }];
  return pieces(text, joined(wordsOf(text).flatMap((word) => rangesIn(word, asked))));
}

function rangesIn(word: Word, asked: readonly string[]): readonly Range[] {
  const key = word.map((letter) => letter.key).join('');
  const lengths = asked.filter((part) => fuzzyFold(key).startsWith(fuzzyFold(part))).map((part) => part.length);
  const head = Math.max(0, ...lengths);
  const tails = asked.filter((part) => isNumber(part) && isNumber(key) && key.endsWith(part)).map((part) => part.length);
  const tail = Math.max(0, ...tails);
  return [...rangeOf(word, 0, head), ...rangeOf(word, word.length - tail, word.length)];
}

function rangeOf(word: Word, from: number, to: number): readonly Range[] {
  const first = word[from];
  const last = word[to - 1];
  return first === undefined || last === undefined || to <= from ? [] : [{ start: first.start, end: last.end }];
}

/** Letters with their marks, so that a decomposed text is never cut between a letter and its tone. */
function wordsOf(text: string): readonly Word[] {
  const found: Letter[][] = [[]];
  for (const { segment, index } of new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)) {
    const key = fold(segment);
    if (/^[\p{L}\p{N}]$/u.test(key)) found.at(-1)?.push({ key, start: index, end: index + segment.length });
    else found.push([]);
  }
  return found.filter((word) => word.length > 0);
}

function joined(ranges: readonly Range[]): readonly Range[] {
  return [...ranges]
    .sort((a, b) => a.start - b.start)
    .reduce<Range[]>((done, next) => {
      const last = done.at(-1);
      if (last === undefined || next.start > last.end) return [...done, next];
      return [...done.slice(0, -1), { start: last.start, end: Math.max(last.end, next.end) }];
    }, []);
}

function pieces(text: string, ranges: readonly Range[]): readonly Piece[] {
  const cut = ranges.flatMap(({ start, end }, index) => [
    { text: text.slice(ranges[index - 1]?.end ?? 0, start), found: false },
    { text: text.slice(start, end), found: true },
  ]);
  return [...cut, { text: text.slice(ranges.at(-1)?.end ?? 0), found: false }].filter((piece) => piece.text !== '');
}

function isNumber(text: string): boolean {
  return /^\d+$/u.test(text);
}
