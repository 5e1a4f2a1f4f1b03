import type { Migration } from '../store/migrate.ts';

/**
 * Everything that belongs to an office leads its keys with `agency_code`, so that the journal can be split by agency without touching a
 * statement (docs/scaling.md). Hashes are raw SHA-256, bodies the bytes as they came.
 */
export const begin: Migration = {
  id: 1,
  why: 'The tables of sync protocol 1.',
  sql: `
    CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
    CREATE TABLE epoch (epoch uuid PRIMARY KEY, started_at timestamptz NOT NULL, reason text NOT NULL CHECK (reason IN ('init', 'restore', 'offered')));
    CREATE TABLE server_key (
      key_id text PRIMARY KEY, role text NOT NULL CHECK (role IN ('page', 'pack', 'age')),
      public_key text NOT NULL, private_key text NOT NULL, certificate text NOT NULL, created_at timestamptz NOT NULL
    );

    CREATE TABLE agency (
      agency_code text PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL,
      last_position bigint NOT NULL DEFAULT 0, receiving boolean NOT NULL DEFAULT true,
      server_journal_id uuid, folded_position bigint NOT NULL DEFAULT 0
    );
    CREATE TABLE enrolment (
      secret_hash bytea PRIMARY KEY, agency_code text NOT NULL REFERENCES agency, counter_no int NOT NULL,
      expires_at timestamptz NOT NULL, device_id uuid, device_key text
    );
    CREATE TABLE device (
      agency_code text NOT NULL REFERENCES agency, device_id uuid NOT NULL, counter_no int NOT NULL, public_key text NOT NULL,
      state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'revoked', 'admitted')),
      enrolled_at timestamptz NOT NULL, revoked_at timestamptz,
      last_seen_at timestamptz, app_version text, clock_off_ms bigint, waiting_acts bigint, offered_epoch uuid,
      PRIMARY KEY (agency_code, device_id)
    );
    CREATE UNIQUE INDEX device_by_id ON device (device_id);
    CREATE TABLE nonce (nonce_hash bytea PRIMARY KEY, device_id uuid NOT NULL, expires_at timestamptz NOT NULL);
    CREATE TABLE session (
      token_hash bytea PRIMARY KEY, agency_code text NOT NULL, device_id uuid NOT NULL, epoch uuid NOT NULL, expires_at timestamptz NOT NULL
    );

    CREATE TABLE journal (
      agency_code text NOT NULL, journal_id uuid NOT NULL, device_id uuid,
      head_seq bigint NOT NULL DEFAULT 0, head_hash bytea, head_signature text,
      PRIMARY KEY (agency_code, journal_id)
    );
    CREATE TABLE act (
      agency_code text NOT NULL, position bigint NOT NULL, epoch uuid NOT NULL,
      body_hash bytea NOT NULL, act_id uuid, kind text, dossier_id uuid, dossier_code text,
      body bytea NOT NULL,
      journal_id uuid NOT NULL, seq bigint NOT NULL, link_hash bytea NOT NULL, prev bytea NOT NULL,
      PRIMARY KEY (agency_code, position)
    );
    CREATE UNIQUE INDEX act_by_body ON act (agency_code, body_hash);
    CREATE UNIQUE INDEX act_by_id ON act (agency_code, act_id) WHERE act_id IS NOT NULL;
    CREATE INDEX act_by_dossier ON act (agency_code, dossier_id) WHERE dossier_id IS NOT NULL;
    CREATE INDEX act_by_code ON act (agency_code, dossier_code) WHERE dossier_code IS NOT NULL;
    CREATE INDEX act_of_people ON act (agency_code, kind, position) WHERE kind IN ('person.added', 'person.changed', 'person.dismissed');
    CREATE VIEW readable_act AS
      SELECT agency_code, position, epoch, act_id, kind, dossier_id, convert_from(body, 'UTF8')::jsonb AS body FROM act WHERE kind IS NOT NULL;
    CREATE TABLE link (
      agency_code text NOT NULL, journal_id uuid NOT NULL, seq bigint NOT NULL, link_hash bytea NOT NULL,
      prev bytea NOT NULL, body_hash bytea NOT NULL, branch boolean NOT NULL DEFAULT false,
      PRIMARY KEY (agency_code, journal_id, seq, link_hash)
    );
    CREATE UNIQUE INDEX link_of_trunk ON link (agency_code, journal_id, seq) WHERE NOT branch;
    CREATE TABLE contest (agency_code text NOT NULL, act_id uuid NOT NULL, reason text NOT NULL, PRIMARY KEY (agency_code, act_id, reason));

    CREATE TABLE blob_name (agency_code text NOT NULL, sha256 bytea NOT NULL, PRIMARY KEY (agency_code, sha256));
    CREATE TABLE blob (agency_code text NOT NULL, sha256 bytea NOT NULL, byte_length bigint NOT NULL, stored_at timestamptz NOT NULL, PRIMARY KEY (agency_code, sha256));
    CREATE TABLE manifest (
      agency_code text NOT NULL, manifest_hash bytea NOT NULL, device_id uuid NOT NULL, journal_id uuid NOT NULL,
      from_seq bigint NOT NULL, to_seq bigint NOT NULL, manifest text NOT NULL, signature text NOT NULL, countersigned text NOT NULL,
      PRIMARY KEY (agency_code, manifest_hash)
    );
    CREATE TABLE dossier (
      agency_code text NOT NULL, dossier_id uuid NOT NULL, needs_decision int NOT NULL, read_only boolean NOT NULL,
      PRIMARY KEY (agency_code, dossier_id)
    );
    CREATE TABLE pack (
      name text NOT NULL, version int NOT NULL, statement text NOT NULL, key_id text NOT NULL, signature text NOT NULL, content text NOT NULL,
      PRIMARY KEY (name, version)
    );

    CREATE TABLE web_user (
      user_name text PRIMARY KEY, password_hash text NOT NULL, created_at timestamptz NOT NULL,
      failures int NOT NULL DEFAULT 0, locked_until timestamptz
    );
    CREATE TABLE web_session (token_hash bytea PRIMARY KEY, user_name text NOT NULL REFERENCES web_user ON DELETE CASCADE, csrf text NOT NULL, expires_at timestamptz NOT NULL);
    CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, who text NOT NULL, what text NOT NULL, detail jsonb NOT NULL);

    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$;
    CREATE TRIGGER act_is_kept BEFORE UPDATE OR DELETE ON act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER link_is_kept BEFORE DELETE ON link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `,
};
