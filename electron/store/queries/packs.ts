export type PackKind = 'catalogue' | 'calendar' | 'forms' | 'people' | 'agency';

/** A versioned set of reference data. `content` is plain JSON. Versions only rise. */
export type Pack = {
  readonly kind: PackKind;
  /** Which one of the kind, e.g. the year of a calendar; empty where there is one. */
  readonly name: string;
  readonly version: number;
  readonly validFrom: string | null;
  readonly content: unknown;
};

export type PackQueries = {
  /** The highest version. */
  newest(kind: PackKind, name?: string): Pack | undefined;
  /** The highest version of each name. */
  all(kind: PackKind): readonly Pack[];
  put(pack: Pack): void;
};
