/** Ids by which the search names the list and its lines to screen readers. */
export const tableId = 'dossier-lines';

export function lineId(index: number): string {
  return `dossier-line-${index}`;
}
