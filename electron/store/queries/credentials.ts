import type { Connection } from '../connection.ts';

/** Local sign-in data of a person; never leaves this counter and is in no act. Instants carry an offset. */
export type Credential = {
  readonly personId: string;
  readonly hash: string;
  readonly failures: number;
  readonly lockedAt: string | null;
  readonly changedAt: string;
  readonly lastSignInAt: string | null;
};

export type CredentialQueries = {
  find(personId: string): Credential | undefined;
  put(credential: Credential): void;
};

export function credentialQueries({ sql }: Connection): CredentialQueries {
  return {
    find: (personId) =>
      sql<Credential>(
        `SELECT person_id AS personId, hash, failures, locked_at AS lockedAt, changed_at AS changedAt, last_sign_in_at AS lastSignInAt
         FROM credential WHERE person_id = ?`,
      ).get(personId),
    put: (credential) => {
      sql(
        'INSERT OR REPLACE INTO credential (person_id, hash, failures, locked_at, changed_at, last_sign_in_at) VALUES (@personId, @hash, @failures, @lockedAt, @changedAt, @lastSignInAt)',
      ).run(credential);
    },
  };
}
