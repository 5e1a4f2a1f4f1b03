/** Packs as the district signed them, every version that was taken. Which one holds is told by the day. */
import type { Pack, PackStatement } from '#shared/contract/upstream/values.ts';
import type { Connection } from '../connection.ts';

/** `agreedAt` and `agreedBy`: a local administrator's yes to the administrators in a people pack. */
export type TakenPack = Pack & { readonly takenAt: string; readonly agreedAt: string | null; readonly agreedBy: string | null };

export type SignedPackQueries = {
  /** By name, the newest version first. */
  all(): readonly TakenPack[];
  find(name: string, version: number): TakenPack | undefined;
  /** Highest version of each name. */
  versions(): readonly { readonly name: string; readonly version: number }[];
  /** The highest version that holds on `date` (`YYYY-MM-DD`). */
  holding(name: string, date: string): TakenPack | undefined;
  /** Rises with every pack that is taken. */
  stamp(): number;
  /** Keeps a checked pack; false, and nothing kept, for a version that does not rise. Inside the caller's transaction. */
  keep(pack: Pack, at: string): boolean;
  agree(name: string, version: number, at: string, by: string): void;
};

type Row = {
  readonly statement: string;
  readonly key_id: string;
  readonly signature: string;
  readonly content: string;
  readonly taken_at: string;
  readonly agreed_at: string | null;
  readonly agreed_by: string | null;
};

export function signedPackQueries({ sql }: Connection): SignedPackQueries {
  const newestOf = (name: string): number =>
    sql<{ version: number | null }>('SELECT max(version) AS version FROM signed_pack WHERE name = ?').get(name)?.version ?? 0;
  return {
    all: () => sql<Row>('SELECT * FROM signed_pack ORDER BY name, version DESC').all().map(packOf),
    find: (name, version) => sql<Row>('SELECT * FROM signed_pack WHERE name = ? AND version = ?').all(name, version).map(packOf)[0],
    versions: () => sql<{ name: string; version: number }>('SELECT name, max(version) AS version FROM signed_pack GROUP BY name').all(),
    holding: (name, date) =>
      sql<Row>('SELECT * FROM signed_pack WHERE name = ? ORDER BY version DESC')
        .all(name)
        .map(packOf)
        .find(({ statement }) => holdsOn(statement, date)),
    stamp: () => sql<{ last: number | null }>('SELECT max(rowid) AS last FROM signed_pack').get()?.last ?? 0,
    keep: ({ statement, keyId, signature, content }, at) => {
      if (statement.version <= newestOf(statement.name)) return false;
      sql('INSERT INTO signed_pack (name, version, statement, key_id, signature, content, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
        statement.name,
        statement.version,
        JSON.stringify(statement),
        keyId,
        signature,
        content,
        at,
      );
      return true;
    },
    agree: (name, version, at, by) => {
      sql('UPDATE signed_pack SET agreed_at = ?, agreed_by = ? WHERE name = ? AND version = ? AND agreed_at IS NULL').run(
        at,
        by,
        name,
        version,
      );
    },
  };
}

/** First and last day are days it holds. */
export const holdsOn = ({ validFrom, validTo }: Pick<PackStatement, 'validFrom' | 'validTo'>, date: string): boolean =>
  validFrom.slice(0, 10) <= date && (validTo === null || date <= validTo.slice(0, 10));

function packOf(row: Row): TakenPack {
  return {
    statement: JSON.parse(row.statement) as PackStatement,
    keyId: row.key_id,
    signature: row.signature,
    content: row.content,
    takenAt: row.taken_at,
    agreedAt: row.agreed_at,
    agreedBy: row.agreed_by,
  };
}
