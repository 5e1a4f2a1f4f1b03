/** What input methods and scanners do to a card's text, told from the text alone. */
import { hasTwoTonesInWord } from './name.ts';

/** Letters of Vietnamese in NFC, and of names of other peoples of Vietnam (Ê Đê, Gia Rai, Ba Na, M'nông, K'ho). */
const knownLetters = /^(?:[a-zA-Zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-ỸčĕĭŏŭƀČĔĬŎŬɃ'\u2019\u02BC\s-]|\u0306|\u030C)*$/u;
const looseTone = /\u0300|\u0309|\u0303|\u0301|\u0323/u;

/**
 * Whether digits were typed by the Windows Vietnamese keyboard, whose number row gives ă â ê ô, the five tones and đ: nothing
 * but these and digits, and at least one of these.
 */
export function isKeyboardRow(field: string): boolean {
  const marks = field.normalize('NFD').replace(/[0-9]/gu, '');
  return /^(?:[aeod]?\p{Mn}+|đ)+$/iu.test(marks);
}

/**
 * Whether a name holds what no name holds but an input method makes: digits (VNI), loose tones, two tones in one word of
 * Vietnamese letters. Legacy encodings also look so; they use letters that Vietnamese does not have and are left to review.
 */
export function nameGoneThroughInputMethod(fullName: string): boolean {
  if (/\p{Nd}/u.test(fullName)) return true;
  const bare = fullName.replace(new RegExp(looseTone.source, 'gu'), '');
  return knownLetters.test(bare) && (looseTone.test(fullName) || hasTwoTonesInWord(fullName));
}

/**
 * Whether the scanner used another encoding (letters that Vietnamese does not have, `?`) or lost the diacritics: a Vietnamese
 * address or `Nữ` without any mark. A name alone may well have none (Mai Lan Anh).
 */
export function nameNeedsReview(fullName: string, sexWord: string, residence: string): boolean {
  if (!knownLetters.test(fullName)) return true;
  return /^nu$/iu.test(sexWord) || /^\p{ASCII}*$/u.test(fullName + residence);
}
