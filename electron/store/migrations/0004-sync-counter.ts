import type { Migration } from '../migrate.ts';

/** `send_attempt.dossier_id` is empty for acts of no dossier; `attempts` counts since its last act or blob arrived. */
export const syncCounterTables: Migration = {
  id: 4,
  why: 'How sending went for each dossier, the packs the server has signed, and what a person has to be told of sync.',
  up: (db) =>
    db.exec(`
    CREATE TABLE send_attempt (
      dossier_id TEXT PRIMARY KEY,
      attempts   INTEGER NOT NULL,
      last_at    TEXT NOT NULL,
      error      TEXT,
      details    TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE signed_pack (
      name      TEXT NOT NULL,
      version   INTEGER NOT NULL,
      statement TEXT NOT NULL,
      key_id    TEXT NOT NULL,
      signature TEXT NOT NULL,
      content   TEXT NOT NULL,
      taken_at  TEXT NOT NULL,
      agreed_at TEXT,
      agreed_by TEXT,
      PRIMARY KEY (name, version)
    ) STRICT;

    CREATE TABLE notice (
      no      INTEGER PRIMARY KEY,
      at      TEXT NOT NULL,
      kind    TEXT NOT NULL,
      details TEXT NOT NULL,
      seen_at TEXT
    ) STRICT;
  `),
};
