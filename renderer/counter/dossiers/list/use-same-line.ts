/** When the list reloads, the same dossier stays chosen, wherever its line has moved to. */
import { useEffect } from 'react';
import { select } from './list-store.ts';
import type { ListRows } from './use-list-rows.ts';

/** How far from its old place a line is looked for; beyond that the place is kept and not the dossier. */
const reach = 200;

/** `rows` null: the lines shown are no dossiers. */
export function useSameLine(rows: ListRows | null, selectedId: string | null, selectedIndex: number): void {
  useEffect(() => {
    if (rows === null || rows.stale || rows.first || rows.total === 0) return;
    const here = rows.rowAt(selectedIndex);
    if (here === undefined && selectedIndex < rows.total) return;
    if (here !== undefined && (selectedId === null || here.dossierId === selectedId)) {
      if (selectedId === null) select(selectedIndex, here.dossierId);
      return;
    }
    const moved = selectedId === null ? -1 : indexOf(rows, selectedId, selectedIndex);
    const index = moved === -1 ? Math.min(selectedIndex, rows.total - 1) : moved;
    select(index, rows.rowAt(index)?.dossierId ?? null);
  }, [rows, selectedId, selectedIndex]);
}

function indexOf(rows: ListRows, dossierId: string, near: number): number {
  for (let away = 1; away <= reach; away += 1) {
    const found = [near - away, near + away].find((index) => index >= 0 && rows.rowAt(index)?.dossierId === dossierId);
    if (found !== undefined) return found;
  }
  return -1;
}
