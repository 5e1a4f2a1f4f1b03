import { MAX_DEPTH } from '../journal/canonical.ts';

/**
 * Whether `text`, which parses to `value`, is its RFC 8785 text within our narrowing of JSON. True only when it is; false also for text that
 * is canonical in an odd way (keys that look like array indexes), which the full rendering then decides.
 */
export function isPlainlyCanonical(value: unknown, text: string): boolean {
  // The language's own rendering has no blanks and the shortest escapes, as RFC 8785; what it leaves open is the keys' order.
  return JSON.stringify(value) === text && isFit(value, 1);
}

function isFit(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return isFitText(value);
    case 'number':
      return Number.isSafeInteger(value);
    case 'object':
      return (
        value === null ||
        (depth <= MAX_DEPTH && (Array.isArray(value) ? value.every((member) => isFit(member, depth + 1)) : isFitObject(value, depth)))
      );
    default:
      return typeof value === 'boolean';
  }
}

function isFitObject(value: object, depth: number): boolean {
  let before: string | undefined;
  for (const [key, member] of Object.entries(value)) {
    if ((before !== undefined && key <= before) || !isFitText(key) || !isFit(member, depth + 1)) return false;
    before = key;
  }
  return true;
}

const isFitText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
