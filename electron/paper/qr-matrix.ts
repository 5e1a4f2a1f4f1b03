import bwipjs from 'bwip-js/node';

// oxlint-disable-next-line import/no-named-as-default-member -- the named export is a symbology called raw, the member is the encoder.
const { raw: encode } = bwipjs;

/** Rows of `0` and `1` of a QR code, correction level M, without the quiet zone. */
export function qrMatrix(text: string): readonly string[] {
  const [symbol] = encode('qrcode', text, 'eclevel=M');
  if (symbol === undefined || !('pixs' in symbol)) throw new TypeError('the barcode library gave no matrix');
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, y) => pixs.slice(y * pixx, (y + 1) * pixx).join(''));
}
