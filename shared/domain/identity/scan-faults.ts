/** What input methods and scanners do to a card's text, told from the text alone. */
import { hasTwoTonesInWord } from './name.ts';

/**
 * The number row of the Windows Vietnamese keyboard types ă â ê ô, five tones and đ; Telex and VNI leave such letters among digits.
 * A tone key after a digit leaves a mark that has nothing to stand on.
 */
const madeByInputMethod = /[ăâêôơưđ\u0300\u0309\u0303\u0301\u0323]/iu;
/** Letters of Vietnamese in NFC, and of names of other peoples of Vietnam (Ê Đê, Gia Rai, Ba Na, M'nông, K'ho). */
const knownLetters = /^[a-zA-Zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-ỸčĕĭŏŭƀČĔĬŎŬɃ\u0306\u030C'\u2019\u02BC\s-]*$/u;
const looseTone = /[\u0300\u0309\u0303\u0301\u0323]/u;

/** Whether a field that should hold digits only shows an input method's work. */
export function digitsGoneThroughInputMethod(field: string): boolean {
  return madeByInputMethod.test(field.normalize('NFD')) || madeByInputMethod.test(field);
}

/**
 * Whether a name holds what no name holds but an input method makes: digits (VNI), loose tones, two tones in one word of
 * Vietnamese letters. Legacy encodings also look so; they use letters that Vietnamese does not have and are left to review.
 */
export function nameGoneThroughInputMethod(fullName: string): boolean {
  if (/\p{Nd}/u.test(fullName)) return true;
  return knownLetters.test(withoutLooseTones(fullName)) && (looseTone.test(fullName) || hasTwoTonesInWord(fullName));
}

/**
 * Whether the scanner used another encoding (letters that Vietnamese does not have, `?`) or lost the diacritics: a Vietnamese
 * address or `Nữ` without any mark. A name alone may well have none (Mai Lan Anh).
 */
export function nameNeedsReview(fullName: string, sexWord: string, residence: string): boolean {
  if (!knownLetters.test(fullName)) return true;
  return /^nu$/iu.test(sexWord) || /^\p{ASCII}*$/u.test(fullName + residence);
}

function withoutLooseTones(text: string): string {
  return text.replace(new RegExp(looseTone.source, 'gu'), '');
}
