/**
 * Tells a scanner's burst from a person's typing. Pure: keys with their times in, a verdict out.
 *
 * A scan: at least 8 characters, on average at most `gapMs` apart, no Backspace. A mangled scan: at least 20 keys of that speed with
 * Backspaces among them, an input method was rewriting the text. Shorter ones with Backspaces are the input method at work for a person.
 */
export type BurstKey = { readonly kind: 'character' | 'backspace' | 'dead'; readonly text: string; readonly atMs: number };
export type Verdict = { readonly kind: 'typing' } | { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'mangled' };

const scanCharacters = 8;
const mangledKeys = 20;

/** Silence that ends a burst, in ms. */
export const silenceMs = 80;

/** Judges the keys since the last silence, without the closing Enter or Tab. */
export function judgeBurst(keys: readonly BurstKey[], gapMs: number): Verdict {
  const first = keys[0];
  const last = keys.at(-1);
  if (first === undefined || last === undefined || keys.length < scanCharacters) return { kind: 'typing' };
  if ((last.atMs - first.atMs) / (keys.length - 1) > gapMs) return { kind: 'typing' };
  if (keys.every(({ kind }) => kind === 'character')) return { kind: 'scan', text: keys.map(({ text }) => text).join('') };
  return keys.length >= mangledKeys && keys.some(({ kind }) => kind === 'backspace') ? { kind: 'mangled' } : { kind: 'typing' };
}

/** Whether `next` may still belong to the burst that ends with `last`. */
export function continues(last: BurstKey | undefined, next: { readonly atMs: number }): boolean {
  return last !== undefined && next.atMs - last.atMs <= silenceMs;
}
