/** Both lists as one walk for the arrows: papers first, then voided codes. */
import type { PaperOwed, VoidedCode } from '#shared/contract/correction.ts';

export type ExplainedRow = { readonly of: 'papers' | 'voided'; readonly dossierId: string };
export type Explained = { readonly papers: readonly PaperOwed[]; readonly voided: readonly VoidedCode[] };

export function rowsOf({ papers, voided }: Explained): readonly ExplainedRow[] {
  return [
    ...papers.map(({ dossierId }) => ({ of: 'papers' as const, dossierId })),
    ...voided.map(({ dossierId }) => ({ of: 'voided' as const, dossierId })),
  ];
}

/** The row that is `wanted`; the first where it is gone or nothing was chosen. */
export function rowOf(rows: readonly ExplainedRow[], wanted: ExplainedRow | null): ExplainedRow | undefined {
  return rows.find(({ of, dossierId }) => of === wanted?.of && dossierId === wanted.dossierId) ?? rows[0];
}

/** `from`'s neighbour; the ends stay. */
export function neighbour(rows: readonly ExplainedRow[], from: ExplainedRow, by: 1 | -1): ExplainedRow {
  return rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(from) + by))] ?? from;
}

/** The first row of the other list; where that is empty, `from`. */
export function across(rows: readonly ExplainedRow[], from: ExplainedRow): ExplainedRow {
  return rows.find(({ of }) => of !== from.of) ?? from;
}
