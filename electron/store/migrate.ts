/** Brings a database file to this app's version: numbered steps, each in one transaction together with its `user_version`. */
import type { Database } from 'better-sqlite3';
import { StoreFault } from './fault.ts';

export type Migration = {
  /** 1, 2, 3, …; the file's `user_version` after it. */
  readonly id: number;
  readonly why: string;
  up(db: Database): void;
};

/** Version of the file. */
export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Throws `store-from-newer-version` (`found`, `known`) when the file was written by a newer app. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.id ?? 0;
  const found = versionOf(db);
  if (found > known) throw new StoreFault('store-from-newer-version', { found, known });
}

/** Whether a file that holds something already is older than this app. */
export function isMigrationDue(db: Database, migrations: readonly Migration[]): boolean {
  refuseNewer(db, migrations);
  const found = versionOf(db);
  return found > 0 && found < (migrations.at(-1)?.id ?? 0);
}

/** Applies what is missing up to `target` (all by default). Answers the ids applied; an error leaves the file at the last whole step. */
export function migrate(db: Database, migrations: readonly Migration[], target: number = migrations.at(-1)?.id ?? 0): readonly number[] {
  refuseNewer(db, migrations);
  const due = migrations.filter(({ id }) => id > versionOf(db) && id <= target);
  for (const migration of due) {
    db.transaction(() => {
      migration.up(db);
      db.pragma(`user_version=${String(migration.id)}`);
    }).immediate();
  }
  return due.map(({ id }) => id);
}
