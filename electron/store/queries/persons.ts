import type { Role } from '#shared/journal/payloads/office.ts';
import type { Connection } from '../connection.ts';

/** A person who may sign in, as the acts tell. Dismissed people stay, inactive: their acts bear their name. */
export type PersonRow = {
  readonly personId: string;
  readonly fullName: string;
  readonly roles: readonly Role[];
  readonly title: string | null;
  readonly active: boolean;
};

export type PersonQueries = {
  find(personId: string): PersonRow | undefined;
  /** Active first, then as they were added. */
  all(): readonly PersonRow[];
};

type Row = Omit<PersonRow, 'roles' | 'active'> & { readonly roles: string; readonly active: number };

const select = 'SELECT person_id AS personId, full_name AS fullName, roles, title, active FROM person';

export function personQueries({ sql }: Connection): PersonQueries {
  return {
    find: (personId) => sql<Row>(`${select} WHERE person_id = ?`).all(personId).map(personOf)[0],
    all: () => sql<Row>(`${select} ORDER BY active DESC, rowid`).all().map(personOf),
  };
}

function personOf(row: Row): PersonRow {
  return { ...row, roles: JSON.parse(row.roles) as readonly Role[], active: row.active === 1 };
}
