import type { Connection } from '../connection.ts';

export type ImportedFile = {
  readonly sha256: string;
  readonly name: string;
  readonly rows: number;
  readonly importedAt: string;
  readonly actorId: string;
};

export type ImportedFileQueries = {
  find(sha256: string): ImportedFile | undefined;
  /** Importing a file again replaces its row. */
  put(file: ImportedFile): void;
};

export function importedFileQueries({ sql }: Connection): ImportedFileQueries {
  return {
    find: (sha256) =>
      sql<ImportedFile>(
        'SELECT sha256, name, rows, imported_at AS importedAt, actor_id AS actorId FROM imported_file WHERE sha256 = ?',
      ).get(sha256),
    put: (file) => {
      sql(
        'INSERT OR REPLACE INTO imported_file (sha256, name, rows, imported_at, actor_id) VALUES (@sha256, @name, @rows, @importedAt, @actorId)',
      ).run(file);
    },
  };
}
