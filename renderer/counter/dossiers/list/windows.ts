/** Which pages of a very long list are needed for the lines in view. */

export const pageSize = 100;
/** Lines outside the view that are fetched already, so that a held arrow key does not run into blanks. */
const margin = 30;

/** Offsets of the pages that hold lines `first` to `last` and a margin around them, ascending; none when the list is empty. */
export function pageOffsets(first: number, last: number, total: number): readonly number[] {
  if (total <= 0 || last < first) return [];
  const from = Math.floor(Math.max(0, first - margin) / pageSize);
  const to = Math.floor(Math.min(total - 1, last + margin) / pageSize);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => (from + index) * pageSize);
}
