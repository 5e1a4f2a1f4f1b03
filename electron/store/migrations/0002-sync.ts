import type { Migration } from '../migrate.ts';

/**
 * A journal's row is one unbroken chain made here (`own`), which the journal log holds too, or the acts of a journal as the server told them: these may have
 * gaps, and where two lives went on from one link the other life is another `branch`, 1, 2, …. `forked`: the server has gone on with the journal of this name without us.
 * An act has its bytes once; `relink` is its place on a later journal of ours.
 */
export const syncTables: Migration = {
  id: 2,
  why: 'What the server has placed and told, the lives of this store, and what was sent.',
  up: (db) =>
    db.exec(`
    CREATE TABLE journal_life (
      no         INTEGER PRIMARY KEY,
      journal_id TEXT NOT NULL,
      branch     INTEGER NOT NULL DEFAULT 0,
      live       INTEGER NOT NULL,
      own        INTEGER NOT NULL DEFAULT 1,
      forked     INTEGER NOT NULL DEFAULT 0,
      UNIQUE (journal_id, branch)
    ) STRICT;
    INSERT INTO journal_life (no, journal_id, live) SELECT no, journal_id, live FROM journal;
    DROP TABLE journal;
    ALTER TABLE journal_life RENAME TO journal;
    CREATE UNIQUE INDEX journal_one_is_live ON journal (live) WHERE live = 1;

    CREATE TABLE relink (
      n         INTEGER PRIMARY KEY,
      act_n     INTEGER NOT NULL REFERENCES act (n),
      prev      TEXT NOT NULL,
      link_hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX relink_of_act ON relink (act_n);
    CREATE TRIGGER relink_is_never_changed BEFORE UPDATE ON relink BEGIN SELECT raise(ABORT, 'links are never changed'); END;
    CREATE TRIGGER relink_is_never_deleted BEFORE DELETE ON relink BEGIN SELECT raise(ABORT, 'links are never deleted'); END;

    CREATE TABLE epoch (epoch TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE pull_page (
      epoch       TEXT NOT NULL,
      to_position INTEGER NOT NULL,
      page        TEXT NOT NULL,
      key_id      TEXT NOT NULL,
      signature   TEXT NOT NULL,
      PRIMARY KEY (epoch, to_position)
    ) STRICT;
    CREATE TABLE placed_link (
      epoch    TEXT NOT NULL,
      position INTEGER NOT NULL,
      link     TEXT NOT NULL,
      PRIMARY KEY (epoch, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE odd_act (
      epoch    TEXT NOT NULL,
      position INTEGER NOT NULL,
      body     TEXT NOT NULL,
      link     TEXT NOT NULL,
      PRIMARY KEY (epoch, position)
    ) STRICT;

    CREATE TABLE blob_named (sha256 TEXT NOT NULL, n INTEGER NOT NULL, waiting INTEGER NOT NULL, PRIMARY KEY (sha256, n)) STRICT, WITHOUT ROWID;
    CREATE INDEX blob_waiting ON blob_named (n) WHERE waiting = 1;
    CREATE TABLE blob_sent (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO blob_named (sha256, n, waiting) SELECT json_extract(CAST(body AS TEXT), '$.payload.blobSha256'), n, 1 FROM act
      WHERE kind IN ('paper.printed', 'document.scanned') AND json_extract(CAST(body AS TEXT), '$.payload.blobSha256') IS NOT NULL ORDER BY n;

    CREATE TABLE manifest (
      journal_id    TEXT NOT NULL,
      from_seq      INTEGER NOT NULL,
      to_seq        INTEGER NOT NULL,
      manifest      TEXT NOT NULL,
      signature     TEXT NOT NULL,
      countersigned TEXT,
      PRIMARY KEY (journal_id, from_seq, to_seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE outage (
      began_at TEXT PRIMARY KEY,
      ended_at TEXT,
      why      TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `),
};
