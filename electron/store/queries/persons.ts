/** A person who may sign in, as the acts tell. */
export type PersonRow = {
  readonly personId: string;
  readonly fullName: string;
  readonly roles: readonly string[];
  readonly active: boolean;
  readonly person: unknown;
};

export type PersonQueries = {
  find(personId: string): PersonRow | undefined;
  /** Active first, then by name. */
  all(): readonly PersonRow[];
};
