import type { KeyboardEvent } from 'react';

/** A key that writes: typed among the lines it belongs to the search. */
export function isLetter({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey;
}
