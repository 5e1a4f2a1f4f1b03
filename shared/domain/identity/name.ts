/** Names of persons. They are legal names: nothing is title-cased, no spelling is changed, and what looks odd is a warning. */

const maxNameLength = 100;

export type NameWarning = 'unusual-character' | 'two-tones-in-word';
export type CheckedName =
  | { readonly ok: true; readonly fullName: string; readonly warnings: readonly NameWarning[] }
  | { readonly ok: false; readonly reason: 'empty' | 'too-long' };

/** Letters with their marks, apostrophe and hyphen of K'Brơi and H'Hen Niê, single blanks. */
const usualName = /^[\p{L}\p{M}'\u2019\u02BC-]+(?: [\p{L}\p{M}'\u2019\u02BC-]+)*$/u;
const tone = /[\u0300\u0309\u0303\u0301\u0323]/gu;

/** Checks an admitted name: blanks are trimmed and collapsed, one-word names are as good as others. */
export function checkName(name: string): CheckedName {
  const fullName = name.replace(/[\s\p{Z}]+/gu, ' ').trim();
  if (fullName === '') return { ok: false, reason: 'empty' };
  if (fullName.length > maxNameLength) return { ok: false, reason: 'too-long' };
  const warnings: NameWarning[] = [];
  if (!usualName.test(fullName)) warnings.push('unusual-character');
  if (hasTwoTonesInWord(fullName)) warnings.push('two-tones-in-word');
  return { ok: true, fullName, warnings };
}

/** A Vietnamese word bears one tone; two come from an input method that got in the way or from a legacy encoding. */
export function hasTwoTonesInWord(text: string): boolean {
  return text
    .normalize('NFD')
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => (word.match(tone) ?? []).length > 1);
}
