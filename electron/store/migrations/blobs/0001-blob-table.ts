import type { Migration } from '../../migrate.ts';

export const blobTable: Migration = {
  id: 1,
  why: 'Bytes by their hash; `n` keeps large values out of the index.',
  up: (db) =>
    db.exec(`
    CREATE TABLE blob (
      n      INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      bytes  BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER blob_is_never_changed BEFORE UPDATE ON blob BEGIN SELECT raise(ABORT, 'blobs are never changed'); END;
  `),
};
