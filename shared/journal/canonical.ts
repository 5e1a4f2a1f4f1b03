import { FormatError } from './format-error.ts';

/** Containers within containers, the body itself being 1. */
export const MAX_DEPTH = 32;

/**
 * RFC 8785 text of `value`, with our narrowing of JSON: safe integers only (money in đồng, counts), no lone surrogate and no
 * U+0000 in any string or key. Text is not normalised here. Throws `FormatError`.
 *
 * Checked and written in one walk, because every command pays for it; a test holds it against an independent writer of RFC 8785. With safe
 * integers alone, numbers and strings are as `JSON.stringify` writes them; keys go by their UTF-16 units, as `sort` puts them.
 */
export function canonicalText(value: unknown): string {
  return textOf(value, '', '', 1);
}

/** `path` names the container, `key` the place in it with its stroke: joined only where they are needed. */
function textOf(value: unknown, path: string, key: string | number, depth: number): string {
  switch (typeof value) {
    case 'string':
      return textOfString(value, path, key);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value)) throw new FormatError('not-an-integer', placeOf(path, key));
      return String(value);
    case 'object':
      return value === null ? 'null' : textOfContainer(value, placeOf(path, key), depth);
    default:
      throw new FormatError('not-json', placeOf(path, key));
  }
}

const placeOf = (path: string, key: string | number): string => (key === '' ? path : `${path}/${key}`);

function textOfContainer(value: object, path: string, depth: number): string {
  // A cycle ends here too.
  if (depth > MAX_DEPTH) throw new FormatError('too-deep', path);
  if (Array.isArray(value)) return textOfArray(value, path, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new FormatError('not-json', path);
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(members).sort()) {
    if (text !== '') text += ',';
    text += textOfString(key, path, '');
    text += ':';
    text += textOf(members[key], path, key, depth + 1);
  }
  return `{${text}}`;
}

function textOfArray(value: readonly unknown[], path: string, depth: number): string {
  let text = '';
  // Index by index: iteration methods would skip holes, which are not JSON.
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) text += ',';
    text += textOf(value[index], path, index, depth + 1);
  }
  return `[${text}]`;
}

/** Neither a sign that JSON escapes nor a half of a surrogate pair: most texts, and written as they stand. */
const plain = /^[\u0020\u0021\u0023-\u005B\u005D-\uD7FF\uE000-\uFFFF]*$/;

function textOfString(text: string, path: string, key: string | number): string {
  if (plain.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new FormatError('lone-surrogate', placeOf(path, key));
  if (text.includes('\u0000')) throw new FormatError('null-character', placeOf(path, key));
  return JSON.stringify(text);
}
