import type { Migration } from '../migrate.ts';

/**
 * Every page a command touches is encrypted and written, so tables share what they can: `act.n` is the journal's number times 2^32 plus `seq` and needs no index of
 * its own, codes are found through `number_used`, people through the search index, whose text is the dossier's, and a dossier's state
 * is folded from its acts whenever it is asked for. FTS5 pages are cut to what an encrypted page holds.
 */
export const firstTables: Migration = {
  id: 1,
  why: 'The journal, what is derived from it, and what belongs to this counter alone.',
  up: (db) =>
    db.exec(`
    CREATE TABLE journal (
      no         INTEGER PRIMARY KEY,
      journal_id TEXT NOT NULL UNIQUE,
      live       INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX journal_one_is_live ON journal (live) WHERE live = 1;
    CREATE TABLE act (
      n          INTEGER PRIMARY KEY,
      id         TEXT NOT NULL UNIQUE,
      kind       TEXT NOT NULL,
      dossier_id TEXT,
      body       BLOB NOT NULL,
      body_hash  TEXT NOT NULL,
      prev       TEXT NOT NULL,
      link_hash  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX act_of_dossier ON act (dossier_id) WHERE dossier_id IS NOT NULL;
    CREATE INDEX act_of_office ON act (kind) WHERE dossier_id IS NULL;
    CREATE TRIGGER act_is_never_changed BEFORE UPDATE ON act BEGIN SELECT raise(ABORT, 'acts are never changed'); END;
    CREATE TRIGGER act_is_never_deleted BEFORE DELETE ON act BEGIN SELECT raise(ABORT, 'acts are never deleted'); END;

    CREATE TABLE placement (
      n        INTEGER PRIMARY KEY REFERENCES act (n),
      epoch    TEXT NOT NULL,
      position INTEGER NOT NULL,
      UNIQUE (epoch, position)
    ) STRICT;
    CREATE TABLE outbox (n INTEGER PRIMARY KEY REFERENCES act (n)) STRICT;

    CREATE TABLE dossier (
      n              INTEGER PRIMARY KEY,
      dossier_id     TEXT NOT NULL UNIQUE,
      dossier_code   TEXT,
      status         TEXT,
      needs_decision INTEGER NOT NULL,
      procedure_code TEXT,
      procedure_name TEXT NOT NULL,
      field_code     TEXT,
      applicant_name TEXT NOT NULL,
      personal_id    TEXT,
      channel        TEXT,
      counter_no     INTEGER,
      received_at    TEXT,
      due_at         TEXT,
      promised_at    TEXT,
      resolved_at    TEXT,
      returned_at    TEXT,
      closed_at      TEXT,
      last_act_id    TEXT,
      list_group     INTEGER NOT NULL,
      list_at        INTEGER NOT NULL,
      overdue_from   INTEGER,
      search_text    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX dossier_in_list ON dossier (list_group, list_at, n, overdue_from);
    CREATE VIRTUAL TABLE search USING fts5 (
      search_text, content = 'dossier', content_rowid = 'n', columnsize = 0, detail = none, prefix = '1 2 3 4 5 6', tokenize = "ascii tokenchars '_'"
    );
    INSERT INTO search (search, rank) VALUES ('pgsz', 1900);

    CREATE TABLE number_used (
      civil_date  TEXT NOT NULL,
      number      INTEGER NOT NULL,
      agency_code TEXT NOT NULL,
      dossier_id  TEXT NOT NULL,
      PRIMARY KEY (civil_date, number, agency_code, dossier_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE series (
      series TEXT NOT NULL,
      volume TEXT NOT NULL,
      year   INTEGER NOT NULL,
      last   INTEGER NOT NULL,
      PRIMARY KEY (series, volume, year)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE print_archive (
      act_id           TEXT PRIMARY KEY REFERENCES act (id),
      dossier_id       TEXT,
      form             TEXT NOT NULL,
      form_set         TEXT NOT NULL,
      form_no          TEXT NOT NULL,
      template_version TEXT NOT NULL,
      copies           TEXT NOT NULL,
      layout           TEXT NOT NULL,
      reprint_no       INTEGER NOT NULL,
      reason           TEXT,
      blob_sha256      TEXT NOT NULL,
      byte_length      INTEGER NOT NULL,
      page_count       INTEGER NOT NULL,
      printed_at       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX print_of_dossier ON print_archive (dossier_id);
    CREATE TRIGGER print_is_never_changed BEFORE UPDATE ON print_archive BEGIN SELECT raise(ABORT, 'archived prints are never changed'); END;
    CREATE TRIGGER print_is_never_deleted BEFORE DELETE ON print_archive BEGIN SELECT raise(ABORT, 'archived prints are never deleted'); END;

    CREATE TABLE person (
      person_id   TEXT PRIMARY KEY,
      full_name   TEXT NOT NULL,
      roles       TEXT NOT NULL,
      title       TEXT,
      active      INTEGER NOT NULL,
      last_act_id TEXT NOT NULL
    ) STRICT;

    CREATE TABLE log_mark (
      one          INTEGER PRIMARY KEY CHECK (one = 1),
      log_id       TEXT NOT NULL,
      frame_index  INTEGER NOT NULL,
      frame_offset INTEGER NOT NULL,
      frame_end    INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE credential (
      person_id       TEXT PRIMARY KEY,
      hash            TEXT NOT NULL,
      failures        INTEGER NOT NULL,
      locked_at       TEXT,
      changed_at      TEXT NOT NULL,
      last_sign_in_at TEXT
    ) STRICT;
    CREATE TABLE draft (
      id         TEXT PRIMARY KEY,
      owner_id   TEXT NOT NULL,
      label      TEXT,
      data       TEXT NOT NULL,
      created_at TEXT NOT NULL,
      saved_at   TEXT NOT NULL
    ) STRICT;
    CREATE INDEX draft_of_owner ON draft (owner_id, created_at);
    CREATE TABLE pack (
      kind       TEXT NOT NULL,
      name       TEXT NOT NULL,
      version    INTEGER NOT NULL,
      valid_from TEXT,
      content    TEXT NOT NULL,
      PRIMARY KEY (kind, name, version)
    ) STRICT;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE imported_file (
      sha256      TEXT PRIMARY KEY,
      name        TEXT NOT NULL,
      rows        INTEGER NOT NULL,
      imported_at TEXT NOT NULL,
      actor_id    TEXT NOT NULL
    ) STRICT;
  `),
};
