import type { Connection } from '../connection.ts';

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
  /** Everybody's, oldest first. */
  all(): readonly Draft[];
  /** Oldest first. */
  ofOwner(ownerId: string): readonly Draft[];
  countOfOwner(ownerId: string): number;
  /** Durable when it returns. Keeps owner and `createdAt` of the first save. */
  save(draft: Draft): void;
  remove(id: string): void;
};

type Row = Omit<Draft, 'data'> & { readonly data: string };

const select = 'SELECT id, owner_id AS ownerId, label, data, created_at AS createdAt, saved_at AS savedAt FROM draft';

export function draftQueries({ sql }: Connection): DraftQueries {
  return {
    find: (id) => sql<Row>(`${select} WHERE id = ?`).all(id).map(draftOf)[0],
    all: () => sql<Row>(`${select} ORDER BY created_at, id`).all().map(draftOf),
    ofOwner: (ownerId) => sql<Row>(`${select} WHERE owner_id = ? ORDER BY created_at, id`).all(ownerId).map(draftOf),
    countOfOwner: (ownerId) => sql<{ many: number }>('SELECT count(*) AS many FROM draft WHERE owner_id = ?').get(ownerId)?.many ?? 0,
    save: (draft) => {
      sql(`INSERT INTO draft (id, owner_id, label, data, created_at, saved_at) VALUES (@id, @ownerId, @label, @data, @createdAt, @savedAt)
        ON CONFLICT (id) DO UPDATE SET label = excluded.label, data = excluded.data, saved_at = excluded.saved_at`).run({
        ...draft,
        data: JSON.stringify(draft.data),
      });
    },
    remove: (id) => {
      sql('DELETE FROM draft WHERE id = ?').run(id);
    },
  };
}

function draftOf(row: Row): Draft {
  return { ...row, data: JSON.parse(row.data) as unknown };
}
