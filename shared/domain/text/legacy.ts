/**
 * Texts of the fonts before Unicode, as Excel files of communes still hold them: the bytes of TCVN3 (.VnTime) and VNI read as
 * Windows-1252. Conversion is offered at the import, never done unasked.
 */

export type LegacyEncoding = 'tcvn3' | 'vni';

/** Letter of Windows-1252 and the Vietnamese letter it stands for. Capitals with tones exist only as another font (.VnTimeH). */
const tcvn3Pairs =
  'µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ«ôåồæổçỗèốéộ¬ơêờëởìỡíớîợïùñủòũóúôụ\u00ADưõừöử÷ữøứùựúỳûỷüỹýýþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư';
const tcvn3: ReadonlyMap<string, string> = new Map(pairs(tcvn3Pairs));

/** A VNI letter is its base and a second letter that stands for marks. */
const vniMarks: ReadonlyMap<string, string> = new Map([
  ['ù', '\u0301'],
  ['ø', '\u0300'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ï', '\u0323'],
  ['ê', '\u0306'],
  ['é', '\u0306\u0301'],
  ['è', '\u0306\u0300'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['ë', '\u0306\u0323'],
  ['â', '\u0302'],
  ['á', '\u0302\u0301'],
  ['à', '\u0302\u0300'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['ä', '\u0302\u0323'],
]);
const vniSingles: ReadonlyMap<string, string> = new Map(pairs('æỉóĩòịîỵñđôơöưííìì'));
const vniLetter = /([aeouyôö])([ùøûõïêéèúüëâáàåãä])|[íìæóòîñôö]/giu;

/** Letters that only Unicode text has: where there is one, nothing is to be converted. */
const unicodeOnly = /[ăđĩũơưẠ-ỹĂĐĨŨƠƯ]/u;
const tcvn3Only = /[a-z\u00C0-\u00FF][µ¶·¸¹»¼½¾©®ª«¬\u00AD÷×]|[µ¶·¸¹»¼½¾©®ª«¬\u00AD÷×§¡][a-z]/iu;
/** Pairs and letters that Unicode text of Vietnamese does not have; `oà` is both Hoài and VNI's ồ and tells nothing. */
const vniOnly = /[aeouyô][øûïëåäü]|a[êâùõ]|e[âùõ]|[uy]ù|[öñ]/iu;

/** Unicode of a text in a legacy encoding, NFC. Letters that the encoding does not change stay. */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  if (encoding === 'tcvn3') return Array.from(text, (letter) => tcvn3.get(letter) ?? letter).join('');
  return text.replace(vniLetter, (whole, base?: string, mark?: string) =>
    base === undefined ? vniSingle(whole) : vniPair(base, mark ?? ''),
  );
}

/**
 * The encoding that the texts of a file seem to be in; `undefined` when they are Unicode, plain ASCII, or tell nothing. Give it
 * many cells: one foreign name says little, so at least a tenth of the texts must show it.
 */
export function detectLegacyEncoding(texts: readonly string[]): LegacyEncoding | undefined {
  const told = texts.map((text) => text.normalize('NFC')).filter((text) => /\p{L}/u.test(text));
  if (told.some((text) => unicodeOnly.test(text))) return undefined;
  const share = (sign: RegExp): number => told.filter((text) => sign.test(text)).length / Math.max(told.length, 1);
  const [ofTcvn3, ofVni] = [share(tcvn3Only), share(vniOnly)];
  if (Math.max(ofTcvn3, ofVni) < 0.1) return undefined;
  return ofTcvn3 >= ofVni ? 'tcvn3' : 'vni';
}

function vniPair(base: string, mark: string): string {
  return (vniSingle(base) + (vniMarks.get(mark.toLowerCase()) ?? '')).normalize('NFC');
}

function vniSingle(letter: string): string {
  const lower = letter.toLowerCase();
  const unicode = vniSingles.get(lower) ?? lower;
  return letter === lower ? unicode : unicode.toUpperCase();
}

function pairs(text: string): readonly (readonly [string, string])[] {
  return (text.match(/../gsu) ?? []).map(([from = '', to = '']) => [from, to] as const);
}
