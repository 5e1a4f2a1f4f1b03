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

/**
 * Whether a key at `atMs` may belong to the burst of `keys`. While they are too few for a scan, a gap of one and a half times the scanner's
 * parts them: what a person typed just before a scan is the person's, and stays in the field.
 */
export function continues(keys: readonly BurstKey[], atMs: number, gapMs: number): boolean {
  const last = keys.at(-1);
  return last !== undefined && atMs - last.atMs <= (keys.length < scanCharacters ? Math.min(silenceMs, gapMs * 1.5) : silenceMs);
}
