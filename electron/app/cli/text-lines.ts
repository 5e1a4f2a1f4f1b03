/**
 * The lines of a text that comes in pieces, each as soon as its end is there; LF, CR LF and CR end a line, so a line may be empty twice. Node's own
 * reader also ends one at U+2028 and U+2029, which JSON allows inside a text. A byte order mark before the first line is dropped.
 */
export async function* textLines(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = '';
  let first = true;
  for await (const piece of pieces) {
    const text = first ? piece.replace(/^\uFEFF/u, '') : piece;
    first = first && piece === '';
    const lines = (rest + text).split(/\r\n|[\n\r]/u);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
