import bwipjs from 'bwip-js/node';

// oxlint-disable-next-line import/no-named-as-default-member -- the named export is a symbology called raw, the member is the encoder.
const { raw: encode } = bwipjs;

/** A QR code as templates draw it: so many squares a side, the dark ones as an SVG path in units of a square. */
export type QrPicture = { readonly side: number; readonly path: string };

/** Every run of dark squares in a row is one rectangle of the path. */
export function qrPicture(text: string): QrPicture {
  const rows = qrMatrix(text);
  const runs = rows.flatMap((row, y) =>
    Array.from(
      row.matchAll(/1+/gu),
      ({ 0: { length }, index }) => `M${String(index)} ${String(y)}h${String(length)}v1h-${String(length)}z`,
    ),
  );
  return { side: rows.length, path: runs.join('') };
}

/** Rows of `0` and `1` of a QR code, correction level M, without the quiet zone. */
export function qrMatrix(text: string): readonly string[] {
  const [symbol] = encode('qrcode', text, 'eclevel=M');
  if (symbol === undefined || !('pixs' in symbol)) throw new TypeError('the barcode library gave no matrix');
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, y) => pixs.slice(y * pixx, (y + 1) * pixx).join(''));
}
