import type { Act } from '#shared/journal/act.ts';

/** Head of one journal: its last link. */
export type JournalHead = { readonly journalId: string; readonly seq: number; readonly linkHash: string };

export type ActQueries = {
  find(actId: string): Act | undefined;
  /** A dossier's acts in fold order. */
  ofDossier(dossierId: string): readonly Act[];
  /** Newest first, of every journal, for the history of acts without a dossier (`kind` filters). */
  ofKind(kind: string, limit: number): readonly Act[];
  head(journalId: string): JournalHead | undefined;
  heads(): readonly JournalHead[];
  /** Acts the server has not confirmed. */
  unsentCount(): number;
};
