import type { Connection } from '../connection.ts';

export type PackKind = 'catalogue' | 'calendar' | 'forms' | 'people' | 'agency';

/** A versioned set of reference data. `content` is plain JSON. Versions only rise. */
export type Pack = {
  readonly kind: PackKind;
  /** Which one of the kind, such as the year of a calendar; empty where there is one. */
  readonly name: string;
  readonly version: number;
  readonly validFrom: string | null;
  readonly content: unknown;
};

export type PackQueries = {
  /** The highest version. */
  newest(kind: PackKind, name?: string): Pack | undefined;
  /** The highest version of each name, by name. */
  all(kind: PackKind): readonly Pack[];
  /** Keeps a version; a version that is here already stays as it is. */
  put(pack: Pack): void;
};

type Row = Omit<Pack, 'content'> & { readonly content: string };

const select = 'SELECT kind, name, version, valid_from AS validFrom, content FROM pack';

export function packQueries({ sql }: Connection): PackQueries {
  return {
    newest: (kind, name = '') =>
      sql<Row>(`${select} WHERE kind = ? AND name = ? ORDER BY version DESC LIMIT 1`).all(kind, name).map(packOf)[0],
    all: (kind) =>
      sql<Row>(
        `${select} AS newest WHERE kind = ? AND version = (SELECT max(version) FROM pack WHERE kind = newest.kind AND name = newest.name) ORDER BY name`,
      )
        .all(kind)
        .map(packOf),
    put: (pack) => {
      sql(
        'INSERT OR IGNORE INTO pack (kind, name, version, valid_from, content) VALUES (@kind, @name, @version, @validFrom, @content)',
      ).run({
        ...pack,
        content: JSON.stringify(pack.content),
      });
    },
  };
}

function packOf(row: Row): Pack {
  return { ...row, content: JSON.parse(row.content) as unknown };
}
