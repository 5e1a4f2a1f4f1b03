import type { Migration } from '../store/migrate.ts';

/** `made_at`: when the counter wrote it. `asked`: JSON of what the answer is about, `AskedByBundle`. */
export const bundles: Migration = {
  id: 2,
  why: 'A counter that is not on the line is answered by USB: what its newest bundle asked is remembered until then.',
  sql: `
    CREATE TABLE bundle (
      agency_code text NOT NULL, device_id uuid NOT NULL, made_at timestamptz NOT NULL, imported_at timestamptz NOT NULL, asked text NOT NULL,
      PRIMARY KEY (agency_code, device_id)
    );
  `,
};
