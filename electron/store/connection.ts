import type { Database, Statement } from 'better-sqlite3';

/** A database with its prepared statements, each compiled once. */
export type Connection = {
  readonly db: Database;
  /** The statement of `sql`; `Row` is what its rows look like. */
  sql<Row = unknown>(sql: string): Statement<unknown[], Row>;
};

export function connection(db: Database): Connection {
  const prepared = new Map<string, Statement<unknown[], unknown>>();
  return {
    db,
    sql: <Row>(sql: string) => {
      let known = prepared.get(sql);
      if (known === undefined) {
        known = db.prepare<unknown[], unknown>(sql);
        prepared.set(sql, known);
      }
      return known as Statement<unknown[], Row>;
    },
  };
}
