/** The tables as Kysely sees them; `migrations/` makes them. Hashes are raw bytes, times `Date`, 64-bit numbers plain. */
import type { Generated } from 'kysely';
import type { ActBody } from '#shared/journal/act.ts';

export type Database = {
  setting: { name: string; value: string };
  epoch: { epoch: string; started_at: Date; reason: 'init' | 'restore' | 'offered' };
  server_key: {
    key_id: string;
    role: 'page' | 'pack' | 'age';
    public_key: string;
    private_key: string;
    certificate: string;
    created_at: Date;
  };
  agency: {
    agency_code: string;
    name: string;
    created_at: Date;
    last_position: Generated<number>;
    receiving: Generated<boolean>;
    server_journal_id: string | null;
    folded_position: Generated<number>;
  };
  enrolment: {
    secret_hash: Buffer;
    agency_code: string;
    counter_no: number;
    expires_at: Date;
    device_id: string | null;
    device_key: string | null;
  };
  device: {
    agency_code: string;
    device_id: string;
    counter_no: number;
    public_key: string;
    state: Generated<DeviceState>;
    enrolled_at: Date;
    revoked_at: Date | null;
    last_seen_at: Date | null;
    app_version: string | null;
    clock_off_ms: number | null;
    waiting_acts: number | null;
    offered_epoch: string | null;
  };
  nonce: { nonce_hash: Buffer; device_id: string; expires_at: Date };
  session: { token_hash: Buffer; agency_code: string; device_id: string; epoch: string; expires_at: Date };
  journal: {
    agency_code: string;
    journal_id: string;
    device_id: string | null;
    head_seq: Generated<number>;
    head_hash: Buffer | null;
    head_signature: string | null;
  };
  act: {
    agency_code: string;
    position: number;
    epoch: string;
    body_hash: Buffer;
    act_id: string | null;
    kind: string | null;
    dossier_id: string | null;
    dossier_code: string | null;
    body: Buffer;
    journal_id: string;
    seq: number;
    link_hash: Buffer;
    prev: Buffer;
  };
  /** Of acts whose envelope can be read; derived at each read, so it cannot differ from the bytes. */
  readable_act: {
    agency_code: string;
    position: number;
    epoch: string;
    act_id: string;
    kind: string;
    dossier_id: string | null;
    body: ActBody;
  };
  link: {
    agency_code: string;
    journal_id: string;
    seq: number;
    link_hash: Buffer;
    prev: Buffer;
    body_hash: Buffer;
    branch: Generated<boolean>;
  };
  contest: { agency_code: string; act_id: string; reason: string };
  blob_name: { agency_code: string; sha256: Buffer };
  blob: { agency_code: string; sha256: Buffer; byte_length: number; stored_at: Date };
  manifest: {
    agency_code: string;
    manifest_hash: Buffer;
    device_id: string;
    journal_id: string;
    from_seq: number;
    to_seq: number;
    manifest: string;
    signature: string;
    countersigned: string;
  };
  bundle: { agency_code: string; device_id: string; made_at: Date; imported_at: Date; asked: string };
  dossier: { agency_code: string; dossier_id: string; needs_decision: number; read_only: boolean };
  pack: { name: string; version: number; statement: string; key_id: string; signature: string; content: string };
  web_user: { user_name: string; password_hash: string; created_at: Date; failures: Generated<number>; locked_until: Date | null };
  web_session: { token_hash: Buffer; user_name: string; csrf: string; expires_at: Date };
  audit: { id: Generated<number>; at: Date; who: string; what: string; detail: string };
};

/** `admitted`: revoked, but an administrator lets it bring what it holds; its acts are contested. */
export type DeviceState = 'active' | 'revoked' | 'admitted';
