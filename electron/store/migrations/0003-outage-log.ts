import type { Migration } from '../migrate.ts';

export const outageLog: Migration = {
  id: 3,
  why: 'The outage log holds our own failures and lost power too, and stays as it was written; certificates of it are kept.',
  up: (db) =>
    db.exec(`
    CREATE TABLE outage_interval (
      began_at    TEXT NOT NULL,
      why         TEXT NOT NULL,
      ended_at    TEXT,
      clock_moved INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (began_at, why)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO outage_interval (began_at, why, ended_at) SELECT began_at, why, max(began_at, ended_at) FROM outage;
    DROP TABLE outage;
    ALTER TABLE outage_interval RENAME TO outage;
    CREATE TRIGGER outage_is_never_changed BEFORE UPDATE ON outage
      WHEN OLD.ended_at IS NOT NULL OR NEW.began_at <> OLD.began_at OR NEW.why <> OLD.why OR NEW.ended_at < OLD.began_at
      BEGIN SELECT raise(ABORT, 'an outage is ended once, not changed'); END;
    CREATE TRIGGER outage_is_never_deleted BEFORE DELETE ON outage BEGIN SELECT raise(ABORT, 'outages are never deleted'); END;

    CREATE TABLE outage_certificate (
      date             TEXT NOT NULL,
      copy_no          INTEGER NOT NULL,
      reason           TEXT,
      sha256           TEXT NOT NULL,
      template_version TEXT NOT NULL,
      printed_at       TEXT NOT NULL,
      person_id        TEXT NOT NULL,
      PRIMARY KEY (date, copy_no)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER outage_certificate_is_never_changed BEFORE UPDATE ON outage_certificate BEGIN SELECT raise(ABORT, 'the archive is never changed'); END;
    CREATE TRIGGER outage_certificate_is_never_deleted BEFORE DELETE ON outage_certificate BEGIN SELECT raise(ABORT, 'the archive is never deleted'); END;
  `),
};
