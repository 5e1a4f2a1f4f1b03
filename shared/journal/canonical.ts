import canonicalize from 'canonicalize';
import { FormatError } from './format-error.ts';

/** Containers within containers, the body itself being 1. */
export const MAX_DEPTH = 32;

/**
 * RFC 8785 text of `value`, with our narrowing of JSON: safe integers only (money in đồng, counts), no lone surrogate and no
 * U+0000 in any string or key. Text is not normalised here. Throws `FormatError`.
 */
export function canonicalText(value: unknown): string {
  refuseUnfit(value, '', 1);
  const text = canonicalize(value);
  if (text === undefined) throw new FormatError('not-json', '');
  return text;
}

function refuseUnfit(value: unknown, path: string, depth: number): void {
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      refuseUnfitText(value, path);
      return;
    case 'number':
      if (!Number.isSafeInteger(value)) throw new FormatError('not-an-integer', path);
      return;
    case 'object':
      if (value !== null) refuseUnfitContainer(value, path, depth);
      return;
    default:
      throw new FormatError('not-json', path);
  }
}

function refuseUnfitContainer(value: object, path: string, depth: number): void {
  // A cycle ends here too.
  if (depth > MAX_DEPTH) throw new FormatError('too-deep', path);
  if (Array.isArray(value)) {
    // Index by index: iteration methods would skip holes, which are not JSON.
    for (let index = 0; index < value.length; index += 1) refuseUnfit(value[index], `${path}/${index}`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new FormatError('not-json', path);
  for (const [key, member] of Object.entries(value)) {
    refuseUnfitText(key, path);
    refuseUnfit(member, `${path}/${key}`, depth + 1);
  }
}

function refuseUnfitText(text: string, path: string): void {
  if (!text.isWellFormed()) throw new FormatError('lone-surrogate', path);
  if (text.includes('\u0000')) throw new FormatError('null-character', path);
}
