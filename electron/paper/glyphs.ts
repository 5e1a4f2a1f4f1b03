/** Ranges of code points, first and last included. */
type Range = readonly [first: number, last: number];

const UNSHOWN = '□';
/** Direction marks would let a text rearrange the words around it on paper. */
const directionMarks: readonly Range[] = [
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
];

function inRanges(ranges: readonly Range[], codePoint: number): boolean {
  return ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

/** Format 4 is the table every TrueType font has for the basic plane: parallel arrays of segment ends and starts. */
function readFormat4(font: DataView, at: number): Range[] {
  const segments = font.getUint16(at + 6) / 2;
  return Array.from({ length: segments }, (_, n): Range => {
    const last = font.getUint16(at + 14 + 2 * n);
    const first = font.getUint16(at + 16 + 2 * (segments + n));
    return [first, last];
  }).filter(([first]) => first !== 0xffff);
}

function tableAt(font: DataView, tag: string): number {
  const count = font.getUint16(4);
  for (let n = 0; n < count; n += 1) {
    const record = 12 + 16 * n;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(record + byte)));
    if (name === tag) return font.getUint32(record + 8);
  }
  throw new RangeError(`the font has no ${tag} table`);
}

/** Code points of the basic plane that a TrueType font claims to have. Throws a RangeError for a font without such a table. */
export function readCoverage(bytes: Uint8Array): readonly Range[] {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = tableAt(font, 'cmap');
  const count = font.getUint16(cmap + 2);
  for (let n = 0; n < count; n += 1) {
    const at = cmap + font.getUint32(cmap + 4 + 8 * n + 4);
    if (font.getUint16(at) === 4) return readFormat4(font, at);
  }
  throw new RangeError('the font has no format 4 character map');
}

/**
 * What PDF/A can show of a text: composed, white space as single blanks, a box for each character that the font lacks (PDF/A
 * refuses missing glyphs, and a box tells the reader that something stood there). Words too long for a line may break anywhere
 * after every tenth character.
 */
function printable(text: string, coverage: readonly Range[]): string {
  const shown = [...text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()]
    .map((char) => {
      const codePoint = char.codePointAt(0) ?? 0;
      return inRanges(coverage, codePoint) && !inRanges(directionMarks, codePoint) ? char : UNSHOWN;
    })
    .join('');
  return shown.replaceAll(/\S{28,}/g, (word) => word.replaceAll(/.{10}(?=.)/g, '$&\u200B'));
}

function printableValue(value: unknown, coverage: readonly Range[]): unknown {
  if (typeof value === 'string') return printable(value, coverage);
  if (Array.isArray(value)) return value.map((one) => printableValue(one, coverage));
  return typeof value === 'object' && value !== null ? printableData(value, coverage) : value;
}

/** `printable` for every string inside plain JSON data. */
export function printableData(data: object, coverage: readonly Range[]): object {
  return Object.fromEntries(Object.entries(data).map(([key, one]) => [key, printableValue(one, coverage)]));
}
