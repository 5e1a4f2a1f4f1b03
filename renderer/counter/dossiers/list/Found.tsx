/** A text with the letters that the search found marked. */
import { matchPieces } from '../match.ts';

export function Found({ text, query }: { readonly text: string; readonly query: string }) {
  let at = 0;
  return matchPieces(text, query).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.found ? <mark key={key}>{piece.text}</mark> : piece.text;
  });
}
