/** What a clerk is typing, saved to the last field left. `data` is plain JSON. */
export type Draft = {
  readonly id: string;
  readonly ownerId: string;
  /** Queue number or other short label of its tab. */
  readonly label: string | null;
  readonly data: unknown;
  readonly createdAt: string;
  readonly savedAt: string;
};

export type DraftQueries = {
  find(id: string): Draft | undefined;
  /** Oldest first. */
  ofOwner(ownerId: string): readonly Draft[];
  countOfOwner(ownerId: string): number;
  /** Durable when it returns. Keeps `createdAt` of the first save. */
  save(draft: Draft): void;
  remove(id: string): void;
};
