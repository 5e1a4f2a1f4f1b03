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
